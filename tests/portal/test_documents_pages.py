"""The list of documents, beginning one, and the pages of its way: a happy walk and a wrong input each."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.documents.models import Consultation, Document, Recipient
from portal.organisation.models import Organisation, Role
from tests.factories.documents import DocumentFactory, RecipientFactory
from tests.factories.flow import NOW, authority, begun, decide, reviewed, sent
from tests.factories.portal import OrganisationFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def before_the_meetings():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def here():
    return authority()


def as_(who) -> Client:
    client = Client()
    client.force_login(who)
    return client


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_the_list_asks_as_much_for_three_as_for_one(here):
    client = as_(here.writer)
    begun(here)
    client.get("/handlingar/")
    one = queries(client, "/handlingar/")
    for _ in range(2):
        RecipientFactory(document=DocumentFactory(owner=here.house, template=here.template))
    assert queries(client, "/handlingar/") == one


def test_the_list_filters_and_exports_what_one_sees(here):
    begun(here, title="Åtgärder i Hägersten")
    begun(here, title="Annat")
    DocumentFactory(title="Främmande utkast")
    client = as_(here.writer)
    page = client.get("/handlingar/?text=hagersten").content.decode()
    assert ("Åtgärder i Hägersten" in page, "Annat" in page) == (True, False)
    file = b"".join(client.get("/handlingar/?format=csv").streaming_content).decode("utf-8-sig")
    assert sorted(line.split(";")[1] for line in file.splitlines()[1:]) == ["Annat", "Åtgärder i Hägersten"]
    assert client.get("/handlingar/?mina=on&lage=draft&slag=tillagg").status_code == 200


def test_a_document_is_begun_from_its_template(here):
    client = as_(here.writer)
    path = f"/handlingar/ny/{here.template.pk}/"
    assert client.get(path).status_code == 200
    given = {"title": "Ny redovisning", "owner": here.house.pk, "meeting_1": here.meeting.pk}
    answer = client.post(path, given)
    document = Document.objects.get(title="Ny redovisning")
    assert (answer.status_code, answer.url) == (302, document.get_absolute_url())
    assert [to.committee for to in document.recipients.all()] == [here.committee]
    refused = client.post(path, given | {"title": "Om 811218-9876"})
    assert refused.status_code == 200
    assert Document.objects.count() == 1


def test_one_begins_for_the_own_administration_only(here):
    stranger = OrganisationFactory(kind=Organisation.Kind.ADMINISTRATION)
    given = {"title": "Ny", "owner": stranger.pk}
    answer = as_(here.writer).post(f"/handlingar/ny/{here.template.pk}/", given)
    assert (answer.status_code, Document.objects.count()) == (200, 0)


def test_a_step_out_of_turn_leads_to_the_document_and_says_so(here):
    document = begun(here)
    answer = as_(here.chief).get(f"/handlingar/{document.pk}/granskad/", follow=True)
    assert answer.redirect_chain == [(document.get_absolute_url(), 302)]
    assert "Det går inte nu: handlingen är utkast." in answer.content.decode()


def test_signing_shows_what_hinders_and_takes_only_what_was_read(here):
    document = reviewed(here)
    signatory = document.signatories.get(role=Role.HEAD_OF_ADMINISTRATION)
    path = f"/handlingar/{document.pk}/underskrift/{signatory.pk}/"
    client = as_(here.head)
    page = client.get(path)
    assert "Medlen räckte." in page.content.decode()
    refused = client.post(path, {"seen_hash": "0" * 64, "has_read": "on"})
    assert refused.status_code == 200
    signatory.refresh_from_db()
    assert signatory.signed_at is None


def test_views_are_asked_for_and_given(here):
    district = OrganisationFactory()
    document = begun(here)
    asked = as_(here.writer).post(f"/handlingar/{document.pk}/synpunkter/", {"authority": district.pk})
    assert asked.status_code == 302
    there = as_(person(Role.PROJECT_MANAGER, district))
    page = there.get(document.get_absolute_url()).content.decode()
    assert "Utkast" in page
    given = Consultation.objects.get()
    path = f"/handlingar/{document.pk}/synpunkter/{given.pk}/"
    assert there.post(path, {"answer": ""}).status_code == 200
    assert there.post(path, {"answer": "Bra underlag."}).status_code == 302
    assert "Bra underlag." in as_(here.chief).get(document.get_absolute_url()).content.decode()


def test_the_extract_is_uploaded_and_checked_by_another(here):
    document = sent(here)
    to = decide(here, document.recipients.get())
    path = f"/handlingar/{document.pk}/utdrag/{to.pk}/"
    registrar, writer = as_(here.registrar), as_(here.writer)
    text = SimpleUploadedFile("utdrag.txt", b"utdrag")
    assert registrar.post(path, {"file": text}).status_code == 200
    paper = SimpleUploadedFile("utdrag.pdf", b"%PDF-1.7 utdrag")
    assert registrar.post(path, {"file": paper}).status_code == 302
    assert b"".join(registrar.get(f"{path}fil/").streaming_content) == b"%PDF-1.7 utdrag"
    page = writer.get(f"{path}kontroll/").content.decode()
    assert f'<a href="{path}fil/">utdrag.pdf</a>' in page
    assert f"Enligt förslaget {to.decided_on}, {to.paragraph}</dd>" in page
    assert registrar.post(f"{path}kontroll/").status_code == 200
    assert writer.post(f"{path}kontroll/").status_code == 302
    assert Recipient.objects.get(pk=to.pk).extract_checked_by == here.writer


def test_how_a_draft_was_worked_on_is_not_told_to_others(here):
    document = sent(here)
    document.steps.filter(kind="for_review").update(note="Internt ord.")
    assert "Internt ord." in as_(here.chief).get(document.get_absolute_url()).content.decode()
    auditor = as_(person(Role.AUDITOR))
    assert "Internt ord." not in auditor.get(document.get_absolute_url()).content.decode()
    assert auditor.get(f"/handlingar/{document.pk}/historik/").status_code == 403
