"""Due dates: from the wheel, over year ends and leap days, and never moved once stored."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from portal.deadlines.expecting import expect_report, period_of_report
from portal.deadlines.models import ExpectedReport, WheelEntry
from portal.deadlines.receiving import accept, days_after_last_day, send_back
from portal.deadlines.wheel import due_day, load_wheel
from portal.periods import Period
from tests.factories.portal import ExpectedReportFactory, OrganisationFactory
from tests.factories.projects import ReportDutyFactory
from tests.factories.reports import ReportFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def wheel():
    load_wheel()


@pytest.mark.parametrize(
    ("period", "due"),
    [
        (Period("tertial", 2026, 1), date(2026, 5, 8)),
        (Period("tertial", 2026, 2), date(2026, 9, 8)),
        (Period("tertial", 2026, 3), date(2027, 1, 15)),
        (Period("quarter", 2002, 1), date(2002, 4, 8)),
        (Period("quarter", 2002, 4), date(2003, 1, 15)),
    ],
)
def test_the_wheel_says_when(period, due):
    assert due_day(period) == due


@pytest.mark.parametrize(("year", "last"), [(2027, date(2028, 2, 29)), (2028, date(2029, 2, 28))])
def test_a_day_that_february_lacks_is_its_last(year, last):
    WheelEntry.objects.filter(kind="tertial", number=3).update(due_month=2, due_day=29)
    assert due_day(Period("tertial", year, 3)) == last


def test_a_period_the_wheel_lacks_is_refused():
    with pytest.raises(ValidationError) as refused:
        due_day(Period("half_year", 2026, 1))
    assert refused.value.messages == ["Årshjulet säger inte när Halvår 1 2026 ska vara inne. Skriv en dag."]


def test_an_expected_report_is_stored_with_its_day():
    district = OrganisationFactory()
    report = expect_report(organisation=district, period=Period("tertial", 2026, 3))
    assert (report.organisation, report.due_on, report.state) == (district, date(2027, 1, 15), "awaited")
    assert period_of_report(report) == Period("tertial", 2026, 3)


def test_a_stored_day_stands_still_when_the_wheel_turns():
    report = expect_report(organisation=OrganisationFactory(), period=Period("tertial", 2026, 1))
    WheelEntry.objects.filter(kind="tertial", number=1).update(due_day=20)
    assert ExpectedReport.objects.get(pk=report.pk).due_on == date(2026, 5, 8)
    later = expect_report(organisation=OrganisationFactory(), period=Period("tertial", 2026, 1))
    assert later.due_on == date(2026, 5, 20)


def test_a_day_of_its_own_needs_no_wheel():
    report = expect_report(
        organisation=OrganisationFactory(), period=Period("half_year", 2026, 1), due_on=date(2026, 6, 12)
    )
    assert report.due_on == date(2026, 6, 12)


def test_a_day_before_the_period_is_refused():
    with pytest.raises(ValidationError) as refused:
        expect_report(
            organisation=OrganisationFactory(), period=Period("tertial", 2026, 2), due_on=date(2026, 4, 30)
        )
    assert refused.value.message_dict == {
        "due_on": ["Redovisningen kan inte vara inne innan perioden har börjat."]
    }


def test_in_back_in_again_and_accepted():
    duty = ReportDutyFactory()
    ReportFactory(duty=duty, submitted_at=NOW)
    report = send_back(expected=duty.expected, reason=" Deltagarna saknas. ", now=NOW)
    assert (report.state, report.submitted_at, report.return_reason) == (
        "returned",
        NOW,
        "Deltagarna saknas.",
    )
    ReportFactory(duty=duty, version=2, submitted_at=NOW)
    report = accept(expected=report, now=NOW)
    assert (report.state, report.decided_at, report.return_reason) == ("accepted", NOW, "")


@pytest.mark.parametrize(
    ("act", "trait", "why"),
    [
        (
            lambda row: accept(expected=row, now=NOW),
            "returned",
            "Redovisningen är inte inlämnad, så den kan inte granskas.",
        ),
        (
            lambda row: send_back(expected=row, reason="Kom igen.", now=NOW),
            "accepted",
            "Redovisningen är inte inlämnad, så den kan inte granskas.",
        ),
        (
            lambda row: send_back(expected=row, reason="  ", now=NOW),
            "submitted",
            "Skriv varför redovisningen lämnas tillbaka.",
        ),
    ],
)
def test_what_the_state_does_not_allow_is_refused(act, trait, why):
    report = ExpectedReportFactory(**{trait: True})
    with pytest.raises(ValidationError) as refused:
        act(report)
    assert refused.value.messages == [why]
    assert ExpectedReport.objects.get(pk=report.pk).state == trait


@pytest.mark.parametrize(
    ("handed_in", "due", "days"),
    [
        (datetime(2026, 5, 8, 21, 59, tzinfo=UTC), date(2026, 5, 8), 0),  # 23.59 in Stockholm, summer
        (datetime(2026, 5, 8, 22, 1, tzinfo=UTC), date(2026, 5, 8), 1),  # 00.01 the next day
        (datetime(2027, 1, 15, 22, 59, tzinfo=UTC), date(2027, 1, 15), 0),  # 23.59, winter
        (datetime(2027, 1, 15, 23, 1, tzinfo=UTC), date(2027, 1, 15), 1),
        (datetime(2026, 3, 30, 9, tzinfo=UTC), date(2026, 3, 28), 2),  # over the hour that is not
        (datetime(2026, 10, 26, 9, tzinfo=UTC), date(2026, 10, 24), 2),  # over the hour that comes twice
        (datetime(2028, 3, 1, 9, tzinfo=UTC), date(2028, 2, 28), 2),  # a leap day between
        (datetime(2027, 1, 2, 9, tzinfo=UTC), date(2026, 12, 30), 3),  # over the year's end
    ],
)
def test_days_late_are_counted_by_the_clock_in_stockholm(handed_in, due, days):
    report = ExpectedReportFactory(due_on=due, state="submitted", submitted_at=handed_in)
    assert days_after_last_day(report) == days
    assert days_after_last_day(ExpectedReportFactory(due_on=due)) == 0
