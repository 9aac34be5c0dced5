"""The agreements' demo: the one of 2018 exactly as printed, and one of the example year that is in force."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db.models import Sum

from funding.demo.showing import FundingDemo
from funding.models import Agreement, BookingLine, CostType, Settlement, Terms
from funding.models.standing import with_standing
from funding.todo import booking
from funding.todo.signing import waiting
from portal.deadlines.wheel import load_wheel
from portal.demo.logins import add_people
from portal.organisation.models import Role, User
from portal.organisation.reference import load_organisations
from tests.factories.funding import half_open
from tests.factories.portal import person

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def demo():
    load_organisations()
    add_people()
    load_wheel()
    FundingDemo().load(NOW)


def terms_of(key: str) -> Terms:
    return Terms.objects.get(agreement__key=key)


def test_the_agreement_of_2018_stands_as_printed(demo):
    terms = terms_of("samverkan-innerstaden-2018")
    assert (terms.state, terms.rule, terms.force) == (
        Terms.State.SIGNED,
        "host_rest",
        half_open(date(2018, 9, 1), date(2019, 12, 31)),
    )
    shares = terms.shares.order_by("party__heading_order")
    assert list(
        shares.values_list(
            "party__organisation__key", "percent", "party__signing_order", "party__table_order"
        )
    ) == [
        ("norrmalm", Decimal(66), 2, 2),
        ("kungsholmen", Decimal(23), 1, 1),
        ("ostermalm", Decimal(11), 3, 3),
    ]
    costs = terms.costs.order_by("kind__position").values_list("kind__code", "amount")
    assert list(costs) == [
        ("personal", Decimal(1_800_000)),
        ("lokaler-it", Decimal(300_000)),
        ("overhead", Decimal(200_000)),
        ("tolk", Decimal(500_000)),
    ]
    assert (terms.clauses.count(), terms.steering_group.count(), terms.staffing.count()) == (29, 5, 2)
    basis = terms.agreement.basis.order_by("party__heading_order", "begins")
    assert list(basis.values_list("persons", flat=True)) == [198, 8, 53, 17, 31, 2]


def test_what_is_not_known_of_its_signatures_is_not_invented(demo):
    terms = terms_of("samverkan-innerstaden-2018")
    signed = terms.signatures.order_by("party__signing_order")
    assert list(signed.values_list("name", "title", "is_acting", "signed_on", "signed_by")) == [
        ("", "stadsdelsdirektör", False, None, None),
        ("", "stadsdelsdirektör", True, None, None),
        ("", "stadsdelsdirektör", False, None, None),
    ]
    assert (terms.supports.count(), terms.agreement.case, terms.agreement.is_published) == (0, None, True)


def test_the_example_is_in_force_this_year(demo):
    shown = with_standing(Agreement.objects.all(), person(Role.COORDINATOR), TODAY).get(
        key="exempel-samhallsvagledning"
    )
    assert (shown.rank, shown.party_names) == (0, ["Kungsholmen", "Norra innerstaden", "Järva"])


def test_the_example_has_a_tertial_that_is_booked_and_one_that_waits_for_attest(demo):
    found = Settlement.objects.filter(agreement__key="exempel-samhallsvagledning").order_by("number")
    assert list(found.values_list("number", "state", "order__voucher", "order__attested_by__username")) == [
        (1, "settled", "70418", "avdelningschef"),
        (2, "settled", "", None),
    ]
    sums = BookingLine.objects.values_list("order").annotate(Sum("debit"), Sum("credit"))
    assert [debit - credit for _order, debit, credit in sums] == [0, 0]
    (todo,) = booking.waiting(User.objects.get(username="avdelningschef"), TODAY)
    assert todo.title == "Attestera bokföringsordern för Exempel: gemensam samhällsvägledning"


def test_an_example_lacks_one_signature_that_a_director_is_told_of(demo):
    terms = terms_of("exempel-tolk")
    signed = terms.signatures.order_by("party__signing_order").values_list(
        "party__organisation__key", flat=True
    )
    assert (terms.state, list(signed)) == (Terms.State.FOR_SIGNING, ["jarva", "norra-innerstaden"])
    assert (terms.supports.count(), terms.supports.get(reported_on=None, paragraph="").delegation) == (
        3,
        "4.7",
    )
    told = {
        login: [item.title for item in waiting(User.objects.get(username=login), TODAY)]
        for login in ("direktor", "direktor-norrmalm", "namndsekreterare")
    }
    assert told == {
        "direktor": ["Underteckna Exempel: gemensam beställning av tolk"],
        "direktor-norrmalm": [],
        "namndsekreterare": ["Anmäl delegationsbeslut till nämnden"],
    }


def test_cost_types_carry_the_headings_of_the_file(demo):
    assert list(CostType.objects.order_by("position").values_list("code", "heading")) == [
        ("personal", "Personalkostnad tkr"),
        ("lokaler-it", "Lokaler it tkr"),
        ("overhead", "Overhead tkr"),
        ("tolk", "Tolk tkr"),
    ]
