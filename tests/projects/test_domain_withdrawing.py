"""A report asked for by mistake: taken away before its day with a reason, and never asked for again."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from portal.database.refusals import in_words
from portal.deadlines.models import ExpectedReport
from portal.deadlines.wheel import load_wheel
from portal.organisation.models import Role
from projects.domain.expecting import expect_project_reports
from projects.domain.withdrawing import withdraw_duty
from projects.models import DutyWithdrawal, ReportDuty
from tests.factories.portal import person
from tests.factories.projects import GrantFactory
from tests.factories.reports import ReportFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 12, 10, 9, tzinfo=UTC)


@pytest.fixture
def duties():
    load_wheel()
    return expect_project_reports(project=GrantFactory().project, today=date(2025, 12, 10))


def withdraw(duty, reason=" Projektet börjar i maj. ", by=None, now=NOW):
    return withdraw_duty(duty=duty, reason=reason, by=by, now=now)


def left(duties):
    rows = ReportDuty.objects.filter(project=duties[0].project).by_period().select_related("expected")
    return [(row.expected.number, row.is_final) for row in rows]


def test_the_row_goes_and_what_it_was_is_kept(duties):
    coordinator = person(Role.COORDINATOR)
    withdraw(duties[0], by=coordinator)
    assert left(duties) == [(2, False), (3, True)]
    assert ExpectedReport.objects.count() == 2
    row = DutyWithdrawal.objects.get()
    assert (row.project, row.period_kind, row.year, row.number) == (duties[0].project, "tertial", 2026, 1)
    assert (row.due_on, row.reason, row.withdrawn_by, row.withdrawn_at) == (
        date(2026, 5, 8),
        "Projektet börjar i maj.",
        coordinator,
        NOW,
    )


def test_no_later_grant_brings_it_back(duties):
    withdraw(duties[0])
    GrantFactory(project=duties[0].project, number=2, year=2027, extension=True)
    expect_project_reports(project=duties[0].project, today=date(2026, 1, 10))
    assert left(duties) == [(2, False), (3, False), (1, False), (2, False), (3, True)]


def test_the_final_report_is_then_the_last_one_left(duties):
    withdraw(duties[2])
    assert left(duties) == [(1, False), (2, True)]


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_reason_is_asked_for(duties, reason):
    with pytest.raises(ValidationError) as refused:
        withdraw(duties[0], reason=reason)
    assert refused.value.message_dict == {"reason": ["Skriv varför redovisningen inte ska begäras."]}


def test_a_reason_that_points_out_a_person_is_refused(duties):
    with pytest.raises(ValidationError) as refused:
        withdraw(duties[0], reason="Enligt 19811218-9876.")  # a number of the tax agency's own, for tests
    assert list(refused.value.message_dict) == ["reason"]
    assert len(left(duties)) == 3


def test_what_has_come_in_is_not_taken_away(duties):
    ExpectedReport.objects.filter(pk=duties[0].expected_id).update(state="submitted", submitted_at=NOW)
    with pytest.raises(ValidationError) as refused:
        withdraw(duties[0])
    assert refused.value.messages == ["Redovisningen har kommit in och kan inte tas bort."]


@pytest.mark.parametrize(("day", "goes"), [(8, True), (9, False)])
def test_what_is_late_is_chased_instead(duties, day, goes):
    now = datetime(2026, 5, day, 12, tzinfo=UTC)
    if goes:
        assert withdraw(duties[0], now=now).pk
        return
    with pytest.raises(ValidationError) as refused:
        withdraw(duties[0], now=now)
    assert refused.value.messages == [
        "Sista dagen har passerat. Redovisningen kan inte tas bort, bara lämnas in."
    ]


def test_what_somebody_has_begun_to_write_is_not_thrown_away(duties):
    ReportFactory(duty=duties[0], draft=True)
    with pytest.raises(ValidationError) as refused:
        withdraw(duties[0])
    assert refused.value.messages == [
        "Den som ska redovisa har börjat skriva. Be dem slänga utkastet, och ta bort raden sedan."
    ]
    assert len(left(duties)) == 3


def test_the_database_asks_for_a_reason_too(duties):
    row = withdraw(duties[0])
    row.reason = ""
    with pytest.raises(ValidationError) as refused, in_words():
        row.save()
    assert refused.value.message_dict == {"reason": ["Skriv varför redovisningen inte ska begäras."]}
