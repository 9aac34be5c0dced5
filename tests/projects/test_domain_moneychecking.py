"""Grants typed or read from a file are held against what the nämnder set aside for the year."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from portal.content.outcomes import Status
from portal.imports import running
from projects.domain.granting import GrantCandidate, grant_fund, grant_funds
from projects.imports import GrantFile
from projects.models import Grant
from tests.factories.projects import AppropriationFactory, ProgrammeFactory, ProjectFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FIRST, EXTENSION = Grant.Kind.INITIAL, Grant.Kind.EXTENSION


@pytest.fixture
def programme():
    """500 tkr of Socialnämnden for 2026, and 300 for 2027."""
    found = ProgrammeFactory()
    money = AppropriationFactory(
        programme=found, committee__short_name="Socialnämnden", year=2026, budget=Decimal(500_000)
    )
    AppropriationFactory(programme=found, committee=money.committee, year=2027, budget=Decimal(300_000))
    return found


@pytest.fixture
def project(programme):
    return ProjectFactory(programme=programme, number="1.1")


def granted(project, tkr, number=1, *, grant=None, kind=FIRST, year=2026, **how):
    values = {"year": year, "amount": Decimal(tkr) * 1000, "kind": kind}
    return grant_fund(GrantCandidate(project, number, values, grant), **how)


def refusal(project, tkr, number=1, **how):
    with pytest.raises(ValidationError) as refused:
        granted(project, tkr, number, **how)
    return refused.value.message_dict


TOO_MUCH = (
    "Socialnämnden 2026: 0,01 tkr för mycket. Av 500 tkr är 500,01 beviljat, 0 villkorat och 0 föreslaget."
)


def test_all_that_was_set_aside_may_be_granted_and_not_ten_kronor_more(project):
    assert refusal(project, "500.01") == {"amount": [TOO_MUCH]}
    assert granted(project, 500).amount == Decimal(500_000)


def test_what_other_projects_were_given_counts(programme, project):
    granted(ProjectFactory(programme=programme), 400)
    assert refusal(project, 200)["amount"][0].startswith("Socialnämnden 2026: 100 tkr för mycket.")


def test_a_grant_may_be_made_less_and_a_new_one_counts_from_what_is_left(project):
    grant = granted(project, 500)
    assert "amount" in refusal(project, 501, grant=grant)
    granted(project, 450, grant=grant)
    assert granted(project, 50, 2, kind=EXTENSION).number == 2


def test_another_year_is_another_years_money(project):
    grant = granted(project, 400)
    assert refusal(project, 400, grant=grant, year=2027)["amount"][0].startswith(
        "Socialnämnden 2027: 100 tkr"
    )
    assert granted(project, 300, grant=grant, year=2027).year == 2027


@pytest.mark.parametrize("year", [None, 2031])
def test_a_year_nobody_has_set_money_aside_for_is_held_against_nothing(project, year):
    assert granted(project, 9000, year=year).amount == Decimal(9_000_000)


def test_what_stands_in_print_was_granted(programme, project):
    programme.is_published = True
    programme.save()
    assert granted(project, 9000, why="Rättat efter trycket.").amount == Decimal(9_000_000)


def test_what_was_more_than_set_aside_before_may_be_put_right_but_not_grow(programme, project):
    grant = granted(project, 500)
    programme.appropriations.filter(year=2026).update(budget=Decimal(100_000))
    assert granted(project, 400, grant=grant).amount == Decimal(400_000)
    assert "amount" in refusal(project, 401, grant=grant)


def test_in_a_batch_the_money_goes_to_the_rows_in_their_order_and_what_is_given_back_first(programme):
    first, second, third = (ProjectFactory(programme=programme) for _ in range(3))
    granted(first, 500)

    def row(project, tkr):
        return GrantCandidate(project, 1, {"year": 2026, "amount": Decimal(tkr) * 1000, "kind": FIRST})

    outcomes = grant_funds([row(second, 300), row(third, 300), row(first, 100)], holds_budget=True)
    assert [each.status for each in outcomes] == [Status.NEW, Status.REFUSED, Status.CHANGED]
    assert sorted(Grant.objects.values_list("amount", flat=True)) == [Decimal(100_000), Decimal(300_000)]


def test_a_row_of_a_file_is_refused_with_the_sums(programme, project):
    rows = f"Program;Projektnummer;Nr;År;Belopp tkr;Slag\n{programme.name};1.1;1;2026;500,01;Första\n"
    batch = running.receive(kind=GrantFile(), name="medel.csv", content=rows.encode(), by=None, now=NOW)
    assert (batch.new, batch.bad) == (0, 1)
    (problem,) = batch.outcomes.get().details
    said, remedy = TOO_MUCH.split(". ", 1)
    assert (problem["column"], problem["value"], problem["message"], problem["remedy"]) == (
        "Belopp tkr",
        "500,01",
        f"{said}.",
        remedy,
    )
