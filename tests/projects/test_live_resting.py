"""A changed row is behind the figures whose page shows it, in its line and column, and behind no other."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from portal.history.reading import newest
from portal.periods import Period
from portal.workareas import Behind, Scope
from projects.live import behind, told_of
from projects.models import Activity, Grant, OutcomeCount, Project, Report
from projects.summary.facts import Facts
from projects.summary.naming import opened
from tests.factories.learning import ActivityFactory
from tests.factories.portal import OrganisationFactory, UserFactory
from tests.factories.projects import AppropriationFactory, AreaFactory, GrantFactory, ProjectFactory
from tests.factories.reports import HANDED_IN, OutcomeCountFactory

pytestmark = pytest.mark.django_db


def told(project: Project, model) -> list[tuple[str, Behind]]:
    """The label and the answer for every change of ``model`` in the programme, newest first."""
    rows = behind(f"program:{project.programme.slug}", since=HANDED_IN - timedelta(days=9999))
    changes = [each for each in newest(rows, 200) if each.model is model]
    return [(each.event.pgh_label, rest) for each, rest in zip(changes, told_of(changes), strict=True)]


def page(project: Project, table: str, line: str, column: str) -> str:
    scope = Scope(UserFactory(), HANDED_IN.date(), project.programme)
    return opened(Facts(project.programme, scope), table, line, column)


def test_a_grant_is_behind_its_year_area_and_lead():
    grant = GrantFactory(project=ProjectFactory(area=AreaFactory(name="Fritid")))
    other = ProjectFactory(programme=grant.project.programme)
    ((label, rest),) = told(grant.project, Grant)
    lead = str(grant.project.lead_id)
    year, granted = "beviljade-medel-per-ar", "beviljade-medel"
    asked = {
        (year, "", "totalt"): True,
        (year, "Fritid", str(grant.year)): True,
        (year, "Arbetsmarknad", "totalt"): False,
        (year, "Fritid", str(grant.year + 1)): False,
        (granted, lead, "beviljat"): True,
        (granted, "", "beviljat"): True,
        (granted, lead, "antal"): False,  # the number of projects is not made of grants
        (granted, str(other.lead_id), "beviljat"): False,
        ("redovisningar", lead, "godtagna"): False,
    }
    assert (label, rest.name) == ("insert", str(grant.project))
    assert {key: rest.opens(page(grant.project, *key)) for key in asked} == asked
    pages = [reverse("projects:project_detail", args=[each.pk]) for each in (grant.project, other)]
    assert [rest.opens(f"{each}#redovisningar") for each in pages] == [True, False]
    assert not rest.opens("")


def test_a_project_that_changed_lead_is_behind_both_leads():
    project = ProjectFactory()
    first, second = project.lead_id, OrganisationFactory().pk
    project.lead_id = second
    project.save()
    changed = next(rest for label, rest in told(project, Project) if label == "update")
    lines = [str(first), str(second), str(OrganisationFactory().pk)]
    assert [changed.opens(page(project, "beviljade-medel", line, "antal")) for line in lines] == [
        True,
        True,
        False,
    ]


def test_a_new_name_changes_no_figure():
    project = ProjectFactory()
    project.title = "Ett annat namn"
    project.save()
    assert [(label, rest.name) for label, rest in told(project, Project)] == [
        ("update", ""),
        ("insert", str(project)),
    ]


def test_a_report_and_its_counts_are_behind_what_is_told_of_its_lead():
    count = OutcomeCountFactory()
    project = count.report.duty.project
    elsewhere = OutcomeCountFactory(report__duty__project__programme=project.programme).report.duty.project
    mine = [
        *(rest for _label, rest in told(project, Report) if rest.name.startswith(str(project))),
        *(rest for _label, rest in told(project, OutcomeCount) if rest.name.startswith(str(project))),
    ]
    expected = count.report.duty.expected
    period = Period(expected.period_kind, expected.year, expected.number).title
    assert [rest.name for rest in mine] == [f"{project}, {period}"] * 2
    lines = [(str(project.lead_id), True), (str(elsewhere.lead_id), False), ("", True)]
    for rest in mine:
        assert [rest.opens(page(project, "redovisningar", line, "x")) for line, _ in lines] == [
            answer for _, answer in lines
        ]
        assert not rest.opens(page(project, "beviljade-medel", "", "beviljat"))


def test_many_changes_ask_as_little_as_one(django_assert_num_queries):
    count = OutcomeCountFactory()
    programme = count.report.duty.project.programme
    for _n in range(5):
        GrantFactory(
            project=OutcomeCountFactory(report__duty__project__programme=programme).report.duty.project
        )
    AppropriationFactory(programme=programme)
    rows = behind(f"program:{programme.slug}", since=HANDED_IN - timedelta(days=9999))
    changes = newest(rows, 400)
    assert len(changes) > 20
    with django_assert_num_queries(4):
        assert len(told_of(changes)) == len(changes)


def test_an_activity_is_behind_its_term_and_its_own_line():
    activity = ActivityFactory(held=True, in_competence_programme=False)
    project = ProjectFactory(programme=activity.programme)
    activity.participants, activity.dates = 37, "2026-09-08"
    activity.begins, activity.ends = date(2026, 9, 8), date(2026, 9, 9)
    activity.save()
    changed = next(rest for label, rest in told(project, Activity) if label == "update")
    asked = {
        ("2026-våren", "deltagare"): True,
        ("2026-hösten", "deltagare"): True,
        ("", "aktiviteter"): True,
        ("2025-hösten", "deltagare"): False,
        ("", "kompetens"): False,
    }
    of_terms = "aktiviteter-per-termin"
    assert {key: changed.opens(page(project, of_terms, *key)) for key in asked} == asked
    where = [reverse("projects:activity_detail", args=[key]) for key in (activity.pk, activity.pk + 1)]
    assert (changed.name, [changed.opens(each) for each in where]) == (activity.title, [True, False])


def test_an_activity_that_was_not_held_is_behind_nothing():
    activity = ActivityFactory(status=Activity.Status.PLANNED, participants=None)
    ((_label, rest),) = told(ProjectFactory(programme=activity.programme), Activity)
    assert (rest.name, rest.opens(reverse("projects:activity_detail", args=[activity.pk]))) == ("", False)


def test_a_grant_to_a_draft_is_not_told():
    draft = ProjectFactory(draft=True)
    GrantFactory(project=draft)
    assert told(draft, Grant) == []
