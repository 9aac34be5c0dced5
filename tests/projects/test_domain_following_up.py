"""Follow-ups: asked for 6, 12 and 24 months after the end, on days that do not drift, and answered whole."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from portal.organisation.models import Role
from projects.domain.candidates import ProjectCandidate
from projects.domain.following_up import answer_follow_up, days_overdue, plan_follow_ups
from projects.domain.registering import register_project
from projects.domain.reviewing import accept_report
from projects.models import FollowUp
from tests.factories.aftermath import FollowUpFactory
from tests.factories.portal import UserFactory, person
from tests.factories.projects import ProgrammeFactory, ProjectFactory
from tests.factories.reports import ReportFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
RUNNING, NEVER = FollowUp.Answer.RUNNING, FollowUp.Answer.NEVER


def days(project):
    return list(project.follow_ups.order_by("months").values_list("months", "due_on"))


@pytest.mark.parametrize(
    ("ends_on", "expected"),
    [
        (date(2026, 6, 30), (date(2026, 12, 30), date(2027, 6, 30), date(2028, 6, 30))),
        (date(2026, 8, 31), (date(2027, 2, 28), date(2027, 8, 31), date(2028, 8, 31))),
        (date(2027, 8, 31), (date(2028, 2, 29), date(2028, 8, 31), date(2029, 8, 31))),
        (date(2028, 2, 29), (date(2028, 8, 29), date(2029, 2, 28), date(2030, 2, 28))),
        (date(2026, 12, 31), (date(2027, 6, 30), date(2027, 12, 31), date(2028, 12, 31))),
    ],
)
def test_days_follow_the_calendar(ends_on, expected):
    project = ProjectFactory(ends_on=ends_on)
    plan_follow_ups(project=project, today=TODAY)
    assert days(project) == list(zip((6, 12, 24), expected, strict=True))


def test_nothing_is_planned_while_the_end_is_unknown():
    project = ProjectFactory()
    assert plan_follow_ups(project=project, today=TODAY) == []
    assert days(project) == []


@pytest.mark.parametrize("traits", [{"draft": True}, {"programme__published": True}])
def test_no_follow_up_of_a_draft_or_of_what_stands_in_print(traits):
    project = ProjectFactory(ends_on=date(2003, 12, 31), **traits)
    plan_follow_ups(project=project, today=TODAY)
    assert days(project) == []


def test_planning_again_adds_nothing_and_moves_nothing():
    project = ProjectFactory(ends_on=date(2025, 12, 31))
    assert len(plan_follow_ups(project=project, today=TODAY)) == 3
    before = days(project)
    assert plan_follow_ups(project=project, today=date(2030, 1, 1)) == []
    assert days(project) == before


def test_a_corrected_end_moves_only_days_that_have_not_come():
    project = ProjectFactory(ends_on=date(2025, 12, 31))
    plan_follow_ups(project=project, today=TODAY)
    project.ends_on = date(2026, 1, 31)
    project.save()
    plan_follow_ups(project=project, today=TODAY)
    assert days(project) == [(6, date(2026, 6, 30)), (12, date(2027, 1, 31)), (24, date(2028, 1, 31))]


def test_an_answered_one_is_never_moved():
    project = ProjectFactory(ends_on=date(2026, 6, 30))
    plan_follow_ups(project=project, today=TODAY)
    row = project.follow_ups.get(months=6)
    answer_follow_up(follow_up=row, answer=RUNNING, where="Enheten", by=None, today=date(2026, 12, 1))
    project.ends_on = date(2026, 7, 31)
    project.save()
    plan_follow_ups(project=project, today=TODAY)
    assert project.follow_ups.get(months=6).due_on == date(2026, 12, 30)


def test_an_accepted_final_report_tells_the_end():
    report = ReportFactory(is_final=True, duty__expected__year=2026, duty__expected__number=1)
    project = report.duty.project
    accept_report(report=report, by=person(Role.COORDINATOR), now=NOW)
    assert days(project) == [(6, date(2026, 10, 30)), (12, date(2027, 4, 30)), (24, date(2028, 4, 30))]


def test_an_accepted_report_that_is_not_final_tells_nothing():
    report = ReportFactory()
    accept_report(report=report, by=person(Role.COORDINATOR), now=NOW)
    assert days(report.duty.project) == []


def test_the_coordinators_form_plans_when_it_says_the_end():
    project = ProjectFactory(programme=ProgrammeFactory())
    values = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 9, 30)}
    candidate = ProjectCandidate(project.programme, project.number, values, project)
    register_project(candidate, by=None, now=NOW)
    assert days(project)[0] == (6, date(2027, 3, 30))


def test_an_end_before_the_beginning_is_refused():
    project = ProjectFactory()
    values = {"starts_on": date(2026, 5, 1), "ends_on": date(2026, 4, 30)}
    with pytest.raises(ValidationError) as refusal:
        register_project(
            ProjectCandidate(project.programme, project.number, values, project), by=None, now=NOW
        )
    assert refusal.value.message_dict == {"ends_on": ["Projektet kan inte sluta innan det börjar."]}


class TestAnswer:
    def answered(self, row=None, **said):
        given = {"answer": RUNNING, "where": "Enheten", "by": UserFactory(), "today": TODAY} | said
        return answer_follow_up(follow_up=row or FollowUpFactory(), **given)

    def test_running_with_place_and_cost(self):
        row = self.answered(cost=Decimal("180000.00"))
        row.refresh_from_db()
        assert (row.answer, row.where, row.cost, row.answered_on) == (
            "running",
            "Enheten",
            Decimal("180000.00"),
            TODAY,
        )

    def test_an_answer_may_be_corrected(self):
        row = self.answered()
        self.answered(row, answer=NEVER, where="", note="Pengarna tog slut.")
        row.refresh_from_db()
        assert (row.answer, row.where, row.note) == ("never", "", "Pengarna tog slut.")

    @pytest.mark.parametrize(
        ("said", "refusal"),
        [
            ({"answer": ""}, {"answer": ["Välj hur det gick."]}),
            (
                {"where": " "},
                {"where": ["Skriv var det är infört, till exempel en enhet eller en förvaltning."]},
            ),
            ({"answer": NEVER, "where": ""}, {"note": ["Skriv varför det inte pågår."]}),
            (
                {"answer": NEVER, "where": "", "note": "Nej.", "cost": Decimal(1)},
                {"cost": ["Det som inte pågår har ingen kostnad per år. Lämna tomt."]},
            ),
            (
                {"today": date(2026, 5, 30)},
                {"answer": ["Svaret gäller läget vid uppföljningen. Svara tidigast 2026-05-31."]},
            ),
        ],
    )
    def test_refused(self, said, refusal):
        with pytest.raises(ValidationError) as refused:
            self.answered(**said)
        assert refused.value.message_dict == refusal

    def test_on_the_first_day_it_is_taken(self):
        assert self.answered(today=date(2026, 5, 31)).answered_on == date(2026, 5, 31)

    def test_a_personal_number_is_refused(self):
        with pytest.raises(ValidationError) as refused:
            self.answered(note="Ring 811218-9876.")
        assert list(refused.value.message_dict) == ["note"]


@pytest.mark.parametrize(
    ("today", "late"), [(date(2026, 6, 29), 0), (date(2026, 6, 30), 0), (date(2026, 7, 1), 1)]
)
def test_days_overdue(today, late):
    assert days_overdue(FollowUpFactory.build(project=None), today=today) == late
    assert days_overdue(FollowUpFactory.build(project=None, running=True), today=today) == 0
