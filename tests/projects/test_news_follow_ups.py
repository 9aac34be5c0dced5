"""Follow-ups after the end are told in the day's letter, not only on the start page."""

from datetime import UTC, date, datetime

import pytest

from portal.organisation.models import Role
from projects.news import news
from tests.factories.aftermath import FollowUpFactory
from tests.factories.portal import OrganisationFactory, person
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db
SINCE = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def follow_up():
    """Six months after the end of Järva's Navigator, due on the last of June."""
    project = ProjectFactory(number="1.1", title="Navigator", lead=OrganisationFactory(short_name="Järva"))
    return FollowUpFactory(project=project)


def told(user, today):
    return [
        (line.heading, line.title, line.url, line.detail, line.is_new) for line in news(user, SINCE, today)
    ]


@pytest.mark.parametrize(
    ("today", "detail", "is_new"),
    [
        (date(2026, 6, 16), "Senast 2026-06-30.", False),
        (date(2026, 6, 23), "Senast 2026-06-30.", True),
        (date(2026, 6, 30), "Senast i dag.", True),
        (date(2026, 7, 1), "1 dag sen.", True),
        (date(2027, 7, 1), "366 dagar sen.", False),
    ],
)
def test_the_lead_hears_of_it_on_the_days_that_matter(follow_up, today, detail, is_new):
    manager = person(Role.PROJECT_MANAGER, follow_up.project.lead)
    title, url = "1.1 Navigator, 6 månader efter slutet", f"/projekt/uppfoljning/{follow_up.pk}/"
    assert told(manager, today) == [("Ska följas upp", title, url, detail, is_new)]


def test_the_coordinator_hears_when_it_is_late(follow_up):
    title, url = "1.1 Navigator, 6 månader efter slutet", f"/projekt/uppfoljning/{follow_up.pk}/"
    coordinator = person(Role.COORDINATOR)
    assert told(coordinator, date(2026, 6, 30)) == []
    late = ("Sena uppföljningar", title, url, "Järva. 1 dag sen.", True)
    assert told(coordinator, date(2026, 7, 1)) == [late]
    assert told(coordinator, date(2026, 7, 2)) == [(*late[:3], "Järva. 2 dagar sen.", False)]


def test_what_is_far_off_answered_or_anothers_is_not_told(follow_up):
    manager = person(Role.PROJECT_MANAGER, follow_up.project.lead)
    other = person(Role.PROJECT_MANAGER, OrganisationFactory())
    assert told(manager, date(2026, 6, 15)) == []
    assert told(other, date(2026, 7, 1)) == []
    follow_up.answer, follow_up.answered_on = "running", date(2026, 6, 1)
    follow_up.save()
    assert told(manager, date(2026, 7, 1)) == []
