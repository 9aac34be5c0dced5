"""The standing tables of targets and of implementation: every figure opens, then and now say the same."""

from datetime import date

import pytest

from portal.organisation.models import Role
from portal.workareas import Scope
from projects.summary.aftermath import TABLES
from tests.factories.aftermath import FollowUpFactory, TargetFactory
from tests.factories.portal import ExpectedReportFactory, OrganisationFactory, SuccessionFactory, person
from tests.factories.projects import (
    AreaFactory,
    ImplementationStatementFactory,
    ProgrammeFactory,
    ProjectFactory,
    ReportDutyFactory,
)
from tests.factories.reports import OutcomeCountFactory, ReportFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
BY_SLUG = {standing.slug: standing for standing in TABLES}


@pytest.fixture
def programme():
    return ProgrammeFactory()


def told(project, **counts):
    """The project's report, with counts by code."""
    expected = ExpectedReportFactory(organisation=project.lead, submitted=True)
    report = ReportFactory(duty=ReportDutyFactory(project=project, expected=expected))
    for code, value in counts.items():
        OutcomeCountFactory(report=report, code=code, value=value)


@pytest.fixture
def city(programme):
    """Two old districts that became one, and three projects in two areas."""
    heir = OrganisationFactory(short_name="Järva")
    leads = [OrganisationFactory(short_name=name) for name in ("Rinkeby", "Kista")]
    for lead in leads:
        SuccessionFactory(predecessor=lead, successor=heir)
    areas = [AreaFactory(name=name) for name in ("Arbetsmarknad", "SFI")]
    one = ProjectFactory(programme=programme, number="1", lead=leads[0], area=areas[0], plan_in_text="yes")
    two = ProjectFactory(programme=programme, number="2", lead=leads[0], area=areas[1], plan_in_table="no")
    three = ProjectFactory(programme=programme, number="3", lead=leads[1], area=areas[1], plan_in_text="no")
    ProjectFactory(programme=programme, number="4", lead=leads[1], area=areas[1], draft=True)
    ImplementationStatementFactory(programme=programme, lead=leads[1], yes=4, no=1)
    TargetFactory(project=one, value=20)
    TargetFactory(project=one, value=50, code="praktik", base_code="deltagare", unit="procent i praktik")
    TargetFactory(project=two, value=20)
    TargetFactory(project=three, value=20)
    TargetFactory(project=three, value=2, code="", unit="tjänster", note="Ingen räknar tjänster.")
    told(one, praktik=20, deltagare=50)
    told(three, praktik=3)
    FollowUpFactory(project=one, running=True)
    FollowUpFactory(project=one, months=12, due_on=date(2026, 11, 21))
    FollowUpFactory(project=three, answer="never", note="Nej.", answered_on=TODAY)
    return [one, two, three]


def scope(programme, division="da", user=None):
    return Scope(user or person(Role.COORDINATOR), TODAY, programme, division)


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def lines(table):
    """Label -> the figures in the order of the columns."""
    keys = [column.key for column in table.columns[1:]]
    return {row.label: [plain(row.cells[key].written) for key in keys] for row in table.all_rows}


def test_targets_by_lead(programme, city):
    assert lines(BY_SLUG["mal"].build(scope(programme))) == {
        "Kista": ["2", "0", "1", "0", "1", "0 av 2 (0 %)"],
        "Rinkeby": ["3", "1", "1", "1", "0", "1 av 3 (33 %)"],
        "Totalt": ["5", "1", "2", "1", "1", "1 av 5 (20 %)"],
    }


def test_targets_by_area(programme, city):
    assert lines(BY_SLUG["mal-per-omrade"].build(scope(programme))) == {
        "Arbetsmarknad": ["2", "1", "1", "0", "0", "1 av 2 (50 %)"],
        "SFI": ["3", "0", "1", "1", "1", "0 av 3 (0 %)"],
        "Totalt": ["5", "1", "2", "1", "1", "1 av 5 (20 %)"],
    }


