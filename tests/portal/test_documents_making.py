"""Long files: left to the task worker, made once, fetched by who asked for them and nobody else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.background import taking_up
from portal.background.work import STALE
from portal.content import writers_pdf
from portal.documents.domain import making, making_files, meetings
from portal.documents.domain.weighing import is_long, is_long_bundle
from portal.documents.models import Document, Making, Section
from portal.organisation.models import Organisation, Role
from tests.factories.flow import authority, begun, live, signed
from tests.factories.portal import OrganisationFactory, person
from tests.portal.importing import work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return authority()


@pytest.fixture
def document(here):
    return begun(here)


@pytest.fixture
def in_agenda(here, document):
    meetings.add_words(meeting=here.meeting, title="Val av justerare")
    meetings.add_document(meeting=here.meeting, recipient=document.recipients.get())
    return here.meeting


@pytest.fixture
def everything_is_long(settings):
    settings.FILE_AT_ONCE_PAGES = 0


@pytest.fixture
def reader(client, here):
    client.force_login(here.writer)
    return client


def at(name: str, thing, query: str = "") -> str:
    return reverse(f"documents:{name}", args=[thing.pk]) + query


def made(reader, name: str, thing, query: str = "") -> bytes:
    """Ask for a file and let the worker make it; answers what is then fetched."""
    reader.post(at(f"{name}_later", thing, query))
    work_off()
    return reader.get(at(f"{name}_made", thing, query)).content


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


# How long ------------------------------------------------------------------------------------------------


def test_pages_are_counted_from_what_is_written(settings, document):
    assert not is_long(document, live(document))
    document.sections.filter(order=4).update(text="Ett ord. " * 15_600)  # 58.5 pages, and the head
    assert not is_long(document, live(document))
    document.sections.filter(order=4).update(text="Ett ord. " * 15_800)
    assert is_long(document, live(document))


def test_bundle_is_long_by_its_drafts(settings, here):
    drafts = [begun(here) for _each in range(3)]
    settings.FILE_AT_ONCE_PAGES = 9
    assert is_long_bundle(drafts)  # three processes, and a few words
    settings.FILE_AT_ONCE_PAGES = 10
    assert not is_long_bundle(drafts)
    assert not is_long_bundle([signed(here)] * 10)
    assert not is_long_bundle([])


def test_bundle_is_weighed_in_two_queries(here, django_assert_num_queries):
    drafts = [begun(here) for _each in range(3)]
    with django_assert_num_queries(2):
        is_long_bundle(drafts)


def test_the_public_bundle_is_not_long_by_drafts_that_are_not_in_it(reader, in_agenda, settings):
    settings.FILE_AT_ONCE_PAGES = 0
    assert reader.get(at("meeting_bundle", in_agenda)).status_code == 302
    answer = reader.get(at("meeting_bundle", in_agenda, PUBLIC))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


# Asked for and fetched -----------------------------------------------------------------------------------


def test_short_files_are_answered_at_once_and_need_no_asking(reader, document, in_agenda):
    for name, thing in (("pdf", document), ("word", document), ("meeting_bundle", in_agenda)):
        assert reader.get(at(name, thing)).status_code == 200
        for asking in (reader.get, reader.post):
            answer = asking(at(f"{name}_later", thing))
            assert (answer.status_code, answer.url) == (302, at(name, thing))
        assert reader.get(at(f"{name}_made", thing)).status_code == 404
    assert Making.objects.count() == 0


PUBLIC = "?variant=offentlig"


@pytest.mark.parametrize(
    ("name", "query"), [("pdf", ""), ("pdf", PUBLIC), ("word", ""), ("word", PUBLIC), ("meeting_bundle", "")]
)
def test_long_file_is_made_by_the_worker_with_the_same_bytes(
    reader, document, in_agenda, settings, name, query
):
    thing = in_agenda if name == "meeting_bundle" else document
    at_once = reader.get(at(name, thing, query))
    settings.FILE_AT_ONCE_PAGES = 0
    answer = reader.get(at(name, thing, query))
    assert (answer.status_code, answer.url) == (302, at(f"{name}_later", thing, query))
    assert "Gör filen" in words(reader.get(answer.url))
    assert Making.objects.count() == 0  # nothing is asked for by looking
    assert made(reader, name, thing, query) == at_once.content
    fetched = reader.get(at(f"{name}_made", thing, query))
    for header in ("Content-Type", "Content-Disposition", "Cache-Control", "X-Content-Type-Options"):
        assert fetched[header] == at_once[header]
    assert "Hämta filen" in words(reader.get(at(f"{name}_later", thing, query)))


def test_internal_variant_is_made_for_who_has_the_right(reader, client, here, document, everything_is_long):
    assert made(reader, "pdf", document, "?variant=intern")[:4] == b"%PDF"
    assert Making.objects.values_list("variant", "what").get() == ("intern", "pdf")
    client.force_login(here.registrar)
    for name in ("pdf", "pdf_later", "pdf_made"):
        assert client.get(at(name, document, "?variant=intern")).status_code == 403
    assert client.post(at("pdf_later", document, "?variant=intern")).status_code == 403


def test_asked_twice_is_made_once(reader, document, everything_is_long):
    for _each in range(2):
        reader.post(at("pdf_later", document))
    assert (Making.objects.count(), DBTaskResult.objects.count(), work_off()) == (1, 1, 1)
    first = Making.objects.get()
    reader.post(at("pdf_later", document))  # from a page that had not seen that it is made
    assert (DBTaskResult.objects.count(), Making.objects.get().made_at) == (1, first.made_at)
    reader.post(at("pdf_later", document), {"gjord": making.mark_of(first)})  # "Gör om filen"
    assert (DBTaskResult.objects.count(), Making.objects.get().content) == (2, None)
    assert (work_off(), Making.objects.get().made_at > first.made_at) == (1, True)


def test_each_reader_has_a_file_of_their_own(reader, client, here, document, everything_is_long):
    made(reader, "pdf", document)
    client.force_login(here.registrar)
    assert client.get(at("pdf_made", document)).status_code == 404
    assert "Gör filen" in words(client.get(at("pdf_later", document)))


def test_who_no_longer_sees_a_document_fetches_no_file_it_is_in(
    reader, here, document, in_agenda, everything_is_long
):
    assert made(reader, "meeting_bundle", in_agenda)[:4] == b"%PDF"
    assert made(reader, "pdf", document)[:4] == b"%PDF"
    document.senders.all().delete()
    Document.objects.update(owner=OrganisationFactory(kind=Organisation.Kind.ADMINISTRATION))
    assert reader.get(at("meeting_bundle_made", in_agenda)).status_code == 403
    page = words(reader.get(at("meeting_bundle_later", in_agenda)))
    assert ("Gör om filen innan du hämtar den." in page, "Hämta filen" in page) == (True, False)
    assert reader.get(at("pdf_made", document)).status_code == 404


def test_who_has_lost_the_role_fetches_nothing(reader, here, document, everything_is_long):
    made(reader, "pdf", document)
    here.writer.assignments.update(valid_to="2020-06-30")
    assert reader.get(at("pdf_made", document)).status_code == 404


def test_right_withdrawn_before_the_worker_comes_is_no_right(reader, here, document, everything_is_long):
    reader.post(at("pdf_later", document))
    here.writer.assignments.update(valid_to="2020-06-30")
    work_off()
    row = Making.objects.get()
    assert (row.problem, row.content) == ("Du får inte längre läsa handlingen.", None)


def test_changed_words_are_told_and_a_public_variant_of_them_is_kept_back(
    reader, document, everything_is_long
):
    made(reader, "pdf", document)
    made(reader, "pdf", document, "?variant=offentlig")
    page = words(reader.get(at("pdf_later", document)))
    assert ("Underlaget har ändrats" in page, "Hämta filen" in page) == (False, True)
    section = Section.objects.get(document=document, order=4)
    section.secrecy_provision, section.secrecy_authority = "26 kap. 1 § OSL", "Socialnämnden"
    section.secrecy_date = "2026-11-01"
    section.save()
    page = words(reader.get(at("pdf_later", document)))
    assert ("Underlaget har ändrats" in page, "Hämta filen" in page) == (True, True)
    page = words(reader.get(at("pdf_later", document, "?variant=offentlig")))
    assert ("Gör om filen innan du hämtar den." in page, "Hämta filen" in page) == (True, False)
    assert reader.get(at("pdf_made", document, "?variant=offentlig")).status_code == 403


def test_changed_agenda_is_told(reader, here, in_agenda, everything_is_long):
    made(reader, "meeting_bundle", in_agenda)
    assert "Underlaget har ändrats" not in words(reader.get(at("meeting_bundle_later", in_agenda)))
    meetings.add_words(meeting=here.meeting, title="Anmälningar")
    assert "Underlaget har ändrats" in words(reader.get(at("meeting_bundle_later", in_agenda)))


def test_page_asks_until_the_file_is_there(reader, document, everything_is_long):
    reader.post(at("pdf_later", document))
    waiting = reader.get(at("pdf_later", document), headers={"HX-Request": "true"})
    assert ('hx-trigger="every 2s"' in words(waiting), "HX-Refresh" in waiting) == (True, False)
    now = timezone.now()
    Making.objects.update(begun_at=now, seen_at=now, step="papers", done=2, of=14)
    assert "Gör handling 3 av 14" in words(reader.get(at("pdf_later", document)))
    Making.objects.update(begun_at=None, seen_at=None)
    work_off()
    done = reader.get(at("pdf_later", document), headers={"HX-Request": "true"})
    assert ('hx-trigger="every 2s"' in words(done), done["HX-Refresh"]) == (False, "true")


# What goes wrong -----------------------------------------------------------------------------------------


def test_what_a_killed_worker_left_is_made_by_another_and_at_last_given_up(
    reader, document, everything_is_long
):
    reader.post(at("pdf_later", document))
    begun_at, pk = timezone.now(), Making.objects.get().pk
    for attempt in range(1, taking_up.ATTEMPTS + 1):
        assert Making.objects.unmade().claim(pk, begun_at)
        assert not Making.objects.unmade().claim(pk, begun_at)  # one worker's alone
        assert making_files.take_up(now=begun_at + STALE) == 0
        begun_at += 2 * STALE
        assert making_files.take_up(now=begun_at) == (1 if attempt < taking_up.ATTEMPTS else 0)
    page = words(reader.get(at("pdf_later", document)))
    assert ("Arbetet med filen avbröts flera gånger." in page, "Försök igen" in page) == (True, True)
    work_off()
    assert Making.objects.get().content is None
    assert made(reader, "pdf", document)[:4] == b"%PDF"
    assert making_files.take_up(now=begun_at + timedelta(hours=1)) == 0  # what is made is left alone


@pytest.mark.parametrize("seconds", [900, 0.001])
def test_worker_that_was_thought_dead_leaves_the_file_to_the_one_that_took_it_up(
    reader, document, everything_is_long, monkeypatch, seconds
):
    """It comes back when another has begun: neither its file nor its failure is taken."""
    reader.post(at("pdf_later", document))
    pk, other = Making.objects.get().pk, timezone.now()
    write = making_files.document_file

    def slowly(*given, **more):
        Making.objects.update(begun_at=other, seen_at=other)
        return write(*given, **more)

    monkeypatch.setattr(making_files, "document_file", slowly)
    monkeypatch.setattr(writers_pdf, "LATER_SECONDS", seconds)
    making_files.work(pk, now=other - 3 * STALE)
    row = Making.objects.get()
    assert (row.begun_at, row.content, row.problem) == (other, None, "")


def test_file_that_cannot_be_made_says_why_and_can_be_tried_again(
    reader, document, everything_is_long, monkeypatch
):
    with monkeypatch.context() as hurried:
        hurried.setattr(writers_pdf, "LATER_SECONDS", 0.001)
        reader.post(at("pdf_later", document))
        work_off()
    page = words(reader.get(at("pdf_later", document)))
    assert ("Filen hann inte bli klar på 0.001 sekunder." in page, "Försök igen" in page) == (True, True)
    assert reader.get(at("pdf_made", document)).status_code == 404
    assert made(reader, "pdf", document)[:4] == b"%PDF"


def test_file_larger_than_the_store_takes_is_refused(reader, document, everything_is_long, settings):
    settings.MAX_UPLOAD_BYTES = 1024
    reader.post(at("pdf_later", document))
    work_off()
    row = Making.objects.get()
    assert (row.problem, row.content) == ("Filen är för stor. Gränsen är 0 MB.", None)


def test_what_nobody_fetched_within_a_day_is_thrown_away(reader, document, everything_is_long):
    made(reader, "pdf", document)
    row = Making.objects.get()
    day = timedelta(days=1, seconds=1)
    making_files.take_up(now=row.made_at + timedelta(hours=23))
    assert Making.objects.count() == 1
    Making.objects.update(made_at=row.made_at - day)
    reader.post(at("word_later", document))
    assert list(Making.objects.values_list("what", flat=True)) == ["word"]
    making_files.take_up(now=row.made_at + day + timedelta(minutes=1))  # asked for and never begun
    assert Making.objects.count() == 0


def test_database_keeps_one_whole_file_of_one_thing(here, document):
    now = timezone.now()

    def refused(**more) -> str:
        with pytest.raises(IntegrityError) as refusal, transaction.atomic():
            Making.objects.create(**({"asked_by": here.writer, "asked_at": now, "what": "pdf"} | more))
        return refusal.value.__cause__.diag.constraint_name

    assert refused() == "making_of_a_document_or_a_meeting"
    assert refused(document=document, meeting=here.meeting) == "making_of_a_document_or_a_meeting"
    assert refused(meeting=here.meeting) == "making_of_a_document_or_a_meeting"
    assert refused(document=document, content=b"%PDF") == "making_whole"
    assert refused(document=document, made_at=now) == "making_whole"
    assert refused(document=document, begun_at=now) == "making_seen_since_it_began"
    Making.objects.create(asked_by=here.writer, asked_at=now, what="pdf", document=document)
    assert refused(document=document) == "making_once_for_each"
    Making.objects.create(asked_by=here.head, asked_at=now, what="pdf", document=document)


def test_stranger_to_the_document_finds_no_page(client, here, document, in_agenda, everything_is_long):
    client.force_login(person(Role.COMMITTEE_SECRETARY, OrganisationFactory(kind="administration")))
    for name in ("pdf_later", "pdf_made", "word_later", "word_made"):
        assert client.get(at(name, document)).status_code == 404
    for name in ("meeting_bundle_later", "meeting_bundle_made"):
        assert client.get(at(name, in_agenda)).status_code == 404
    assert client.post(at("pdf_later", document)).status_code == 404


def test_what_was_made_of_the_draft_is_not_fetched_as_the_signed(reader, here, document, settings):
    settings.FILE_AT_ONCE_PAGES = 0
    assert made(reader, "pdf", document)[:4] == b"%PDF"
    settings.FILE_AT_ONCE_PAGES = 100
    signed(here, document)
    assert reader.get(at("pdf_made", document)).status_code == 404
    for asking in (reader.get, reader.post):
        answer = asking(at("pdf_later", document))
        assert (answer.status_code, answer.url) == (302, at("pdf", document))
