"""The coordinator's side of a report, the money of it, and how much of it is filled in."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.organisation.models import Role
from projects.domain.earlier import earlier_of, ends_in
from projects.domain.reportfilling import filled, filled_of
from projects.domain.reportmoney import money_of
from projects.domain.reviewing import accept_report, correct_report, return_report, verify_count
from projects.domain.trialling import try_hand_in
from projects.models import OutcomeCount, Project, Question, Report, ReportDuty
from tests.factories.chase import RepaymentFactory
from tests.factories.portal import ExpectedReportFactory, person
from tests.factories.projects import GrantFactory, ProjectFactory, ReportDutyFactory
from tests.factories.reports import OutcomeCountFactory, ReportFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 20, 9, tzinfo=UTC)
PERSON = "Ring 19811218-9876."


@pytest.fixture
def coordinator():
    return person(Role.COORDINATOR)


@pytest.fixture
def report():
    report = ReportFactory(is_final=True)
    OutcomeCountFactory(report=report)
    return report


def owes(project, number, **expected):
    """The project's duty for tertial ``number`` of 2026."""
    row = ExpectedReportFactory(organisation=project.lead, number=number, **expected)
    return ReportDutyFactory(project=project, expected=row)


def refused(act):
    with pytest.raises(ValidationError) as refusal:
        act()
    error = refusal.value
    return error.message_dict if hasattr(error, "error_dict") else error.messages


class TestReview:
    def test_a_final_report_taken_as_good_ends_the_project(self, report, coordinator):
        accept_report(report=report, by=coordinator, now=NOW)
        project = Project.objects.get(pk=report.duty.project_id)
        assert (project.report_status, project.plan_in_table) == ("reported", "yes")

    def test_a_final_report_sent_back_is_incomplete(self, report, coordinator):
        return_report(report=report, reason="Mer.", by=coordinator, now=NOW)
        assert Project.objects.get(pk=report.duty.project_id).report_status == "incomplete"

    def test_one_that_is_not_final_says_nothing_of_the_whole(self, coordinator):
        report = ReportFactory()
        accept_report(report=report, by=coordinator, now=NOW)
        assert Project.objects.get(pk=report.duty.project_id).report_status == "running"

    def test_what_is_accepted_is_neither_returned_nor_accepted_again(self, report, coordinator):
        accept_report(report=report, by=coordinator, now=NOW)
        words = ["Redovisningen är inte inlämnad, så den kan inte granskas."]
        assert refused(lambda: accept_report(report=report, by=coordinator, now=NOW)) == words
        assert refused(lambda: return_report(report=report, reason="x", by=coordinator, now=NOW)) == words

    def test_an_older_version_is_not_reviewed(self, report, coordinator):
        ReportFactory(duty=report.duty, version=2)
        words = ["Det finns en nyare version av redovisningen. Läs om sidan."]
        assert refused(lambda: accept_report(report=report, by=coordinator, now=NOW)) == words
        assert refused(lambda: correct_report(report=report, reason="x", by=coordinator, now=NOW)) == words

    @pytest.mark.parametrize("reason", ["", "  ", PERSON])
    def test_a_reason_is_needed_and_points_nobody_out(self, report, coordinator, reason):
        returned = refused(lambda: return_report(report=report, reason=reason, by=coordinator, now=NOW))
        corrected = refused(lambda: correct_report(report=report, reason=reason, by=coordinator, now=NOW))
        assert (list(returned), list(corrected)) == (["return_reason"], ["correction_reason"])

    def test_a_copy_keeps_what_each_number_is_a_part_of(self, report, coordinator):
        base = report.counts.get()
        OutcomeCountFactory(report=report, code="arbete", value=3, base=base, stated_percent=25)
        draft = correct_report(report=report, reason="Fel.", by=coordinator, now=NOW)
        copied = draft.counts.get(measure__code="arbete")
        assert (copied.base.report, copied.base.value, copied.stated_percent) == (draft, 12, 25)

    def test_what_is_returned_is_corrected_in_its_draft(self, report, coordinator):
        return_report(report=report, reason="Mer.", by=coordinator, now=NOW)
        assert refused(lambda: correct_report(report=report, reason="Fel.", by=coordinator, now=NOW)) == [
            "Redovisningen är återlämnad. Rätta den i utkastet och lämna in igen."
        ]


