"""What the application's role may do, laid down anew after every migrate, by the owner of the tables.

It may read and write rows. It may not make, alter or empty tables, and history and sums it writes only
through triggers: their functions run with the owner's rights, and nothing it sets can silence them.
Source: dependencies.md of the design, "What bit us" (append-only for the application's role).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, transaction
from psycopg2 import sql

from portal.database import historyfunctions
from portal.database.roles import application_role, as_application, as_owner

_TIMEOUTS = {  # of the application's role; import, export and backup raise them by name with SET LOCAL
    "statement_timeout": "30s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "60s",
}


@dataclass(frozen=True)
class Applied:
    """How much was laid down, so that a test can prove that nothing was missed."""

    tables: int
    history_tables: int
    definer_functions: int
    silencers: int


def history_tables() -> list[str]:
    """Name the tables that only triggers may write: every event model's and the context they point at."""
    from pghistory.models import Context, Event  # after the apps are loaded

    events = (
        model
        for model in apps.get_models(include_auto_created=True)
        if issubclass(model, Event) and model._meta.managed and not model._meta.proxy
    )
    return sorted({Context._meta.db_table, *(model._meta.db_table for model in events)})


def summed_tables() -> list[str]:
    """Name the tables of sums that triggers alone keep: a model says so by ``only_triggers_write``."""
    models = apps.get_models(include_auto_created=True)
    return sorted(model._meta.db_table for model in models if getattr(model, "only_triggers_write", False))


def apply_rights() -> Applied:
    """Lay down the application's rights and time limits. Answers the counts. Needs the owner's login."""
    role = sql.Identifier(application_role())
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        history = [table for table in history_tables() if table in there]
        _grant_rows(cursor, role)
        _protect(cursor, role, [*history, *(table for table in summed_tables() if table in there)])
        silencers = historyfunctions.keep_loud(cursor)
        definers = historyfunctions.run_as_owner(cursor, role)
        historyfunctions.join_by_hash(cursor)
    limit_time()
    return Applied(len(there), len(history), definers, silencers)


def _grant_rows(cursor, role: sql.Identifier) -> None:
    for statement in (
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {}",
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
        "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}",
    ):
        cursor.execute(sql.SQL(statement).format(role))


def _protect(cursor, role: sql.Identifier, tables: Iterable[str]) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, tables))
    if tables:
        cursor.execute(sql.SQL("REVOKE INSERT, UPDATE, DELETE ON {} FROM {}").format(names, role))


def limit_time() -> None:
    """Set the time limits of the application's role. A role may set its own, so this needs no superuser."""
    with as_application(), connection.cursor() as cursor:
        cursor.execute("SELECT rolconfig FROM pg_roles WHERE rolname = current_user")
        (found,) = cursor.fetchone()
        wanted = {f"{name}={value}" for name, value in _TIMEOUTS.items()}
        if wanted <= set(found or ()):
            return
        for name, value in _TIMEOUTS.items():
            cursor.execute(
                sql.SQL("ALTER ROLE CURRENT_USER SET {} = %s").format(sql.Identifier(name)), [value]
            )
        connection.close()  # a role's settings begin with its next login
