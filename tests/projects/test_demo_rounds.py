"""The example year's rounds: one decided, one half decided, one open; and the figures of print in Medel."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Count

from projects.domain.allocating import balances
from projects.models import Application, Grant, Programme
from projects.summary.funds import funds_table
from tests.demo import demo_data

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """Load once for all these tests, and take it back afterwards."""
    with django_db_blocker.unblock(), demo_data():
        yield


@pytest.fixture
def example():
    return Programme.objects.get(slug="exempelprogrammet")


def test_there_is_an_application_in_every_state_but_withdrawn(example):
    rows = Application.objects.filter(round__programme=example).values_list("round__number", "state")
    assert sorted(rows.annotate(n=Count("pk"))) == [
        (1, "granted", 6),
        (2, "granted", 19),
        (3, "conditional", 3),
        (3, "rejected", 1),
        (4, "assessed", 1),
        (4, "draft", 2),
        (4, "submitted", 2),
    ]


def test_behind_every_grant_of_the_example_stands_its_application(example):
    grants = Grant.objects.filter(project__programme=example)
    assert grants.filter(application__isnull=True).count() == 0
    for grant in grants.select_related("application").prefetch_related("shares"):
        decided = grant.application.allocations.values_list("committee", "year", "decided")
        assert sorted(decided) == sorted(
            (share.committee_id, grant.year, share.amount) for share in grant.shares.all()
        )


def test_no_money_is_bound_twice(example):
    assert [balance for balance in balances(example).values() if balance.left < 0] == []
    found = {
        (str(each.committee), each.year): (each.granted, each.decided, each.proposed)
        for each in balances(example).values()
    }
    assert found["Socialnämnden", 2027] == (Decimal(0), Decimal("475000.00"), Decimal("125000.00"))
    assert found["Arbetsmarknadsnämnden", 2027] == (Decimal(0), Decimal(0), Decimal("600000.00"))


def test_a_draft_waits_with_its_last_day(example):
    draft = Application.objects.drafts().get(lead__key="jarva")
    assert (draft.round.number, draft.round.apply_by) == (4, date(2026, 12, 10))


def test_the_published_programmes_money_is_as_in_print():
    """appropriations.csv and budget_use.csv of source 003, in tkr."""
    historic = Programme.objects.get(slug="fran-bidrag-till-egen-forsorjning")
    table = funds_table(historic)

    def tkr(row, key):
        value = getattr(row.cells[key], "value", None)
        return None if value is None else value / 1000

    keys = ("budget", "forbrukat", "ej-forbrukat")
    assert [(row.label, row.cells["year"], *(tkr(row, key) for key in keys)) for row in table.rows] == [
        ("Integrationsnämnden", "2002", 5000, Decimal("4770.5"), Decimal("229.5")),
        ("Socialtjänstnämnden", "2002", 5000, Decimal("4770.5"), Decimal("229.5")),
        ("Integrationsnämnden", "2003", 5000, 4589, 411),
        ("Socialtjänstnämnden", "2003", 5000, 4476, 524),
        ("Integrationsnämnden", "År okänt", None, None, None),
        ("Socialtjänstnämnden", "År okänt", None, None, None),
    ]
    total = {
        key: tkr(table.total, key) for key in ("budget", "beviljat", "kvar", "forbrukat", "ej-forbrukat")
    }
    assert total == {
        "budget": 20000,
        "beviljat": 15528,
        "kvar": 4472,
        "forbrukat": 18606,
        "ej-forbrukat": 1394,
    }
    assert [str(note) for note in table.notes][-1].startswith(
        "3\N{NO-BREAK SPACE}078 tkr är förbrukat till annat"
    )
