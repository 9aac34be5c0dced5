"""Every page of the projects x every role x every method: 302, 404, 403, 405 in that order, else the page."""

import pytest

from portal.organisation.models import Role
from portal.organisation.models.people import CENTRAL_ROLES, DISTRICT_ROLES
from projects.models import Project
from tests.factories.portal import OrganisationFactory, UserFactory, person
from tests.factories.projects import GrantFactory, ProgrammeFactory, ProjectFactory

pytestmark = pytest.mark.django_db

OWN, FOREIGN = "own district", "another district"
READERS = CENTRAL_ROLES
PAGES = {
    "list": "/projekt/",
    "create": "/projekt/nytt/",
    "detail": "/projekt/{pk}/",
    "history": "/projekt/{pk}/historik/",
    "edit": "/projekt/{pk}/andra/",
    "hand_in": "/projekt/{pk}/lamna-in/",
    "grant": "/projekt/{pk}/medel/nytt/",
    "grant_edit": "/projekt/{pk}/medel/{grant}/andra/",
}
READ_ONLY = ("list", "detail", "history")


@pytest.fixture
def district():
    return OrganisationFactory(short_name="Järva")


@pytest.fixture
def project(district):
    found = ProjectFactory(programme=ProgrammeFactory(), lead=district)
    GrantFactory(project=found)
    return found


@pytest.fixture
def draft(district):
    return ProjectFactory(programme=ProgrammeFactory(), lead=district, draft=True)


def somebody(role, district, where):
    if role in READERS or role == Role.ADMINISTRATOR:
        return person(role)
    return person(role, district if where == OWN else None)


def address(page, project):
    grant = project.grants.first()
    return PAGES[page].format(pk=project.pk, grant=grant.pk if grant else 1)


def expected(page, role, where, *, draft):
    """What GET answers; None where the page is shown."""
    manages_own = role == Role.PROJECT_MANAGER and where == OWN
    if page in ("list", "create"):
        if role == Role.ADMINISTRATOR:
            return 403
        return None if page == "list" or role in (Role.COORDINATOR, Role.PROJECT_MANAGER) else 403
    at_home = where == OWN and role not in READERS and role != Role.ADMINISTRATOR
    if not at_home if draft else not (at_home or role in READERS):
        return 404
    if page in ("detail", "history"):
        return None
    if page == "grant_edit" and draft:
        return 404  # a draft has no grants
    if page in ("grant", "grant_edit"):
        return None if role == Role.COORDINATOR else 403
    if page == "hand_in":
        return 405 if draft and manages_own else 403
    return None if (manages_own if draft else role == Role.COORDINATOR) else 403


PEOPLE = [(role, OWN) for role in Role] + [(role, FOREIGN) for role in sorted(DISTRICT_ROLES)]


@pytest.mark.parametrize(("role", "where"), PEOPLE)
@pytest.mark.parametrize("which", list(PAGES))
@pytest.mark.parametrize("is_draft", [False, True])
def test_who_gets_what(client, district, project, draft, role, where, which, is_draft):
    client.force_login(somebody(role, district, where))
    thing = draft if is_draft else project
    wanted = expected(which, role, where, draft=is_draft)
    assert client.get(address(which, thing)).status_code == (wanted or 200)
    for method in ("put", "delete", "post"):
        status = getattr(client, method)(address(which, thing)).status_code
        if wanted in (403, 404):
            assert status == wanted
        elif method != "post" or which in READ_ONLY:
            assert status == 405
        else:
            assert status in (200, 302)
    assert Project.objects.count() == 2


@pytest.mark.parametrize("which", list(PAGES))
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_a_stranger_is_sent_to_the_login_page(client, project, which, method):
    where = address(which, project)
    answer = getattr(client, method)(where)
    assert (answer.status_code, answer.url) == (302, f"/logga-in/?next={where}")


@pytest.mark.parametrize("which", list(PAGES))
def test_a_right_withdrawn_a_moment_ago_is_gone(client, project, which):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    client.get("/projekt/")
    user.assignments.update(valid_to="2020-12-31")
    assert client.get(address(which, project)).status_code in (403, 404)


def test_exports_are_closed_to_strangers_and_to_those_without_a_role(client, project):
    assert client.get("/projekt/?format=csv").url == "/logga-in/?next=/projekt/%3Fformat%3Dcsv"
    client.force_login(UserFactory())
    assert client.get("/projekt/?format=csv").status_code == 403