def test_implementation_by_lead(programme, city):
    """Projects; yes and no in print; yes, partly, no in the text; the latest follow-up; late; rate."""
    assert lines(BY_SLUG["implementering"].build(scope(programme))) == {
        "Kista": ["1", *"41", *"001", *"0001", "0", "0 av 1 (0 %)"],
        "Rinkeby": ["2", *"01", *"100", *"1000", "1", "1 av 1 (100 %)"],
        "Totalt": ["3", *"42", *"101", *"1001", "1", "1 av 2 (50 %)"],
    }


def test_an_answer_for_a_lead_as_a_whole_has_no_area(programme, city):
    table = BY_SLUG["implementering-per-omrade"].build(scope(programme))
    rows = {
        row.label: (row.cells["tabell-ja"].value, row.cells["tabell-nej"].value) for row in table.all_rows
    }
    assert rows == {
        "Arbetsmarknad": (0, 0),
        "SFI": (0, 1),
        "Ej fördelat på område": (4, 1),
        "Totalt": (4, 2),
    }


@pytest.mark.parametrize("slug", ["mal", "implementering"])
def test_then_and_now_have_the_same_total(programme, city, slug):
    then, now = (BY_SLUG[slug].build(scope(programme, division)) for division in ("da", "nu"))
    assert [row.label for row in now.rows] == ["Järva"]
    assert {key: cell.value for key, cell in then.total.cells.items()} == {
        key: cell.value for key, cell in now.total.cells.items()
    }


@pytest.mark.parametrize("slug", BY_SLUG)
@pytest.mark.parametrize("division", ["da", "nu"])
def test_every_figure_opens_the_rows_that_sum_to_it(programme, city, slug, division):
    asked, standing = scope(programme, division), BY_SLUG[slug]
    table = standing.build(asked)
    opened = 0
    for row in table.all_rows:
        line = "" if row is table.total else row.key
        for key, cell in row.cells.items():
            if cell.href and cell.value:
                rows = standing.rows(asked, line, key)
                assert rows.total.cells["antal"].value == cell.value
                opened += 1
    assert opened > 8


@pytest.mark.parametrize("slug", BY_SLUG)
def test_what_no_figure_names_is_not_there(programme, city, slug):
    assert BY_SLUG[slug].rows(scope(programme), "", "finns-inte") is None
    assert BY_SLUG[slug].rows(scope(programme), "finns-inte", "antal") is None


def outcomes(programme):
    rows = BY_SLUG["mal"].rows(scope(programme), "", "antal").rows
    return [(row.label.split()[0], plain(row.cells["outcome"])) for row in rows]


def test_small_numbers_behind_a_figure_are_masked(programme, city):
    assert outcomes(programme) == [
        ("3", ".."),
        ("3", "ej redovisat"),
        ("1", "20"),
        ("1", "20 av 50 (40 %)"),
        ("2", "ej redovisat"),
    ]


def test_what_stands_in_print_is_not_masked(programme, city):
    programme.is_published = True
    programme.save()
    assert outcomes(programme)[0] == ("3", "3")


def test_a_districts_people_see_their_own_and_are_told_so(programme, city):
    user = person(Role.PROJECT_MANAGER, city[2].lead)
    table = BY_SLUG["mal"].build(scope(programme, user=user))
    assert [row.label for row in table.rows] == ["Kista"]
    assert "Tabellen visar bara projekt som din förvaltning leder eller medverkar i." in map(str, table.notes)


@pytest.mark.parametrize("slug", BY_SLUG)
def test_as_many_queries_for_many_projects_as_for_one(programme, slug, django_assert_max_num_queries):
    asked = scope(programme)
    asked.user.reach  # noqa: B018 - read once a request
    for many in (1, 4):
        for _n in range(many):
            project = ProjectFactory(programme=programme)
            TargetFactory(project=project)
            told(project, praktik=9)
            FollowUpFactory(project=project, running=True)
        with django_assert_max_num_queries(7):
            BY_SLUG[slug].build(asked)
