"""A long document is signed at once; its four papers are made of what was frozen, by the task worker."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from portal.background.work import STALE
from portal.content import writers_pdf
from portal.documents.domain import making_files, meetings
from portal.documents.domain.agendas import agenda
from portal.documents.domain.bundling import bundle
from portal.documents.domain.contents import checksum
from portal.documents.domain.freezing import PAPERS, frozen_bytes, made_from, readable_bytes
from portal.documents.domain.handing_over import package
from portal.documents.domain.sending import send_with_summons
from portal.documents.domain.verifying import Verdict, broken_documents, verify
from portal.documents.domain.weighing import is_long_bundle
from portal.documents.models import Document, Frozen, Making, Step
from portal.files.models import StoredFile
from portal.organisation.models import Role
from tests.factories.flow import NOW, authority, reviewed, sign_as, signed
from tests.factories.portal import person
from tests.portal.importing import work_off

pytestmark = pytest.mark.django_db
NOT_YET = "inte klara än"


@pytest.fixture
def here():
    return authority()


@pytest.fixture
def everything_is_long(settings):
    settings.FILE_AT_ONCE_PAGES = 0


@pytest.fixture
def document(here, everything_is_long):
    return signed(here)


def papers(document: Document) -> dict[str, bytes]:
    frozen = Frozen.objects.get(document=document)
    return {name: frozen_bytes(frozen, name) for name in PAPERS}


def words(client, document: Document) -> str:
    return " ".join(client.get(document.get_absolute_url()).content.decode().split())


def test_long_document_is_signed_as_a_short_one_and_its_papers_are_the_same(here, settings):
    document = reviewed(here)
    sign_as(document, here.head)
    with transaction.atomic():
        sign_as(document, here.chief)
        at_once = Frozen.objects.get(document=document)
        short = (at_once.data, at_once.sha256, papers(document), Making.objects.count())
        transaction.set_rollback(True)
    settings.FILE_AT_ONCE_PAGES = 0
    sign_as(document, here.chief)
    frozen = Frozen.objects.get(document=document)
    assert (frozen.data, frozen.sha256, short[3]) == (short[0], short[1], 0)
    assert frozen.sha256 == checksum(frozen.data)
    assert (frozen.has_papers, Document.objects.get(pk=document.pk).state) == (False, "signed")
    assert list(document.steps.order_by("pk").values_list("kind", flat=True))[-2:] == ["signed", "frozen"]
    assert (work_off(), Making.objects.count()) == (1, 0)
    assert papers(document) == short[2] == {name: made_from(frozen.data, name) for name in PAPERS}
    assert Frozen.objects.get(document=document).frozen_by == here.chief


def test_short_documents_papers_are_made_with_the_signature(here):
    assert signed(here).frozen.has_papers
    assert Making.objects.count() == 0


def test_paper_that_fails_refuses_a_short_documents_signature(here, monkeypatch):
    document = reviewed(here)
    sign_as(document, here.head)
    token = writers_pdf._seconds.set(0.001)
    try:
        with pytest.raises(ValidationError) as no:
            sign_as(document, here.chief)
    finally:
        writers_pdf._seconds.reset(token)
    assert no.value.code == "timeout"
    assert Document.objects.get(pk=document.pk).state == "reviewed"


def test_until_then_everything_says_that_the_files_are_not_there(here, client, document):
    client.force_login(here.registrar)
    for name in ("pdf", "word"):
        answer = client.get(reverse(f"documents:{name}", args=[document.pk]))
        assert (answer.status_code, answer.url) == (302, document.get_absolute_url())
        assert NOT_YET in words(client, document)
    answer = client.get(reverse("documents:package", args=[document.pk]), follow=True)
    assert NOT_YET in answer.content.decode()
    to = document.recipients.get()
    told = {"meeting": here.meeting, "number": "", "sent_on": NOW.date(), "by": here.registrar, "now": NOW}
    for act in (
        lambda: package([document], now=NOW),
        lambda: send_with_summons(recipient=to, **told),
        lambda: frozen_bytes(document.frozen, "pdf"),
    ):
        with pytest.raises(ValidationError) as no:
            act()
        assert no.value.code == "unmade"
    assert verify(made_from(document.frozen.data, "pdf")) == Verdict()
    assert list(broken_documents()) == []
    work_off()
    assert client.get(reverse("documents:pdf", args=[document.pk])).content == papers(document)["pdf"]
    assert NOT_YET not in words(client, document)
    assert send_with_summons(recipient=to, **told).sent_on == NOW.date()
    document = Document.objects.get(pk=document.pk)
    assert zipfile.ZipFile(BytesIO(package([document], now=NOW))).testzip() is None
    assert verify(papers(document)["pdf"]).is_ours
    assert list(broken_documents()) == []


def test_data_that_are_not_those_signed_give_no_papers(here, client, document):
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("UPDATE documents_frozen SET sha256 = repeat('0', 64)")
    frozen = document.frozen
    frozen.sha256 = "0" * 64
    with pytest.raises(making_files.Tampered):
        readable_bytes(frozen, "pdf")


def test_bundle_of_it_holds_the_same_bytes_before_and_after(here, document):
    meetings.add_document(meeting=here.meeting, recipient=document.recipients.get())
    made = bundle(here.meeting, agenda(here.meeting, here.registrar), today=NOW.date())
    assert is_long_bundle([document])
    work_off()
    assert bundle(here.meeting, agenda(here.meeting, here.registrar), today=NOW.date()) == made


def test_page_tells_how_far_they_have_come(here, client, document):
    asked = {"HX-Request": "true", "HX-Trigger": "filerna"}
    with time_machine.travel(NOW, tick=False):
        client.force_login(here.registrar)
        assert "De väntar på sin tur." in words(client, document)
        Making.objects.update(begun_at=NOW, seen_at=NOW, step="papers", done=2, of=4)
        assert "Filerna görs: 2 av 4" in words(client, document)
        assert "HX-Refresh" not in client.get(document.get_absolute_url(), headers=asked)
        Making.objects.update(begun_at=None, seen_at=None)
        work_off()
        assert client.get(document.get_absolute_url(), headers=asked)["HX-Refresh"] == "true"


def test_papers_of_a_killed_worker_are_made_by_another_once(here, document):
    row, now = Making.objects.get(), timezone.now()
    assert Making.objects.unmade().claim(row.pk, now)
    work_off()  # the first task comes late: another has it
    assert not Frozen.objects.get().has_papers
    assert making_files.take_up(now=now + 2 * STALE) == 1
    making_files.keep_papers(document=document, by=here.chief)  # the one thought dead was alive
    kept = papers(document)
    stored = StoredFile.objects.count()
    work_off()
    assert (papers(document), StoredFile.objects.count(), Making.objects.count()) == (kept, stored, 0)


def test_papers_that_fail_lose_nothing_and_are_asked_for_anew(here, client, document, monkeypatch):
    with monkeypatch.context() as hurried:
        hurried.setattr(writers_pdf, "LATER_SECONDS", 0.001)
        work_off()
    assert (document.state, Frozen.objects.get().has_papers, StoredFile.objects.count()) == (
        "signed",
        False,
        0,
    )
    again = reverse("documents:papers", args=[document.pk])
    client.force_login(person(Role.AUDITOR))
    page = words(client, document)
    assert ("Filen hann inte bli klar" in page, "Försök igen" in page) == (True, False)
    assert client.post(again).status_code == 403
    client.force_login(here.writer)
    assert "Försök igen" in words(client, document)
    assert client.post(again).status_code == 302
    assert client.post(again).status_code == 302
    assert (work_off(), Frozen.objects.get().has_papers) == (1, True)
    answer = client.post(again, follow=True)
    assert ("Filerna är redan klara." in answer.content.decode(), Making.objects.count()) == (True, 0)


def test_papers_are_never_thrown_away_as_old(here, document):
    making_files.take_up(now=timezone.now() + timedelta(days=30))
    assert Making.objects.papers().count() == 1


def test_internal_variant_of_it_is_asked_for_as_any_long_file(here, client, document):
    client.force_login(here.writer)
    answer = client.get(reverse("documents:pdf", args=[document.pk]) + "?variant=intern")
    later = reverse("documents:pdf_later", args=[document.pk]) + "?variant=intern"
    assert (answer.status_code, answer.url) == (302, later)
    client.post(later)
    assert (work_off(), Frozen.objects.get().has_papers) == (2, True)
    fetched = client.get(reverse("documents:pdf_made", args=[document.pk]) + "?variant=intern")
    assert fetched.content[:4] == b"%PDF"


def test_sql_of_the_application_gives_the_papers_once_and_changes_nothing_else(here, document):
    file = StoredFile.objects.create(name="a", content_type="b", size=1, sha256="0" * 64)
    every = ", ".join(f"{name}_id = %(file)s" for name in PAPERS)

    def refused(change: str) -> str:
        with pytest.raises(DatabaseError) as no, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{change}", {"file": file.pk})
        return no.value.__cause__.diag.constraint_name

    kept, half = "frozen_is_kept", "frozen_has_all_papers_or_none"
    assert refused("UPDATE documents_frozen SET data = '{}'") == kept
    assert refused(f"UPDATE documents_frozen SET {every}, frozen_at = now()") == kept
    assert refused("UPDATE documents_frozen SET pdf_id = %(file)s") == half
    assert refused("DELETE FROM documents_frozen") == kept
    work_off()
    before = papers(document)
    assert refused("UPDATE documents_frozen SET pdf_id = %(file)s") == kept
    assert refused(f"UPDATE documents_frozen SET {every}") == kept
    assert refused("UPDATE documents_frozen SET pdf_id = NULL") == kept
    assert refused("DELETE FROM documents_frozen") == kept
    assert papers(document) == before
    assert document.steps.filter(kind=Step.Kind.FROZEN).count() == 1
