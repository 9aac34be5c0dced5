"""The example year's reports: whole, plausible, and one of each kind there is to show."""

from datetime import UTC, datetime

import pytest

from portal.deadlines.models import ExpectedReport
from portal.demo.loading import load_demo
from projects.demo.example_reports import ANSWER, FORGOTTEN
from projects.domain.reportmoney import money_of
from projects.models import OutcomeCount, Programme, Question, Report, ReportDuty

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[(2026, 11, 22), (2026, 2, 3), (2028, 2, 29)], ids=str)
def example(request):
    load_demo(datetime(*request.param, 9, tzinfo=UTC), papers=False)
    return Programme.objects.get(slug="exempelprogrammet")


def told(report):
    return {each.measure.code: each for each in report.counts.select_related("measure")}


def test_the_example_years_reports(example):
    every_report_that_is_in_says_something(example)
    what_is_forgotten_is_asked_about_and_nothing_else(example)
    one_of_each_kind_is_there(example)


def every_report_that_is_in_says_something(example):
    come = ReportDuty.objects.filter(project__programme=example, expected__submitted_at__isnull=False)
    current = Report.objects.current().filter(duty__project__programme=example)
    assert sorted(current.values_list("duty", flat=True)) == sorted(come.values_list("pk", flat=True))
    for report in current.select_related("duty__expected", "duty__project"):
        people = {code: count.value for code, count in told(report).items()}
        left_out = FORGOTTEN.get(report.duty.project.number, 0) * (report == newest(report.duty.project))
        assert people["avslutade"] + people["pagaende"] == people["deltagare"] - left_out
        ends = ("arbete", "studier", "flyttat", "ej-horts-av")
        assert sum(people[code] for code in ends) == people["avslutade"]
        heads = told(report)["deltagare"]
        if report.duty.expected.state != ExpectedReport.State.RETURNED:
            assert heads.women + heads.men + heads.unknown == heads.value
        granted = sum(grant.amount for grant in report.duty.project.grants.all())
        assert 0 < report.spent <= granted
        assert money_of(report.duty, spent=report.spent, forecast=None).spent == report.spent


def newest(project):
    told = Report.objects.current().filter(duty__project=project)
    return told.order_by("duty__expected__due_on").last()


def what_is_forgotten_is_asked_about_and_nothing_else(example):
    asked = Question.objects.filter(project__programme=example).order_by("project__number")
    assert [(each.project.number, each.rule, each.status, each.answer) for each in asked] == [
        ("1.2", "personer-saknas", "explained", ANSWER),
        ("2.1", "personer-saknas", "unanswered", ""),
    ]


def one_of_each_kind_is_there(example):
    reports = Report.objects.filter(duty__project__programme=example)
    again = reports.filter(version=2, submitted_at__isnull=False).get()
    assert again.correction_reason
    assert again.spent < again.duty.reports.get(version=1).spent
    assert OutcomeCount.objects.filter(report__in=reports, verified__isnull=False).count() == 1
    drafts = reports.drafts().order_by("duty__project__number", "pk")
    assert [(each.duty.project.number, each.version) for each in drafts] == [
        ("1.1", 1),
        ("3.1", 2),
        ("3.7", 2),
    ]
