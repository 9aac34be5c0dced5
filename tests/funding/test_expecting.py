"""What the parties are to report: rows from the day all have signed, never moved, never doubled."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from funding.domain.expecting import expect_extras, expect_party_reports
from funding.domain.merging import draft_merger
from funding.domain.registering import register_signed
from funding.domain.reporting import write_draft
from funding.domain.sending import send_for_signing
from funding.models import Agreement, PartyDuty
from portal.deadlines.models import ExpectedReport, WheelEntry
from portal.deadlines.promising import note_promise
from portal.deadlines.wheel import load_wheel
from portal.organisation.lineage import load_lineage
from portal.periods import Period
from tests.factories.funding import (
    DIRECTOR,
    NOW,
    content,
    make_agreement,
    party,
    sent_terms,
    sign_all,
    signed_terms,
)
from tests.factories.portal import ExpectedReportFactory, OrganisationFactory, SuccessionFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2018, 8, 20)
DUE = {
    (2018, 3): date(2019, 1, 15),
    (2019, 1): date(2019, 5, 8),
    (2019, 2): date(2019, 9, 8),
    (2019, 3): date(2020, 1, 15),
}


@pytest.fixture(autouse=True)
def wheel():
    load_wheel()


def rows(agreement: Agreement) -> list[tuple]:
    duties = PartyDuty.objects.filter(party__agreement=agreement).order_by(
        "party__heading_order", "expected__due_on"
    )
    return [
        (str(duty.party), duty.expected.year, duty.expected.number, duty.expected.due_on)
        for duty in duties.select_related("party__organisation", "expected")
    ]


def of(name: str, periods=DUE) -> list[tuple]:
    return [(name, year, number, DUE[year, number]) for year, number in periods]


def test_every_party_reports_every_tertial_in_force():
    agreement = signed_terms().agreement
    assert rows(agreement) == [*of("Kungsholmen"), *of("Norrmalm"), *of("Östermalm")]
    report = PartyDuty.objects.first().expected
    assert (report.case, report.state) == (agreement.case, ExpectedReport.State.AWAITED)


def test_nothing_is_expected_while_a_signature_is_missing():
    terms = sign_all(sent_terms(), but="Norrmalm")
    assert rows(terms.agreement) == []


def test_the_host_reports_also_without_a_share():
    agreement = make_agreement()
    terms = sent_terms(agreement, shares={"Kungsholmen": "60", "Östermalm": "40"})
    sign_all(terms)
    assert rows(agreement) == [*of("Kungsholmen"), *of("Norrmalm"), *of("Östermalm")]


def test_a_period_whose_day_has_passed_is_not_asked_for():
    terms = sign_all(sent_terms(), now=datetime(2019, 5, 9, 9, tzinfo=UTC))
    left = [(2019, 2), (2019, 3)]
    assert rows(terms.agreement) == [*of("Kungsholmen", left), *of("Norrmalm", left), *of("Östermalm", left)]


def test_the_day_itself_is_not_passed():
    terms = sign_all(sent_terms(), now=datetime(2019, 5, 8, 9, tzinfo=UTC))
    assert len(rows(terms.agreement)) == 9


def test_an_agreement_of_long_ago_owes_nothing():
    agreement = make_agreement()
    register_signed(
        agreement=agreement,
        content=content(agreement),
        signers=dict.fromkeys(agreement.parties.all(), DIRECTOR),
        paper=None,
        to=agreement.owner,
        by=None,
        now=datetime(2026, 11, 22, 9, tzinfo=UTC),
    )
    assert rows(agreement) == []


def test_nothing_is_moved_or_doubled():
    agreement = signed_terms().agreement
    before = list(ExpectedReport.objects.order_by("pk").values())
    WheelEntry.objects.update(due_day=1)
    assert expect_party_reports(agreement=agreement, today=TODAY) == []
    assert list(ExpectedReport.objects.order_by("pk").values()) == before


def test_a_period_the_wheel_has_no_line_for_is_not_asked_for():
    WheelEntry.objects.filter(number=2).delete()
    agreement = signed_terms().agreement
    assert {(year, number) for _name, year, number, _day in rows(agreement)} == set(DUE) - {(2019, 2)}


def merged(agreement: Agreement, now: datetime, begins: date = date(2019, 5, 1)) -> None:
    """Norrmalm and Östermalm become one, and all who are left sign the amendment."""
    heir = OrganisationFactory(short_name="Norra innerstaden")
    for name in ("Norrmalm", "Östermalm"):
        SuccessionFactory(predecessor=party(agreement, name).organisation, successor=heir, on=begins)
    draft = draft_merger(agreement=agreement, begins=begins, lineage=load_lineage())
    sign_all(send_for_signing(terms=draft, to=agreement.owner, by=UserFactory(), now=now), now=now)


def test_a_merger_asks_the_new_party_and_lets_the_old_ones_go():
    agreement = signed_terms().agreement
    before = set(PartyDuty.objects.values_list("pk", flat=True))
    merged(agreement, datetime(2019, 4, 20, 9, tzinfo=UTC))
    early, late = [(2018, 3), (2019, 1)], [(2019, 2), (2019, 3)]
    assert sorted(rows(agreement)) == sorted(
        [*of("Kungsholmen"), *of("Norrmalm", early), *of("Östermalm", early), *of("Norra innerstaden", late)]
    )
    new = set(PartyDuty.objects.values_list("pk", flat=True)) - before
    assert len(new) == 2


def test_terms_that_change_inside_a_tertial_are_reported_by_both():
    agreement = signed_terms().agreement
    merged(agreement, datetime(2019, 4, 20, 9, tzinfo=UTC), begins=date(2019, 7, 1))
    second = {name for name, year, number, _day in rows(agreement) if (year, number) == (2019, 2)}
    assert second == {"Kungsholmen", "Norrmalm", "Östermalm", "Norra innerstaden"}


def test_what_has_been_chased_or_begun_is_not_taken_away():
    agreement = signed_terms().agreement
    duties = PartyDuty.objects.filter(expected__year=2019, expected__number__in=(2, 3))
    chased = duties.get(party=party(agreement, "Norrmalm"), expected__number=2)
    note_promise(expected=chased.expected, text="I morgon.", on=date(2019, 4, 1), by=None)
    begun = duties.get(party=party(agreement, "Östermalm"), expected__number=3)
    write_draft(duty=begun, values={"registered": 3}, by=None, now=NOW)
    merged(agreement, datetime(2019, 4, 20, 9, tzinfo=UTC))
    old = ("Norrmalm", "Östermalm")
    left = [(name, number) for name, year, number, _day in rows(agreement) if name in old and year == 2019]
    assert left == [("Norrmalm", 1), ("Norrmalm", 2), ("Östermalm", 1), ("Östermalm", 3)]


def test_the_database_refuses_a_period_twice():
    of_norrmalm = party(signed_terms().agreement, "Norrmalm")
    again = ExpectedReportFactory(organisation=of_norrmalm.organisation, year=2019, number=1)
    with pytest.raises(IntegrityError, match="already has a report duty"), transaction.atomic():
        PartyDuty.objects.create(party=of_norrmalm, expected=again)
    other = ExpectedReportFactory(organisation=of_norrmalm.organisation, year=2020, number=1)
    assert PartyDuty.objects.create(party=of_norrmalm, expected=other).pk


def test_an_extra_report_is_due_by_the_wheel_or_today():
    of_norrmalm = party(make_agreement(), "Norrmalm")
    of_norrmalm.agreement = Agreement.objects.get()
    asked = [(of_norrmalm, Period("tertial", 2018, 3)), (of_norrmalm, Period("tertial", 2019, 3))]
    extras = expect_extras(asked, today=date(2019, 3, 1))
    assert [(each.is_extra, each.expected.due_on) for each in extras] == [
        (True, date(2019, 3, 1)),
        (True, date(2020, 1, 15)),
    ]
