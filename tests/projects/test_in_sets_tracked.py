"""A proof is old as soon as anything tracked is written: so all that proving reads must be tracked."""

import re

import pytest
from django.apps import apps
from django.db import connection

from portal.imports import running, trying
from portal.imports.staging import proving
from portal.organisation.models import Organisation, Role
from tests.factories.portal import person
from tests.projects import reportworld as world
from tests.projects.reportagain import first_row, grown
from tests.projects.reportways import in_sets

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """Every statement of a trial after its mark was taken."""
    statements: list[str] = []
    inner, mark = trying.try_in_sets, proving.mark

    def listening(execute, sql, params, many, context):
        statements.append(str(sql))
        return execute(sql, params, many, context)

    def marked(**told):
        found = mark(**told)
        statements.clear()
        return found

    def trial(*args):
        with connection.execute_wrapper(listening):
            return inner(*args)

    monkeypatch.setattr(proving, "mark", marked)
    monkeypatch.setattr(trying, "try_in_sets", trial)
    return statements


def words_of(statements: list[str]) -> set[str]:
    return {word for sql in statements for word in re.findall(r"\w+", sql)}


def untracked(statements: list[str]) -> set[str]:
    """The tables that are named in the statements, and whose history does not move the mark."""
    words = words_of(statements)
    named = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in words]
    return {
        model._meta.db_table
        for model in named
        if not hasattr(model, "pgh_event_model") or model._meta.app_label in proving.OWN
    }


@pytest.mark.parametrize("by_whom", [None, Role.PROJECT_MANAGER, Role.COORDINATOR])
def test_all_that_proving_reads_is_tracked(by_whom, monkeypatch, asked):
    world.make_world(12)
    in_sets(monkeypatch)
    by = by_whom and person(by_whom, Organisation.objects.get(key="norrmalm"))
    mine = range(1, 12, 3)
    world.read_in(world.file_of([first_row(n) for n in mine]), scope="allt", by=by)
    rows = [grown(first_row(n), n % 2) for n in mine]
    rows += [grown(first_row(n), 3, Tertial="2") for n in mine]
    batch = running.receive(
        kind=world.KIND, name="fil.csv", content=world.file_of(rows), by=by, now=world.NOW
    )
    assert (batch.new, batch.changed, batch.unchanged) == (4, 2, 2)
    assert batch.proof
    assert untracked(asked) == set()
    told = [
        "SELECT 1 FROM cases_numberseries",
        "SELECT 1 FROM projects_report",
        "SELECT 1 FROM imports_batch",
    ]
    assert untracked(told) == {"cases_numberseries", "imports_batch"}
    assert {"projects_project", "organisation_organisation"} <= words_of(asked)