class TestVerify:
    def test_the_checked_value_stands_beside_the_reported(self, report, coordinator):
        count = verify_count(count=report.counts.get(), value=11, why="Mot listan.", by=coordinator, now=NOW)
        stored = OutcomeCount.objects.get(pk=count.pk)
        assert (stored.value, stored.verified, stored.counted, stored.verified_by) == (
            12,
            11,
            11,
            coordinator,
        )
        verify_count(count=count, value=None, why="Fel lista.", by=coordinator, now=NOW)
        stored.refresh_from_db()
        assert (stored.counted, stored.verified_at, stored.verified_why) == (12, None, "")

    @pytest.mark.parametrize(
        ("value", "why", "field"), [(11, " ", "why"), (11, PERSON, "why"), (-1, "Mot listan.", "value")]
    )
    def test_what_is_refused(self, report, coordinator, value, why, field):
        count = report.counts.get()
        found = refused(lambda: verify_count(count=count, value=value, why=why, by=coordinator, now=NOW))
        assert list(found) == [field]

    def test_a_draft_is_not_checked(self, coordinator):
        count = OutcomeCountFactory(report=ReportFactory(draft=True))
        assert refused(lambda: verify_count(count=count, value=1, why="x", by=coordinator, now=NOW)) == [
            "Redovisningen är inte inlämnad, så den kan inte granskas."
        ]


class TestTrial:
    def test_says_what_would_be_asked_and_leaves_nothing(self, coordinator):
        draft = ReportFactory(draft=True)
        OutcomeCountFactory(report=draft, value=12, women=5, men=5)
        trial = try_hand_in(report=draft, by=coordinator, now=NOW)
        assert trial.refusal is None
        assert [each.report_id for each in trial.questions] == [draft.pk]
        assert not Question.objects.exists()
        assert Report.objects.get().is_draft

    def test_says_why_it_would_be_refused(self, coordinator):
        trial = try_hand_in(report=ReportFactory(draft=True), by=coordinator, now=NOW)
        assert list(trial.refusal.message_dict) == ["deltagare"]


class TestEarlier:
    def test_the_nearest_earlier_period_that_is_in(self):
        project = ProjectFactory()
        first, second, third = (owes(project, number) for number in (1, 2, 3))
        told = ReportFactory(duty=first)
        ReportFactory(duty=second, draft=True)
        found = earlier_of([first, second, third])
        assert [found[duty.pk].report for duty in (first, second, third)] == [None, told, told]

    def test_the_newest_version_of_it(self):
        project = ProjectFactory()
        first, second = owes(project, 1), owes(project, 2)
        ReportFactory(duty=first)
        newest = ReportFactory(duty=first, version=2)
        assert earlier_of([second])[second.pk].report == newest

    def test_last_year_is_before_this(self):
        project = ProjectFactory()
        last = owes(project, 3, year=2025)
        told = ReportFactory(duty=last)
        now = owes(project, 1)
        assert earlier_of([now])[now.pk].report == told

    @pytest.mark.parametrize(
        ("ends", "marked", "final"),
        [
            (None, False, False),
            (date(2026, 8, 31), False, True),
            (date(2026, 9, 1), False, False),
            (None, True, True),
        ],
    )
    def test_the_last_report_is_known(self, ends, marked, final):
        duty = owes(ProjectFactory(ends_on=ends), 2)
        duty.is_final = marked
        assert ends_in(duty) is final


class TestFilled:
    def test_of_nothing_only_whether_it_is_the_last_is_known(self):
        assert filled(owes(ProjectFactory(), 1)) == (6, 1)

    def test_an_answer_about_a_plan_lasts_but_no_figure_does(self):
        project = ProjectFactory()
        OutcomeCountFactory(report=ReportFactory(duty=owes(project, 1)))
        assert filled(owes(project, 2)) == (6, 2)

    def test_of_a_draft_what_it_says(self):
        report = ReportFactory(draft=True, experience="Bra.")
        OutcomeCountFactory(report=report, value=None, women=0)
        OutcomeCountFactory(report=report, code="arbete", value=0)
        assert filled(report.duty) == (6, 6)

    def test_of_what_was_returned_what_it_said(self, coordinator):
        report = ReportFactory()
        return_report(report=report, reason="Mer.", by=coordinator, now=NOW)
        duty = ReportDuty.objects.select_related("expected", "project").get(pk=report.duty_id)
        assert filled(duty) == (6, 3)

    def test_as_many_queries_for_many_as_for_few(self):
        duties = [owes(ProjectFactory(), 2) for _each in range(5)]
        for duty in duties:
            OutcomeCountFactory(report=ReportFactory(duty=owes(duty.project, 1)))
            ReportFactory(duty=duty, draft=True)

        def counted(some):
            with CaptureQueriesContext(connection) as queries:
                filled_of(some)
            return len(queries)

        assert counted(duties[:1]) == counted(duties)


