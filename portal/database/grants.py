"""Look at a database from the application's side: new enough, the right role, and the rights it needs?"""

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.database.refusal import Unusable
from portal.database.rights import history_tables, summed_tables

OLDEST = 15  # main version of PostgreSQL
_VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE")


def server_version() -> int:
    """Answer the server's main version: 18 for PostgreSQL 18.4."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        return cursor.fetchone()[0]


def refuse_old_server(version: int) -> None:
    """Raise Unusable when the server's main ``version`` is too old for the portal."""
    if version < OLDEST:
        raise Unusable(f"Servern är PostgreSQL {version}. Portalen behöver PostgreSQL {OLDEST} eller nyare.")


def refuse_wrong_role() -> None:
    """Raise Unusable when the application is a superuser or owns the tables: history is then open."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR EXISTS (SELECT FROM pg_tables"
            " WHERE schemaname = 'public' AND pg_has_role(current_user, tableowner, 'MEMBER'))"
            " FROM pg_roles WHERE rolname = current_user"
        )
        role, too_mighty = cursor.fetchone()
    if too_mighty:
        raise Unusable(
            f"Rollen {role} i DATABASE_URL är superanvändare eller äger tabellerna, "
            "så historiken vore oskyddad. Ange en egen roll för portalen i DATABASE_URL "
            "och ägaren i DATABASE_OWNER_URL."
        )


def refuse_missing() -> None:
    """Raise Unusable that names the grants the application lacks and the migrations not done."""
    with connection.cursor() as cursor:
        missing = _missing(cursor)
    undone = [] if any("django_migrations" in line for line in missing) else unapplied()
    if not (undone or missing):
        return
    behind = f" {len(undone)} migreringar är inte gjorda." if undone else ""
    told = f" Rollen {_role()} saknar: {'; '.join(missing)}." if missing else ""
    cure = "Kör manage.py prepare igen" if settings.DATABASE_OWNER_URL else "Sätt DATABASE_OWNER_URL"
    raise Unusable(f"Databasen är inte färdig.{behind}{told} {cure} med rollen som äger tabellerna.")


def unapplied() -> list[str]:
    """Name the migrations that are not in the database yet."""
    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def _role() -> str:
    return connection.get_connection_params().get("user", "")


def _missing(cursor) -> list[str]:
    """Word each grant that is missing, verb by verb over its tables."""
    there = set(connection.introspection.table_names(cursor))
    if not there:
        return ["CREATE på schemat public (tabellerna ska göras av ägaren)"]
    read_only = {*history_tables(), *summed_tables(), "django_migrations"}
    models = apps.get_models(include_auto_created=True)
    wanted = {"django_migrations", *(model._meta.db_table for model in models)} & there
    lacking = (
        (verb, _lacking(cursor, verb, wanted if verb == "SELECT" else wanted - read_only)) for verb in _VERBS
    )
    return [f"{verb} på {', '.join(tables)}" for verb, tables in lacking if tables]


def _lacking(cursor, verb: str, tables: set[str]) -> list[str]:
    cursor.execute(
        "SELECT name FROM unnest(%s) AS name"
        " WHERE NOT has_table_privilege(quote_ident(name), %s) ORDER BY name",
        [list(tables), verb],
    )
    return [name for (name,) in cursor]
