"""What a grant asks of a project: stored rows with fixed days, which nothing moves and nothing doubles."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.database.refusals import in_words
from portal.deadlines.models import ExpectedReport, WheelEntry
from portal.deadlines.wheel import load_wheel
from portal.periods import Period
from projects.domain.expecting import (
    expect_extra,
    expect_extras,
    expect_on_day,
    expect_project_reports,
    expect_reports_of,
)
from projects.domain.granting import GrantCandidate, grant_fund, grant_funds
from projects.models import Grant, ReportDuty
from tests.factories.portal import CaseFactory
from tests.factories.projects import GrantFactory, ProgrammeFactory, ProjectFactory, ReportDutyFactory

pytestmark = pytest.mark.django_db
DECIDED = date(2025, 12, 10)
T_2027 = ["Tertial 1 2027", "Tertial 2 2027", "Helår 2027"]
T_2028 = ["Tertial 1 2028", "Tertial 2 2028", "Helår 2028"]
YEAR_2026 = [
    ("tertial", 2026, 1, date(2026, 5, 8), False),
    ("tertial", 2026, 2, date(2026, 9, 8), False),
    ("tertial", 2026, 3, date(2027, 1, 15), True),
]


@pytest.fixture(autouse=True)
def wheel():
    load_wheel()


def asked(project):
    """(kind, year, number, due day, final) of every duty of the project, in order."""
    rows = ReportDuty.objects.filter(project=project).by_period().select_related("expected")
    return [
        (row.expected.period_kind, row.expected.year, row.expected.number, row.expected.due_on, row.is_final)
        for row in rows
    ]


def granted(*years, **project):
    row = ProjectFactory(**project)
    for place, year in enumerate(years):
        GrantFactory(project=row, number=place + 1, year=year, extension=place > 0)
    return row


class TestTemplate:
    def test_a_grant_asks_for_every_tertial_of_its_year_and_the_last_is_final(self):
        case = CaseFactory()
        project = granted(2026, case=case)
        duties = expect_project_reports(project=project, today=DECIDED)
        assert asked(project) == YEAR_2026
        assert [(duty.expected.organisation_id, duty.expected.case_id) for duty in duties] == [
            (project.lead_id, case.pk)
        ] * 3
        assert {duty.expected.state for duty in duties} == {"awaited"}

    def test_asking_twice_doubles_nothing(self):
        project = granted(2026)
        expect_project_reports(project=project, today=DECIDED)
        assert expect_project_reports(project=project, today=DECIDED) == []
        assert asked(project) == YEAR_2026

    @pytest.mark.parametrize(
        ("dates", "years", "periods"),
        [
            ({}, [2026, 2028], ["Tertial 1 2026", "Tertial 2 2026", "Helår 2026", *T_2028]),
            ({"starts_on": date(2026, 5, 1)}, [2026], ["Tertial 2 2026", "Helår 2026"]),
            ({"starts_on": date(2026, 4, 30)}, [2026], ["Tertial 1 2026", "Tertial 2 2026", "Helår 2026"]),
            ({"ends_on": date(2026, 8, 31)}, [2026], ["Tertial 1 2026", "Tertial 2 2026"]),
            ({"ends_on": date(2026, 9, 1)}, [2026], ["Tertial 1 2026", "Tertial 2 2026", "Helår 2026"]),
            (
                {"starts_on": date(2026, 9, 1), "ends_on": date(2027, 6, 30)},
                [2026],
                ["Helår 2026", "Tertial 1 2027", "Tertial 2 2027"],
            ),
            (
                {"starts_on": date(2026, 9, 1), "ends_on": date(2026, 12, 31)},
                [2028],
                ["Helår 2026", *T_2027, *T_2028],
            ),
            ({"starts_on": date(2026, 9, 1)}, [None], []),
            ({}, [None], []),
            ({}, [], []),
            ({"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}, [], []),
        ],
    )
    def test_periods_are_those_of_the_projects_time(self, dates, years, periods):
        project = granted(*years, **dates)
        expect_project_reports(project=project, today=DECIDED)
        assert [str(Period(*row[:3])) for row in asked(project)] == periods
        assert [row[4] for row in asked(project)] == [False] * (len(periods) - 1) + [True] * bool(periods)

    @pytest.mark.parametrize(
        ("today", "first"),
        [
            (date(2026, 5, 8), date(2026, 5, 8)),
            (date(2026, 5, 9), date(2026, 9, 8)),
            (date(2026, 12, 31), date(2027, 1, 15)),
            (date(2027, 1, 15), date(2027, 1, 15)),
        ],
    )
    def test_nobody_is_late_from_the_beginning(self, today, first):
        project = granted(2026)
        expect_project_reports(project=project, today=today)
        assert asked(project)[0][3] == first

    def test_a_grant_for_a_year_that_has_gone_asks_for_nothing(self):
        project = granted(2026)
        assert expect_project_reports(project=project, today=date(2027, 1, 16)) == []

    def test_quarters_when_the_reports_follow_quarters(self):
        project = granted(2002)
        expect_project_reports(project=project, today=date(2002, 1, 10), kind="quarter")
        assert asked(project) == [
            ("quarter", 2002, 1, date(2002, 4, 8), False),
            ("quarter", 2002, 2, date(2002, 7, 8), False),
            ("quarter", 2002, 3, date(2002, 10, 8), False),
            ("quarter", 2002, 4, date(2003, 1, 15), True),
        ]

    def test_the_wheel_is_the_template(self):
        WheelEntry.objects.filter(kind="tertial", number=3).delete()
        project = granted(2026)
        expect_project_reports(project=project, today=DECIDED)
        assert asked(project) == [YEAR_2026[0], (*YEAR_2026[1][:4], True)]

    def test_changing_the_wheel_moves_no_row_that_is_there(self):
        project = granted(2026)
        expect_project_reports(project=project, today=DECIDED)
        WheelEntry.objects.filter(kind="tertial").update(due_day=28)
        assert expect_project_reports(project=project, today=DECIDED) == []
        assert asked(project) == YEAR_2026
        later = granted(2026)
        expect_project_reports(project=later, today=DECIDED)
        assert [row[3] for row in asked(later)] == [date(2026, 5, 28), date(2026, 9, 28), date(2027, 1, 28)]

    def test_an_extension_adds_its_year_and_takes_the_final_report_with_it(self):
        project = granted(2026)
        expect_project_reports(project=project, today=DECIDED)
        GrantFactory(project=project, number=2, year=2027, extension=True)
        new = expect_project_reports(project=project, today=date(2026, 11, 22))
        assert [duty.expected.due_on for duty in new] == [
            date(2027, 5, 8),
            date(2027, 9, 8),
            date(2028, 1, 15),
        ]
        assert [row[4] for row in asked(project)] == [False] * 5 + [True]

    def test_a_final_report_that_has_come_in_keeps_what_it_was(self):
        project = granted(2026)
        *_rest, last = expect_project_reports(project=project, today=DECIDED)
        ExpectedReport.objects.filter(pk=last.expected_id).update(
            state="submitted", submitted_at="2027-01-10T09:00:00Z"
        )
        GrantFactory(project=project, number=2, year=2027, extension=True)
        expect_project_reports(project=project, today=date(2027, 1, 20))
        assert [row[4] for row in asked(project)] == [False, False, True, False, False, True]

    def test_a_draft_and_a_printed_programme_are_asked_for_nothing(self):
        draft = granted(2026, draft=True)
        printed = granted(2026, programme=ProgrammeFactory(published=True))
        assert expect_reports_of([draft.pk, printed.pk], today=DECIDED) == []

    def test_many_cost_no_more_statements_than_one(self, django_assert_num_queries):
        one, many = granted(2026), [granted(2026) for _each in range(4)]
        with django_assert_num_queries(12):
            expect_reports_of([one.pk], today=DECIDED)
        with django_assert_num_queries(12):
            expect_reports_of([project.pk for project in many], today=DECIDED)
        assert all(asked(project) == YEAR_2026 for project in many)


class TestGrantDoor:
    def candidate(self, project, number=1, year=2026, kind=Grant.Kind.INITIAL):
        return GrantCandidate(project, number, {"year": year, "amount": Decimal(100000), "kind": kind})

    def test_granting_expects_the_reports(self):
        project = ProjectFactory()
        grant_fund(self.candidate(project), today=DECIDED)
        assert asked(project) == YEAR_2026

    def test_a_refused_grant_expects_nothing(self):
        project = ProjectFactory()
        with pytest.raises(ValidationError):
            grant_fund(self.candidate(project, kind=Grant.Kind.EXTENSION), today=DECIDED)
        assert asked(project) == []

    def test_a_corrected_year_adds_what_is_missing_and_takes_nothing_away(self):
        project = ProjectFactory()
        grant_fund(self.candidate(project), today=DECIDED)
        grant_funds([self.candidate(project, year=2027)], today=DECIDED)
        assert [row[1] for row in asked(project)] == [2026] * 3 + [2027] * 3

    def test_without_a_day_the_caller_asks(self):
        project = ProjectFactory()
        grant_fund(self.candidate(project))
        assert asked(project) == []


class TestByHand:
    def test_a_day_by_hand_of_any_kind_of_period(self):
        project = ProjectFactory()
        duty = expect_on_day(
            project=project, period=Period("half_year", 2026, 1), due_on=date(2026, 7, 20), is_final=True
        )
        assert asked(project) == [("half_year", 2026, 1, date(2026, 7, 20), True)]
        assert duty.expected.organisation == project.lead

    def test_a_period_that_is_asked_for_is_refused(self):
        project = granted(2026)
        expect_project_reports(project=project, today=DECIDED)
        with pytest.raises(ValidationError) as refused:
            expect_on_day(project=project, period=Period("tertial", 2026, 2), due_on=date(2026, 10, 1))
        assert refused.value.message_dict == {"period": ["Projektet ska redan redovisa den perioden."]}

    def test_a_day_before_the_period_is_refused(self):
        with pytest.raises(ValidationError) as refused:
            expect_on_day(
                project=ProjectFactory(), period=Period("tertial", 2026, 2), due_on=date(2026, 4, 30)
            )
        assert refused.value.message_dict == {
            "due_on": ["Redovisningen kan inte vara inne innan perioden har börjat."]
        }

    def test_a_draft_is_asked_for_nothing(self):
        with pytest.raises(ValidationError) as refused:
            expect_on_day(
                project=ProjectFactory(draft=True), period=Period("year", 2026), due_on=date(2027, 1, 20)
            )
        assert refused.value.messages == ["Projektet är ett utkast. Lämna in det först."]

    def test_the_template_goes_round_a_day_set_by_hand(self):
        project = granted(2026)
        expect_on_day(project=project, period=Period("tertial", 2026, 2), due_on=date(2026, 10, 1))
        expect_project_reports(project=project, today=DECIDED)
        assert [row[3] for row in asked(project)] == [date(2026, 5, 8), date(2026, 10, 1), date(2027, 1, 15)]


class TestExtra:
    @pytest.mark.parametrize(
        ("today", "due"), [(date(2026, 5, 4), date(2026, 5, 8)), (date(2026, 6, 1), date(2026, 6, 1))]
    )
    def test_an_extra_report_is_never_late(self, today, due):
        duty = expect_extra(project=ProjectFactory(), period=Period("tertial", 2026, 1), today=today)
        assert (duty.is_extra, duty.is_final, duty.expected.due_on) == (True, False, due)

    def test_an_extra_report_needs_no_wheel(self):
        WheelEntry.objects.all().delete()
        duty = expect_extra(
            project=ProjectFactory(), period=Period("tertial", 2026, 1), today=date(2026, 5, 1)
        )
        assert duty.expected.due_on == date(2026, 5, 8)

    def test_many_cost_no_more_statements_than_one(self, django_assert_num_queries):
        period, projects = Period("tertial", 2026, 1), [ProjectFactory() for _each in range(4)]
        with django_assert_num_queries(7):
            expect_extras([(projects[0], period)], today=DECIDED)
        with django_assert_num_queries(7):
            expect_extras([(project, period) for project in projects[1:]], today=DECIDED)


def test_the_database_refuses_a_period_asked_for_twice():
    duty = ReportDutyFactory()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        ReportDutyFactory(project=duty.project)
    assert refused.value.__cause__.diag.constraint_name == "duty_once_per_period"
    assert ReportDutyFactory(project=duty.project, expected__number=2).pk


def test_the_database_says_so_in_words():
    duty = ReportDutyFactory()
    with pytest.raises(ValidationError) as refused, in_words():
        ReportDutyFactory(project=duty.project)
    assert refused.value.message_dict == {"period": ["Projektet ska redan redovisa den perioden."]}
