"""The example year's reports on agreements, told from today."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from funding.demo.showing import FundingDemo
from funding.models import ActualCost, PartyDuty, PartyReport
from portal.deadlines.models import Extension
from portal.deadlines.wheel import load_wheel
from portal.demo.logins import add_people
from portal.organisation.reference import load_organisations

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def demo():
    load_organisations()
    add_people()
    load_wheel()
    FundingDemo().load(NOW)
    return PartyDuty.objects.filter(party__agreement__key="exempel-samhallsvagledning")


def test_the_first_tertial_is_accepted_and_the_second_handed_in(demo):
    rows = demo.filter(expected__year=2026).order_by("expected__number", "party__heading_order")
    assert list(rows.values_list("expected__number", "party__organisation__key", "expected__state")) == [
        (1, "kungsholmen", "accepted"),
        (1, "norra-innerstaden", "accepted"),
        (1, "jarva", "accepted"),
        (2, "kungsholmen", "submitted"),
        (2, "norra-innerstaden", "submitted"),
        (2, "jarva", "submitted"),
        (3, "kungsholmen", "awaited"),
        (3, "norra-innerstaden", "awaited"),
        (3, "jarva", "awaited"),
    ]


def test_the_host_reports_the_costs(demo):
    costs = ActualCost.objects.filter(report__duty__in=demo.filter(expected__number__in=(1, 2)))
    rows = costs.order_by("report__duty__expected__number", "kind__position")
    assert [(cost.report.duty.party.is_host, cost.kind.code, cost.amount) for cost in rows] == [
        (True, "personal", Decimal(705200)),
        (True, "lokaler-it", Decimal(106500)),
        (True, "overhead", Decimal(70000)),
        (True, "tolk", Decimal(98400)),
        (True, "personal", Decimal(684000)),
        (True, "lokaler-it", Decimal(106500)),
        (True, "overhead", Decimal(70000)),
        (True, "tolk", Decimal(161250)),
    ]


def test_one_report_is_begun_and_one_party_asks_for_more_time(demo):
    (draft,) = PartyReport.objects.drafts()
    assert (draft.duty.party.organisation.key, draft.registered) == ("jarva", 57)
    extension = Extension.objects.get(expected__party_duty__in=demo)
    assert (extension.asked_to, extension.granted) == (date(2027, 1, 29), None)


def test_the_agreement_of_2018_owes_nothing(demo):
    assert not PartyDuty.objects.exclude(pk__in=demo.values("pk")).exists()
