"""The application's role may write rows, and history only through triggers that it cannot silence."""

from contextlib import nullcontext

import pghistory
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.state import StateApps
from django.db.utils import ProgrammingError
from pghistory.models import Context, Event

from portal.database.management.commands.migrate import _knowing_what_is_swapped
from portal.database.rights import apply_rights, history_tables
from portal.database.roles import as_owner
from portal.organisation.models import Organisation
from tests.factories.portal import OrganisationFactory

pytestmark = pytest.mark.database
EVENTS = Organisation.pgh_event_model  # type: ignore[attr-defined]


def ask(statement: str, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


def refused(statement: str) -> str:
    """Answer what the database says no with."""
    with pytest.raises(ProgrammingError) as no, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return str(no.value).strip().split("\n")[0]


@pytest.mark.django_db
def test_application_is_neither_superuser_nor_owner():
    assert ask(
        "SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = user"
    ) == [(False, False, False, False)]
    assert ask("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = user") == [(0,)]
    assert ask("SELECT datname FROM pg_database WHERE pg_get_userbyid(datdba) = user") == []


@pytest.mark.django_db
def test_every_event_model_is_a_history_table():
    models = [model for model in apps.get_models() if issubclass(model, Event) and model._meta.managed]
    tables = {model._meta.db_table for model in models} | {Context._meta.db_table}
    assert EVENTS._meta.db_table in tables
    assert history_tables() == sorted(tables)
    assert ask(
        "SELECT count(*) FROM pg_tables WHERE tablename ~ 'event$' AND tablename <> ALL(%s)", [*tables]
    ) == [(0,)]


@pytest.mark.django_db
def test_application_may_only_read_history():
    held = (
        "SELECT t, verb FROM unnest(%s) AS t,"
        " unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) AS verb"
        " WHERE has_table_privilege(t, verb)"
    )
    assert ask(held, history_tables()) == []
    assert ask(held, ["organisation_organisation"]) == [
        ("organisation_organisation", verb) for verb in ("INSERT", "UPDATE", "DELETE")
    ]


@pytest.mark.django_db
def test_application_may_empty_alter_and_make_no_table():
    assert (
        ask(
            "SELECT oid::regclass FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            " AND has_table_privilege(oid, 'TRUNCATE, TRIGGER, REFERENCES')"
        )
        == []
    )
    assert refused("TRUNCATE organisation_organisation CASCADE").startswith("permission denied for table")
    assert refused("ALTER TABLE organisation_organisation DISABLE TRIGGER ALL") == (
        "must be owner of table organisation_organisation"
    )
    assert refused("CREATE TABLE extra ()") == "permission denied for schema public"
    assert refused("SET session_replication_role = replica") == (
        'permission denied to set parameter "session_replication_role"'
    )
    assert refused("SET ROLE portal_owner") == 'permission denied to set role "portal_owner"'


@pytest.mark.django_db
def test_triggers_write_what_the_application_may_not():
    district = OrganisationFactory.create(short_name="Kista")
    Organisation.objects.filter(pk=district.pk).update(short_name="Rinkeby-Kista")
    written = EVENTS.objects.filter(pgh_obj=district).order_by("pgh_id")
    assert list(written.values_list("pgh_label", "short_name")) == [
        ("insert", "Kista"),
        ("update", "Rinkeby-Kista"),
    ]
    table = EVENTS._meta.db_table
    assert refused(f"UPDATE {table} SET short_name = 'Annan'") == f"permission denied for table {table}"
    assert refused(f"DELETE FROM {table}") == f"permission denied for table {table}"
    assert refused("DELETE FROM pghistory_context") == "permission denied for table pghistory_context"


@pytest.mark.django_db
def test_history_is_not_silenced():
    names = ask("SELECT array_agg(tgname::text) FROM pg_trigger WHERE tgname LIKE 'pgtrigger%%'")[0][0]
    ask("SELECT set_config('pgtrigger.ignore', %s::text, false)", "{" + ",".join(names) + "}")
    district = OrganisationFactory.create()
    ask("SELECT set_config('pgtrigger.ignore', '{}', false)")
    assert EVENTS.objects.filter(pgh_obj=district).count() == 1


@pytest.mark.django_db
def test_history_is_not_forged_by_a_table_of_ones_own():
    ((function,),) = ask(
        "SELECT tgfoid::regproc::text FROM pg_trigger"
        " WHERE tgrelid = 'organisation_organisation'::regclass AND tgname LIKE 'pgtrigger_insert_insert%%'"
    )
    ask("CREATE TEMP TABLE forged (LIKE organisation_organisation); SELECT 1")
    assert (
        refused(
            "CREATE TRIGGER forge AFTER INSERT ON forged REFERENCING NEW TABLE AS new_values"
            f" EXECUTE FUNCTION {function}()"
        )
        == f"permission denied for function {function}"
    )
    assert refused("SELECT _pgh_attach_context()") == "permission denied for function _pgh_attach_context"


@pytest.mark.django_db
def test_a_context_gains_facts_but_never_changes_them():
    with pghistory.context(user=1, why="") as context:
        OrganisationFactory()
    for setting, value in (("context_id", str(context.id)), ("context_metadata", '{"user": 2, "door": "x"}')):
        ask("SELECT set_config(%s, %s, true)", f"pghistory.{setting}", value)
    OrganisationFactory()
    assert Context.objects.get(pk=context.id).metadata == {"user": 1, "why": "", "door": "x"}


@pytest.mark.django_db(transaction=True)
def test_application_gets_its_time_limits_with_the_rights():
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    ask("ALTER ROLE CURRENT_USER RESET ALL; SELECT 1")
    connection.close()
    assert [ask(f"SHOW {name}")[0][0] for name in names] == ["0", "0", "0"]
    apply_rights()
    assert [ask(f"SHOW {name}")[0][0] for name in names] == ["30s", "5s", "1min"]


@pytest.mark.django_db(transaction=True)
def test_a_trigger_made_anew_is_protected_by_the_next_migrate():
    unprotected = (
        "SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        " AND (proname LIKE 'pgtrigger\\_%%' OR proname = '_pgh_attach_context') AND NOT (prosecdef AND"
        " 'search_path=pg_catalog, public, pg_temp' = ANY (proconfig)"
        " AND NOT has_function_privilege('portal_app', oid, 'EXECUTE'))"
    )
    ((functions,),) = ask("SELECT count(DISTINCT tgfoid) FROM pg_trigger WHERE tgname LIKE 'pgtrigger\\_%%'")
    assert ask(unprotected) == [(0,)]
    with as_owner():
        ask(
            "CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE sql"
            " AS 'SELECT NULL::uuid'; SELECT 1"
        )
    assert ask(unprotected) == [(1,)]
    applied = apply_rights()
    assert ask(unprotected) == [(0,)]
    # the triggers' functions, the context's and the one that asked whether to be silent
    assert applied.definer_functions == functions + 2
    assert (applied.history_tables, applied.silencers) == (len(history_tables()), 1)


@pytest.mark.django_db(transaction=True)
def test_the_owner_is_the_owner_only_inside_the_block():
    with as_owner():
        assert ask("SELECT user::text, current_setting('statement_timeout')") == [("portal_owner", "0")]
    assert ask("SELECT user::text, current_setting('statement_timeout')") == [("portal_app", "30s")]
    with pytest.raises(transaction.TransactionManagementError), transaction.atomic(), as_owner():
        pass


def test_migrations_keep_what_the_settings_swap_and_let_go_of_it_afterwards():
    """Each class a migration makes has Django forget it; the tables' owner would wait half a minute more."""
    answers = {"organisation.user": "AUTH_USER_MODEL", "organisation.organisation": None}
    for forgotten, kept in ((True, False), (False, True)):
        with _knowing_what_is_swapped() if kept else nullcontext():
            assert {name: apps.get_swappable_settings_name(name) for name in answers} == answers
            StateApps([], {}).clear_cache()
            assert (apps.get_swappable_settings_name.cache_info().currsize == 0) is forgotten
        assert "get_swappable_settings_name" not in vars(apps)
