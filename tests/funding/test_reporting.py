"""A party's report: written, handed in, returned, taken as good, corrected; one rule for form and file."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from funding.domain.earlier import earlier_of, history_of, opening_among, told_by
from funding.domain.questioning import questions
from funding.domain.receiving import receiving_committee
from funding.domain.reportcontent import said, values_of
from funding.domain.reporting import (
    ReportCandidate,
    discard_draft,
    hand_in_draft,
    hand_in_reports,
    write_draft,
)
from funding.domain.reviewing import accept_report, correct_report, return_report
from funding.domain.trialling import try_hand_in
from funding.models import ActualCost, PartyDuty, PartyReport
from portal.content.outcomes import Status
from portal.deadlines.models import ExpectedReport
from portal.periods import Period
from tests.factories.funding import cost_type, make_agreement, party
from tests.factories.portal import ExpectedReportFactory, OrganisationFactory, SuccessionFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2019, 5, 6, 9, tzinfo=UTC)
COUNTS = {"registered": 58, "women": 31, "men": 27, "children": 12}
TOLD = COUNTS | {
    "cost_personal": Decimal("705200"),
    "cost_tolk": Decimal("98400.50"),
    "comment": "Som väntat.",
}
STATE = ExpectedReport.State


@pytest.fixture(autouse=True)
def kinds():
    return [cost_type("personal"), cost_type("tolk")]


@pytest.fixture
def duty():
    return duty_of(party(make_agreement(), "Norrmalm"))


def duty_of(one, number: int = 1) -> PartyDuty:
    expected = ExpectedReportFactory(
        organisation=one.organisation, year=2019, number=number, due_on=date(2019, 5, 8)
    )
    return PartyDuty.objects.create(party=one, expected=expected)


def handed_in(duty: PartyDuty, values=TOLD, now=NOW) -> PartyReport:
    draft = write_draft(duty=duty, values=values, by=None, now=now)
    return hand_in_draft(report=draft, by=None, now=now)


def read(report: PartyReport) -> dict:
    fresh = PartyReport.objects.select_related("duty__expected").get(pk=report.pk)
    return said(values_of(fresh))


def fresh(report: PartyReport) -> PartyReport:
    return PartyReport.objects.select_related("duty__expected").get(pk=report.pk)


def state(duty: PartyDuty) -> str:
    return ExpectedReport.objects.get(pk=duty.expected_id).state


def messages(refusal) -> dict:
    return refusal.value.message_dict


class TestDraft:
    def test_keeps_what_is_said_and_leaves_the_rest(self, duty):
        write_draft(duty=duty, values=TOLD, by=None, now=NOW)
        draft = write_draft(duty=duty, values={"men": None, "cost_tolk": None, "women": 30}, by=None, now=NOW)
        expected = {name: TOLD[name] for name in ("registered", "children", "cost_personal", "comment")}
        assert read(draft) == expected | {"women": 30}
        assert (draft.version, draft.is_draft, state(duty)) == (1, True, STATE.AWAITED)

    def test_zero_is_told_and_blank_is_not(self, duty):
        draft = write_draft(duty=duty, values={"women": 0, "cost_tolk": Decimal(0)}, by=None, now=NOW)
        assert read(draft) == {"women": 0, "cost_tolk": Decimal(0)}

    @pytest.mark.parametrize(
        ("values", "box"),
        [
            ({"women": -1}, "women"),
            ({"cost_personal": Decimal("-0.01")}, "cost_personal"),
            ({"cost_personal": Decimal("1000000000000")}, "cost_personal"),
            ({"cost_finns-inte": Decimal(1)}, "cost_finns-inte"),
            ({"forecast": Decimal(-1)}, "forecast"),
            ({"comment": "Anna, 19800101-1234"}, "comment"),
            ({"cause": "x" * 4001}, "cause"),
        ],
    )
    def test_refuses_what_no_report_can_say(self, duty, values, box):
        with pytest.raises(ValidationError) as refusal:
            write_draft(duty=duty, values=values, by=None, now=NOW)
        assert list(messages(refusal)) == [box]
        assert not PartyReport.objects.exists()

    def test_is_thrown_away(self, duty):
        discard_draft(report=write_draft(duty=duty, values=TOLD, by=None, now=NOW))
        assert (PartyReport.objects.count(), ActualCost.objects.count()) == (0, 0)

    def test_what_is_in_is_not_thrown_away(self, duty):
        with pytest.raises(ValidationError):
            discard_draft(report=handed_in(duty))

    def test_is_not_begun_when_the_report_is_in(self, duty):
        handed_in(duty)
        with pytest.raises(ValidationError, match="redan inlämnad"):
            write_draft(duty=duty, values={"women": 1}, by=None, now=NOW)


class TestHandIn:
    def test_is_received_by_the_keepers_committee(self, duty):
        by = UserFactory()
        draft = write_draft(duty=duty, values=TOLD, by=by, now=NOW)
        report = hand_in_draft(report=draft, by=by, now=NOW)
        owner = duty.party.agreement.owner
        assert (report.submitted_at, report.submitted_by, report.received_by) == (NOW, by, owner)
        assert (state(duty), read(report)) == (STATE.SUBMITTED, TOLD)

    def test_goes_to_who_took_the_keeper_over(self, duty):
        owner, heir = duty.party.agreement.owner, OrganisationFactory(committee=True)
        SuccessionFactory(predecessor=owner, successor=heir, on=date(2019, 5, 1))
        assert receiving_committee(duty.party.agreement, on=date(2019, 4, 30)) == owner
        assert receiving_committee(duty.party.agreement, on=date(2019, 5, 1)) == heir

    def test_needs_how_many_are_registered(self, duty):
        draft = write_draft(duty=duty, values=TOLD | {"registered": None}, by=None, now=NOW)
        with pytest.raises(ValidationError) as refusal:
            hand_in_draft(report=draft, by=None, now=NOW)
        assert list(messages(refusal)) == ["registered"]
        assert (state(duty), draft.is_draft) == (STATE.AWAITED, True)
        assert list(try_hand_in(report=draft, by=None, now=NOW).message_dict) == ["registered"]

    def test_zero_registered_is_an_answer(self, duty):
        assert read(handed_in(duty, {"registered": 0})) == {"registered": 0}

    def test_not_before_the_period_has_begun(self, duty):
        draft = write_draft(duty=duty, values=TOLD, by=None, now=NOW)
        with pytest.raises(ValidationError) as refusal:
            hand_in_draft(report=draft, by=None, now=datetime(2018, 12, 31, 9, tzinfo=UTC))
        assert list(messages(refusal)) == ["period"]

    def test_a_trial_leaves_nothing(self, duty):
        draft = write_draft(duty=duty, values=TOLD, by=None, now=NOW)
        assert try_hand_in(report=draft, by=UserFactory(), now=NOW) is None
        assert (fresh(draft).is_draft, state(duty)) == (True, STATE.AWAITED)


class TestReview:
    def test_is_taken_as_good(self, duty):
        accept_report(report=fresh(handed_in(duty)), now=NOW)
        assert state(duty) == STATE.ACCEPTED

    def test_a_draft_is_not(self, duty):
        draft = write_draft(duty=duty, values=TOLD, by=None, now=NOW)
        with pytest.raises(ValidationError):
            accept_report(report=fresh(draft), now=NOW)
        assert state(duty) == STATE.AWAITED

    def test_is_returned_with_a_draft_that_says_the_same(self, duty):
        first = handed_in(duty)
        return_report(report=fresh(first), reason=" Antalet män saknas. ", now=NOW)
        expected, draft = ExpectedReport.objects.get(pk=duty.expected_id), PartyReport.objects.drafts().get()
        assert (expected.state, expected.return_reason) == (STATE.RETURNED, "Antalet män saknas.")
        assert (draft.version, read(draft)) == (2, TOLD)
        again = hand_in_draft(report=draft, by=None, now=NOW)
        assert (again.version, state(duty)) == (2, STATE.SUBMITTED)

    @pytest.mark.parametrize("reason", ["", "  ", "Fråga 19800101-1234"])
    def test_is_not_returned_without_a_reason_or_with_a_person(self, duty, reason):
        report = fresh(handed_in(duty))
        with pytest.raises(ValidationError) as refusal:
            return_report(report=report, reason=reason, now=NOW)
        assert list(messages(refusal)) == ["return_reason"]
        assert state(duty) == STATE.SUBMITTED

    def test_an_older_version_is_not_reviewed(self, duty):
        first = handed_in(duty)
        draft = correct_report(report=fresh(first), reason="Fel tal.")
        write_draft(duty=duty, values={"women": 30}, by=None, now=NOW)
        hand_in_draft(report=draft, by=None, now=NOW)
        with pytest.raises(ValidationError, match="nyare version"):
            accept_report(report=fresh(first), now=NOW)


class TestCorrection:
    def test_is_a_new_version_with_a_reason(self, duty):
        first = handed_in(duty)
        accept_report(report=fresh(first), now=NOW)
        draft = correct_report(report=fresh(first), reason="En faktura kom sent.")
        write_draft(duty=duty, values={"cost_tolk": Decimal(99000)}, by=None, now=NOW)
        assert list(PartyReport.objects.current()) == [first]
        second = hand_in_draft(report=draft, by=None, now=NOW)
        assert (second.version, second.correction_reason) == (2, "En faktura kom sent.")
        assert (read(first)["cost_tolk"], read(second)["cost_tolk"]) == (Decimal("98400.50"), Decimal(99000))
        assert (state(duty), list(PartyReport.objects.current())) == (STATE.SUBMITTED, [second])

    def test_needs_a_reason(self, duty):
        with pytest.raises(ValidationError) as refusal:
            correct_report(report=fresh(handed_in(duty)), reason="")
        assert list(messages(refusal)) == ["correction_reason"]

    def test_that_changes_nothing_is_refused(self, duty):
        draft = correct_report(report=fresh(handed_in(duty)), reason="Fel tal.")
        with pytest.raises(ValidationError, match="ändrar ingenting"):
            hand_in_draft(report=draft, by=None, now=NOW)
        assert (fresh(draft).is_draft, PartyReport.objects.count()) == (True, 2)

    def test_what_is_returned_is_not_corrected(self, duty):
        report = handed_in(duty)
        return_report(report=fresh(report), reason="Rätta.", now=NOW)
        with pytest.raises(ValidationError, match="återlämnad"):
            correct_report(report=fresh(report), reason="Fel.")


class TestMany:
    """What a file does."""

    def outcome(self, duty, values, **more):
        (found,) = hand_in_reports([ReportCandidate(duty, values)], by=None, now=NOW, is_file=True, **more)
        return found

    def test_the_same_again_is_unchanged(self, duty):
        assert self.outcome(duty, TOLD).status == Status.NEW
        again = self.outcome(duty, TOLD)
        assert (again.status, again.changes, PartyReport.objects.count()) == (Status.UNCHANGED, (), 1)

    def test_something_else_is_a_new_version(self, duty):
        self.outcome(duty, TOLD)
        changed = self.outcome(duty, {"women": 30})
        assert [(each.field, each.old, each.new) for each in changed.changes] == [("women", 31, 30)]
        assert (changed.status, changed.record.version) == (Status.CHANGED, 2)

    def test_what_is_accepted_is_refused(self, duty):
        accept_report(report=fresh(self.outcome(duty, TOLD).record), now=NOW)
        assert list(self.outcome(duty, {"women": 30}).refusal.message_dict) == ["agreement"]
        assert self.outcome(duty, TOLD).status == Status.UNCHANGED

    def test_a_draft_is_passed_by(self, duty):
        draft = write_draft(duty=duty, values={"women": 7}, by=None, now=NOW)
        record = self.outcome(duty, TOLD).record
        assert (record.version, fresh(draft).version, read(draft)) == (1, 2, {"women": 7})

    def test_twice_in_one_is_refused(self, duty):
        first, second = hand_in_reports(
            [ReportCandidate(duty, TOLD), ReportCandidate(duty, TOLD)], by=None, now=NOW, is_file=True
        )
        assert (first.status, second.status) == (Status.NEW, Status.REFUSED)

    def test_takes_as_many_statements_for_many(self, django_assert_max_num_queries):
        agreement = make_agreement()
        duties = [duty_of(one) for one in agreement.parties.select_related("organisation")]
        with django_assert_max_num_queries(22):
            hand_in_reports([ReportCandidate(each, TOLD) for each in duties], by=None, now=NOW, is_file=True)
        assert PartyReport.objects.current().count() == 3


class TestEarlier:
    def test_the_nearest_period_before_stands_beside(self, duty):
        handed_in(duty)
        second = duty_of(duty.party, 2)
        assert earlier_of(second).values["women"] == 31
        assert earlier_of(duty).report is None
        assert [told.outcome for told in history_of([second])[second.pk]] == [Decimal("803600.50")]

    def test_another_partys_report_does_not(self, duty):
        handed_in(duty)
        other = duty_of(party(duty.party.agreement, "Östermalm"), 2)
        assert earlier_of(other).report is None

    def test_a_form_begins_with_the_draft_or_nothing(self, duty):
        assert opening_among([], duty).values == values_of(None)
        draft = write_draft(duty=duty, values={"women": 7}, by=None, now=NOW)
        assert opening_among([draft], duty).values["women"] == 7


PERIOD = Period("tertial", 2019, 1)


@pytest.mark.parametrize(
    ("values", "is_host", "count"),
    [
        (TOLD, True, 0),
        (TOLD | {"men": 26}, True, 1),
        (TOLD | {"men": None}, True, 0),
        (COUNTS, True, 1),
        (COUNTS, False, 0),
        (TOLD | {"forecast": Decimal("803600.50")}, True, 0),
        (TOLD | {"forecast": Decimal("803600.49")}, True, 1),
    ],
)
def test_what_does_not_agree_is_asked_about(values, is_host, count):
    assert len(questions(values, before=(), period=PERIOD, is_host=is_host)) == count


def test_the_forecast_is_held_to_the_whole_year(duty):
    told = told_by(fresh(handed_in(duty)))
    later = {"registered": 1, "cost_tolk": Decimal(1), "forecast": Decimal(803601)}
    second = Period("tertial", 2019, 2)
    (asked,) = questions(later, before=[told], period=second, is_host=True)
    assert asked.startswith("Prognosen, 803,601 tkr, är lägre än kostnaden hittills i år, 803,6015 tkr.")
