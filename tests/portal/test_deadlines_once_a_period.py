"""No one answers twice for a period, and to see to that costs as much however many answer for it."""

import pytest
from django.db import connection

from funding.models import PartyDuty
from tests.factories.funding import make_agreement
from tests.factories.portal import ExpectedReportFactory
from tests.factories.projects import ProjectFactory, ReportDutyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
READ = """
    SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables
    WHERE relname = 'deadlines_expectedreport'
"""
# What a planner without statistics may come to: tables in the order they were written, from key to key.
UNLUCKY = "SET LOCAL join_collapse_limit = 1; SET LOCAL enable_seqscan = off"
ANEW = "DISCARD PLANS"  # a plan is kept as long as the session, which other tests have had before


def projects_duties(others):
    for _each in range(others):
        ReportDutyFactory()
    one = ProjectFactory()
    return lambda expected: ReportDutyFactory(project=one, expected=expected)


def partys_duties(others):
    for _each in range(others):
        PartyDuty.objects.create(
            party=make_agreement().parties.first(), expected=ExpectedReportFactory(number=1)
        )
    one = make_agreement().parties.first()
    return lambda expected: PartyDuty.objects.create(party=one, expected=expected)


def expected_reports_read(ask, expected) -> int:
    """How many expected reports the database reads to let ``expected`` be asked for."""
    with connection.cursor() as cursor:
        cursor.execute(READ)
        before = cursor.fetchone()[0]
        ask(expected)
        cursor.execute(READ)
        return cursor.fetchone()[0] - before


@pytest.fixture(autouse=True)
def unlucky():
    """Before the first duty, since a plan is kept."""
    with connection.cursor() as cursor:
        cursor.execute(f"{ANEW}; {UNLUCKY}")
    yield
    with connection.cursor() as cursor:
        cursor.execute(ANEW)


@pytest.mark.parametrize("duties", [projects_duties, partys_duties])
def test_a_duty_is_held_against_its_own_and_not_against_the_period(duties):
    ask = duties(others=20)
    first, second = ExpectedReportFactory(number=1), ExpectedReportFactory(number=2)
    assert [expected_reports_read(ask, each) for each in (first, second)] == [0, 2]
