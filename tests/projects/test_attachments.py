"""Papers of an application or a project: added, read by those who may, taken away only from a draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.organisation.models import Role
from projects.models import Attachment
from tests.factories.applications import ApplicationFactory, asking, round_of_two
from tests.factories.portal import OrganisationFactory, person
from tests.factories.projects import PartnershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return OrganisationFactory(short_name="Järva")


@pytest.fixture
def manager(client, district):
    user = person(Role.PROJECT_MANAGER, district)
    client.force_login(user)
    return user


def paper(**more):
    return {"file": SimpleUploadedFile("kalkyl.pdf", b"%PDF-1.7 en kalkyl"), "title": "Kalkyl", **more}


def test_a_paper_is_added_to_an_application_and_read(client, manager, district):
    draft = asking(round_of_two()[0], draft=True, lead=district)
    page = f"/projekt/ansokningar/{draft.pk}/"
    response = client.post(f"{page}bilagor/ny/", paper())
    found = Attachment.objects.get()
    assert response.url == f"{page}#bilagor"
    assert (found.application, found.title, found.is_internal, found.authority, found.added_by) == (
        draft,
        "Kalkyl",
        False,
        district,
        manager,
    )
    answer = client.get(f"/projekt/bilagor/{found.pk}/")
    assert (answer.getvalue(), answer["Content-Type"]) == (b"%PDF-1.7 en kalkyl", "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="kalkyl.pdf"'
    assert "Kalkyl" in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"file": SimpleUploadedFile("tom.pdf", b"")}, "file"),
        ({"title": "Om 19811218-9876"}, "title"),
        ({"title": ""}, "title"),
    ],
)
def test_what_cannot_be_kept_is_refused(client, manager, district, wrong, field):
    draft = asking(round_of_two()[0], draft=True, lead=district)
    response = client.post(f"/projekt/ansokningar/{draft.pk}/bilagor/ny/", paper(**wrong))
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert Attachment.objects.count() == 0


def test_an_internal_paper_is_read_in_its_own_administration_only(client, manager, district):
    project = ProjectFactory(lead=district)
    partner = PartnershipFactory(project=project).organisation
    client.post(f"/projekt/{project.pk}/bilagor/ny/", paper(title="Delad"))
    client.post(f"/projekt/{project.pk}/bilagor/ny/", paper(title="Eget", is_internal="on"))
    own = Attachment.objects.get(title="Eget")
    for user, sees in (
        (manager, True),
        (person(Role.PROJECT_MANAGER, partner), False),
        (person(Role.COORDINATOR), False),
    ):
        client.force_login(user)
        text = client.get(f"/projekt/{project.pk}/").content.decode()
        assert ("Delad" in text, "Eget" in text) == (True, sees)
        assert client.get(f"/projekt/bilagor/{own.pk}/").status_code == (200 if sees else 404)


def test_a_paper_of_a_draft_is_taken_away_and_one_of_what_is_handed_in_is_not(client, manager, district):
    draft = ApplicationFactory(draft=True, lead=district)
    handed_in = ApplicationFactory(lead=district)
    for thing in (draft, handed_in):
        client.post(f"/projekt/ansokningar/{thing.pk}/bilagor/ny/", paper())
    first, second = Attachment.objects.order_by("pk")
    assert client.post(f"/projekt/bilagor/{first.pk}/ta-bort/").status_code == 302
    assert client.post(f"/projekt/bilagor/{second.pk}/ta-bort/").status_code == 403
    assert list(Attachment.objects.all()) == [second]


def test_a_stranger_adds_nothing(client, district):
    project = ProjectFactory(lead=district)
    client.force_login(person(Role.CONTROLLER))
    assert client.post(f"/projekt/{project.pk}/bilagor/ny/", paper()).status_code == 403
    client.force_login(person(Role.PROJECT_MANAGER))
    assert client.post(f"/projekt/{project.pk}/bilagor/ny/", paper()).status_code == 404
