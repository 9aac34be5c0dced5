"""Targets of a project, the goals of the city budget it answers to, and names in the follow-up system."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from projects.domain.attaining import attained, tally
from projects.domain.goals import State
from projects.domain.systemnaming import name_for_the_system
from projects.domain.targeting import answer_to_goals, remove_target, set_target
from projects.models import FollowUpName, OutcomeMeasure, Target
from tests.factories.aftermath import CityGoalFactory, GoalLinkFactory, TargetFactory
from tests.factories.applications import ApplicationFactory
from tests.factories.portal import ExpectedReportFactory, OrganisationFactory
from tests.factories.projects import ProjectFactory, ReportDutyFactory
from tests.factories.reports import OutcomeCountFactory, ReportFactory, measure

pytestmark = pytest.mark.django_db


def values(**more):
    return {
        "text": "Hälften ska få arbete.",
        "measure": measure("arbete"),
        "value": Decimal(50),
        "unit": "procent i arbete",
        "is_percent": True,
        "base": measure("deltagare"),
        "direction": Target.Direction.AT_LEAST,
        "due_on": date(2026, 12, 31),
        "note": "",
    } | more


def test_set_and_changed():
    project = ProjectFactory()
    target = set_target(project=project, values=values())
    set_target(project=project, values=values(value=Decimal(20), is_percent=False), target=target)
    (stored,) = project.targets.all()
    assert (stored.value, stored.is_percent, stored.base) == (Decimal(20), False, None)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"text": " "}, {"text": ["Skriv målet i ord."]}),
        ({"unit": ""}, {"unit": ["Skriv enheten, till exempel personer."]}),
        ({"value": Decimal(-1)}, {"value": ["Målvärdet kan inte vara negativt."]}),
        ({"value": Decimal(101)}, {"value": ["Ett mål i procent är högst 100 och har en bas."]}),
        ({"base": None}, {"base": ["Ett mål i procent är högst 100 och har en bas."]}),
        (
            {"measure": None},
            {"note": ["Välj ett mått, eller skriv varför målet inte går att mäta."]},
        ),
    ],
)
def test_refused(wrong, refusal):
    with pytest.raises(ValidationError) as refused:
        set_target(project=ProjectFactory(), values=values(**wrong))
    assert refused.value.message_dict == refusal


def test_a_measure_is_not_its_own_base():
    with pytest.raises(ValidationError) as refused:
        set_target(project=ProjectFactory(), values=values(base=measure("arbete")))
    assert list(refused.value.message_dict) == ["base"]


def test_a_draft_has_its_target_in_its_own_form():
    with pytest.raises(ValidationError):
        set_target(project=ProjectFactory(draft=True), values=values())


def test_another_projects_target_is_left_alone():
    target = TargetFactory()
    with pytest.raises(ValidationError):
        set_target(project=ProjectFactory(), values=values(), target=target)


def test_removed():
    target = TargetFactory()
    remove_target(target=target)
    assert Target.objects.count() == 0


def test_an_applications_target_is_not_removed_here():
    target = TargetFactory(project=None, application=ApplicationFactory())
    with pytest.raises(ValidationError):
        remove_target(target=target)
    assert Target.objects.count() == 1


def test_goals_of_the_city_budget_are_exactly_those_chosen():
    old = GoalLinkFactory()
    new = CityGoalFactory()
    answer_to_goals(project=old.project, goals=[new])
    assert list(old.project.goal_links.values_list("goal", flat=True)) == [new.pk]


class TestAttained:
    def report(self, project, number, **more):
        expected = ExpectedReportFactory(
            organisation=project.lead, number=number, due_on=date(2026, 4 * number + 4, 8), submitted=True
        )
        return ReportFactory(duty=ReportDutyFactory(project=project, expected=expected), **more)

    def test_held_against_the_newest_report_handed_in(self):
        target = TargetFactory(value=20)
        for number, value in ((1, 12), (2, 20)):
            OutcomeCountFactory(report=self.report(target.project, number), code="praktik", value=value)
        (found,) = attained([target.project_id])[target.project_id]
        assert (found.attainment.state, found.attainment.arithmetic) == (State.MET, "20")
        assert found.report.duty.expected.number == 2

    def test_a_draft_is_not_told_of(self):
        target = TargetFactory(value=20)
        expected = ExpectedReportFactory(organisation=target.project.lead)
        draft = ReportFactory(draft=True, duty=ReportDutyFactory(project=target.project, expected=expected))
        OutcomeCountFactory(report=draft, code="praktik", value=25)
        (found,) = attained([target.project_id])[target.project_id]
        assert (found.attainment.state, found.report) == (State.NOT_REPORTED, None)

    def test_counted_by_period_is_summed(self):
        target = TargetFactory(value=20)
        OutcomeMeasure.objects.filter(code="praktik").update(mode=OutcomeMeasure.Mode.PER_PERIOD)
        for number, value in ((1, 12), (2, 9)):
            OutcomeCountFactory(report=self.report(target.project, number), code="praktik", value=value)
        (found,) = attained([target.project_id])[target.project_id]
        assert (found.attainment.state, found.attainment.numerator) == (State.MET, 21)

    @pytest.mark.parametrize(
        ("part", "whole", "small"), [(3, 40, True), (37, 40, True), (5, 40, False), (0, 40, False)]
    )
    def test_small_counts_are_known(self, part, whole, small):
        target = TargetFactory(code="arbete", base_code="deltagare", value=50)
        report = self.report(target.project, 1)
        OutcomeCountFactory(report=report, code="arbete", value=part)
        OutcomeCountFactory(report=report, code="deltagare", value=whole)
        (found,) = attained([target.project_id])[target.project_id]
        assert found.is_small is small

    def test_as_many_queries_for_three_projects_as_for_one(self, django_assert_num_queries):
        targets = [TargetFactory() for _ in range(3)]
        for target in targets:
            OutcomeCountFactory(report=self.report(target.project, 1), code="praktik", value=40)
        with django_assert_num_queries(3):
            attained([targets[0].project_id])
        with django_assert_num_queries(3):
            found = attained([target.project_id for target in targets])
        assert tally(each for rows in found.values() for each in rows)[State.MET] == 3


class TestNames:
    def test_named_renamed_and_taken_away(self):
        organisation, count = OrganisationFactory(), measure("arbete")
        name_for_the_system({organisation: " 10 Järva ", count: "Antal i arbete"})
        name_for_the_system({organisation: "11 Järva", count: ""})
        assert list(FollowUpName.objects.values_list("organisation", "measure", "name")) == [
            (organisation.pk, None, "11 Järva")
        ]

    def test_a_tab_is_refused(self):
        with pytest.raises(ValidationError) as refused:
            name_for_the_system({OrganisationFactory(): "10\tJärva"})
        assert refused.value.messages == ["Skriv namnet på en rad, utan tabb."]
        assert FollowUpName.objects.count() == 0