class TestMoney:
    @pytest.fixture
    def duty(self):
        duty = owes(ProjectFactory(), 2)
        for number, year, amount in ((1, 2025, 300), (2, 2026, 450), (3, 2027, 100), (4, None, 50)):
            kind = "initial" if number == 1 else "extension"
            GrantFactory(project=duty.project, number=number, year=year, amount=amount * 1000, kind=kind)
        return duty

    def test_so_far_and_for_the_year(self, duty):
        money = money_of(duty, spent=Decimal("612500"), forecast=Decimal("441000"))
        assert (money.granted, money.budget) == (Decimal(800000), Decimal(450000))
        assert (money.left, money.deviation) == (Decimal("187500"), Decimal("-9000"))
        assert money.deviation_percent == "\u22122\u00a0%"
        assert money.steps == [
            "Kvar: beviljat hittills 800 \u2212 förbrukat hittills 612,5 = 187,5 tkr.",
            "Avvikelse: prognos för 2026 441 \u2212 beviljat för 2026 450 = \u22129 tkr "
            "(\u22122\u00a0% av det som är beviljat för året).",
            "Vad som var kvar från tidigare år är inte redovisat och ingår inte.",
        ]

    def test_what_was_left_last_year_is_this_years_to_spend(self, duty):
        """300 granted for 2025 and 210 spent by its end: 450 + 90 is to be spent in 2026."""
        duty.project.grants.filter(year=None).delete()
        year_end = owes(duty.project, 3, year=2025)
        ReportFactory(duty=year_end, spent=Decimal(210000))
        money = money_of(duty, spent=Decimal(500000), forecast=Decimal(513000))
        assert (money.of_year, money.carried, money.budget) == (
            Decimal(450000),
            Decimal(90000),
            Decimal(540000),
        )
        assert (money.deviation, money.deviation_percent) == (Decimal(-27000), "\u22125\u00a0%")
        assert money.steps[1:] == [
            "Att använda 2026: beviljat för 2026 450 + kvar från tidigare år 90 = 540 tkr.",
            "Avvikelse: prognos för 2026 513 \u2212 att använda 2026 540 = \u221227 tkr "
            "(\u22125\u00a0% av det).",
        ]

    def test_what_has_gone_back_is_not_carried_over(self, duty):
        duty.project.grants.filter(year=None).delete()
        ReportFactory(duty=owes(duty.project, 3, year=2025), spent=Decimal(210000))
        back = {"project": duty.project, "amount": Decimal(60000)}
        RepaymentFactory(**back, announced_on=date(2025, 12, 1), received_on=date(2025, 12, 20))
        assert money_of(duty, spent=None, forecast=None).carried == Decimal(30000)
        RepaymentFactory(**back, announced_on=date(2025, 12, 1))
        assert money_of(duty, spent=None, forecast=None).carried == Decimal(30000)

    def test_more_spent_than_granted_last_year_leaves_less_for_this_one(self, duty):
        duty.project.grants.filter(year=None).delete()
        ReportFactory(duty=owes(duty.project, 3, year=2025), spent=Decimal(320000))
        money = money_of(duty, spent=None, forecast=Decimal(430000))
        assert (money.carried, money.budget, money.deviation) == (
            Decimal(-20000),
            Decimal(430000),
            Decimal(0),
        )

    def test_without_a_report_of_the_years_end_nobody_knows_what_was_left(self, duty):
        duty.project.grants.filter(year=None).delete()
        ReportFactory(duty=owes(duty.project, 2, year=2025), spent=Decimal(150000))
        money = money_of(duty, spent=None, forecast=Decimal(441000))
        assert (money.carried, money.budget, money.deviation) == (None, Decimal(450000), Decimal(-9000))

    def test_a_year_without_a_grant_of_its_own_spends_what_was_left(self, duty):
        duty.project.grants.exclude(year=2025).delete()
        ReportFactory(duty=owes(duty.project, 3, year=2025), spent=Decimal(210000))
        money = money_of(duty, spent=None, forecast=Decimal(90000))
        assert (money.of_year, money.budget, money.deviation) == (None, Decimal(90000), Decimal(0))

    def test_more_spent_than_granted_is_less_than_nothing_left(self, duty):
        assert money_of(duty, spent=Decimal(900000), forecast=None).left == Decimal(-100000)

    def test_what_is_not_known_is_not_computed(self, duty):
        money = money_of(duty, spent=None, forecast=None)
        assert (money.left, money.deviation, money.deviation_percent, money.steps) == (None, None, None, [])
        bare = money_of(owes(ProjectFactory(), 1), spent=Decimal(1), forecast=Decimal(1))
        assert (bare.granted, bare.left, bare.deviation) == (None, None, None)
