"""Bulk updates and their history: as many events as rows, in time that grows with the rows."""

from time import perf_counter

import pytest
from django.apps import apps
from django.db import connection

from tests.factories.portal import OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MANY = 20_000


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_every_update_history_joins_by_hash():
    tracked = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]
    found = sql("SELECT proconfig FROM pg_proc WHERE prosrc LIKE '%old_values JOIN new_values%'")
    assert len(found) == len(tracked) > 10
    assert all("enable_nestloop=off" in config for (config,) in found)


def test_update_of_many_rows_is_written_after_an_update_of_none():
    kind = OrganisationFactory().kind
    sql(
        "UPDATE organisation_organisation SET note = 'x' WHERE false"
    )  # the plan of this connection is made now
    sql(
        "INSERT INTO organisation_organisation (key, kind, short_name, committee_name, administration_name,"
        " full_name, evidence, evidence_text, note, mailbox)"
        f" SELECT 'o' || n, '{kind}', 'O', '', '', '', 'verified', '', '', ''"
        f" FROM generate_series(1, {MANY}) n"
    )
    began = perf_counter()
    sql("UPDATE organisation_organisation SET note = 'y'")
    events = sql("SELECT count(*) FROM organisation_organisationevent WHERE pgh_label = 'update'")
    assert events == [(MANY + 1,)]
    assert perf_counter() - began < 20  # row by row it is cut off by the statement timeout of 30 s
