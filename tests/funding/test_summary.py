"""The standing tables of agreements: exact figures, drill-down with the same total, then and now, rights."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from funding.summary import opening, tables
from funding.summary.facts import Facts
from portal.organisation.models import Role, Succession
from portal.workareas import Scope
from tests.factories.funding import party, signed_terms
from tests.factories.portal import OrganisationFactory, person
from tests.factories.settling import ordered

pytestmark = pytest.mark.django_db
TODAY = date(2019, 6, 10)


def facts_of(user, division: str = "da") -> Facts:
    return Facts(Scope(user=user, today=TODAY, division=division))


def values(table) -> list[tuple]:
    return [
        (row.label, *(getattr(cell, "value", cell) for cell in row.cells.values())) for row in table.all_rows
    ]


@pytest.fixture
def auditor():
    return person(Role.AUDITOR)


def test_shares_and_costs_stand_as_agreed_and_sum(auditor):
    name = str(signed_terms().agreement)
    table = tables.shares_table(facts_of(auditor))
    assert values(table) == [
        (name, "Kungsholmen", Decimal(23), Decimal("644000.00"), Decimal("858666.67")),
        (name, "Norrmalm", Decimal(66), Decimal("1848000.00"), Decimal("2463999.99")),
        (name, "Östermalm", Decimal(11), Decimal("308000.00"), Decimal("410666.67")),
        ("Totalt", "", "", Decimal("2800000.00"), Decimal("3733333.33")),
    ]


def test_in_districts_of_now_a_merged_party_stands_under_its_successor(auditor):
    terms = signed_terms()
    heir = OrganisationFactory(short_name="Norra innerstaden")
    for name in ("Norrmalm", "Östermalm"):
        Succession.objects.create(
            predecessor=party(terms.agreement, name).organisation,
            successor=heir,
            on=date(2019, 1, 1),
            kind=Succession.Kind.MERGE,
        )
    rows = values(tables.shares_table(facts_of(auditor, "nu")))
    assert [row[1:3] for row in rows] == [
        ("Kungsholmen", Decimal(23)),
        ("Norra innerstaden", Decimal(77)),
        ("", ""),
    ]
    assert rows[-1][3] == Decimal("2800000.00")


def test_settled_money_is_what_is_to_debit_booked_and_left(auditor):
    order = ordered()
    table = tables.settled_table(facts_of(auditor))
    assert values(table)[0] == (
        str(order.settlement.agreement),
        1,
        Decimal("933333.33"),
        Decimal("317333.34"),
        Decimal(0),
        Decimal("317333.34"),
    )


def test_districts_count_agreements_and_what_they_bear(auditor):
    ordered()
    table = tables.districts_table(facts_of(auditor))
    assert values(table) == [
        ("Kungsholmen", 1, 1, 0, Decimal("644000.00"), Decimal("214666.67")),
        ("Norrmalm", 1, 1, 1, Decimal("1848000.00"), Decimal("615999.99")),
        ("Östermalm", 1, 1, 0, Decimal("308000.00"), Decimal("102666.67")),
        ("Totalt", "", "", "", Decimal("2800000.00"), Decimal("933333.33")),
    ]


@pytest.mark.parametrize(
    ("build", "rows"),
    [
        (tables.shares_table, opening.shares_rows),
        (tables.settled_table, opening.settled_rows),
        (tables.districts_table, opening.districts_rows),
    ],
)
def test_every_figure_opens_rows_whose_total_it_is(auditor, build, rows):
    ordered()
    facts = facts_of(auditor)
    table = build(facts)
    opened = [
        (row.key, key, cell.value)
        for row in table.all_rows
        for key, cell in row.cells.items()
        if getattr(cell, "href", None)
    ]
    assert len(opened) > 5
    for line, key, value in opened:
        found = rows(facts, line, key)
        if key in tables.AMOUNTS or key in ("per-ar", "hela", "andel", "perioder"):
            assert found.total.cells[key].value == value
        else:
            assert len(found.rows) == value
    assert rows(facts, "finns-inte", "per-ar") is None
    assert rows(facts, "", "finns-inte") is None


def test_a_stranger_sees_nothing_and_a_party_its_own(client):
    agreement = signed_terms().agreement
    stranger = person(Role.PROJECT_MANAGER)
    mine = person(Role.PROJECT_MANAGER, party(agreement, "Kungsholmen").organisation)
    assert (len(facts_of(stranger).shares), len(facts_of(mine).shares)) == (0, 3)
    client.force_login(stranger)
    page = client.get(reverse("summaries:table", args=[tables.SHARES]))
    assert "Det finns inga undertecknade överenskommelser som du får se." in page.content.decode()


def test_the_table_goes_out_as_a_file(client, auditor):
    signed_terms()
    client.force_login(auditor)
    answer = client.get(reverse("summaries:table", args=[tables.SHARES]) + "?format=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "Överenskommelse;Part;Andel %;Per år kr;Hela tiden kr"
    assert lines[-1] == "Totalt;;;2800000;3733333,33"
