"""The bundle of a meeting, the package to the diarium, and what the public variant does not carry."""

import csv
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from pypdf import PdfReader

from portal.documents.domain import meetings
from portal.documents.domain.agendas import agenda
from portal.documents.domain.bundling import bundle
from portal.documents.domain.freezing import Tampered, frozen_bytes
from portal.documents.domain.handing_over import package
from portal.documents.models import Appendix, Document, Section
from portal.files.storing import store_file
from portal.organisation.models import Role
from tests.factories.documents import SectionFactory
from tests.factories.flow import authority, begun, reviewed, sent, signed
from tests.factories.portal import person

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SECRET, HIDDEN = "Enskildas förhållanden Xylofonvägen", "Kvarnhjulet under det hemliga"


@pytest.fixture
def here(db):
    return authority()


def small_pdf(words: str = "Bilagans sida") -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        pdf.docinfo["/Title"] = words
        made = BytesIO()
        pdf.save(made)
    return made.getvalue()


def with_secrets(here) -> Document:
    """A draft with an open and a secret section, an open appendix and a secret one."""
    document = begun(here)
    last = document.sections.count()
    SectionFactory(
        document=document,
        order=last + 1,
        heading="Enskilda",
        text=SECRET,
        secrecy_provision="26 kap. 1 § OSL",
        secrecy_authority="Socialnämnden",
        secrecy_date=date(2026, 11, 1),
    )
    SectionFactory(document=document, order=last + 2, level=3, heading="Under", text=HIDDEN)
    for order, (title, secret) in enumerate([("Öppen rapport", False), ("Hemlig bilaga", True)], start=1):
        file = store_file(name=f"{title}.pdf", content=small_pdf(title), by=here.writer)
        Appendix.objects.create(document=document, order=order, title=title, file=file, is_secret=secret)
    return document


def on_agenda(here, document: Document) -> None:
    meetings.add_words(meeting=here.meeting, title="Val av justerare")
    meetings.add_document(meeting=here.meeting, recipient=document.recipients.get())


def made(here, **more) -> bytes:
    return bundle(here.meeting, agenda(here.meeting, here.registrar), today=TODAY, **more)


def bookmarks(content: bytes) -> list:
    def walk(marks):
        return [walk(mark) if isinstance(mark, list) else mark.title for mark in marks]

    return walk(PdfReader(BytesIO(content)).outline)


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_bundle_is_the_agenda_and_each_paper_with_its_appendices(here):
    document = sent(here, with_secrets(here))
    on_agenda(here, document)
    content = made(here)
    assert bookmarks(content) == [
        "Ärendelista",
        f"2. {document.title}",
        ["Bilaga 1. Öppen rapport", "Bilaga 2. Hemlig bilaga"],
    ]
    words = text_of(content)
    assert "Val av justerare" in words
    assert SECRET in " ".join(words.split())
    with pikepdf.open(BytesIO(content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Handlingar, Socialnämnden 2026-12-15"
        assert str(pdf.Root.Lang) == "sv-SE"
    assert content == made(here)


def test_bundle_of_a_draft_says_that_it_is_one(here):
    document = begun(here)
    on_agenda(here, document)
    content = made(here)
    assert bookmarks(content) == ["Ärendelista", f"UTKAST: 2. {document.title}"]
    cover, first, *_rest = (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    words = " ".join(first.split())
    told = (f"UTKAST: {document.title}", "Utkast. Inte undertecknad, kan ändras.")
    assert [each in words for each in told] == [True, True]
    assert ("utkast" in cover, "inte färdig" in cover) == (True, False)


def test_a_signed_paper_is_not_called_a_draft(here):
    document = sent(here)
    on_agenda(here, document)
    content = made(here)
    assert bookmarks(content) == ["Ärendelista", f"2. {document.title}"]
    assert "utkast" not in text_of(content).lower()


@pytest.mark.parametrize("far", [begun, reviewed])
def test_the_public_bundle_has_no_drafts(here, far):
    """An unsigned paper is no official document: only that it is not finished is told."""
    draft, paper = far(here, with_secrets(here)) if far is reviewed else with_secrets(here), sent(here)
    Section.objects.filter(document=draft, role="summary").update(text="Ofärdigordet i utkastet.")
    on_agenda(here, draft)
    meetings.add_document(meeting=here.meeting, recipient=paper.recipients.get())
    content = made(here, public=True)
    assert bookmarks(content) == ["Ärendelista", f"3. {paper.title}"]
    cover = " ".join(PdfReader(BytesIO(content)).pages[0].extract_text().split())
    assert cover.count("inte färdig, ingår inte") == 1
    everything = everything_in(content)
    assert_without_secrets(everything)
    for word in ("Ofärdigordet", "Öppen rapport"):
        for written in (word.encode(), word.encode("utf-16-be")):
            assert written not in everything
    assert "Ofärdigordet" in text_of(made(here))  # the internal one has it


def test_no_bundle_carries_the_title_of_a_case(here):
    """Cases have no secrecy marking: of a case the bundle says the number alone, in either variant."""
    here.case.title = "Enskildasärendet Kvarnhjulet"
    here.case.save()
    on_agenda(here, sent(here))
    for public in (False, True):
        content = made(here, public=public)
        assert b"Kvarnhjulet" not in everything_in(content)
        assert "1.2.4-182-2026" in text_of(content)


def test_appendix_that_is_no_pdf_is_attached(here):
    document = begun(here)
    for order, (name, content) in enumerate(
        [("kalkyl.xlsx", b"PK\x03\x04" + b"x" * 40), ("trasig.pdf", b"%PDF-1.7 nothing more")], start=1
    ):
        file = store_file(name=name, content=content, by=here.writer)
        Appendix.objects.create(document=document, order=order, title=name, file=file)
    on_agenda(here, document)
    content = made(here)
    with pikepdf.open(BytesIO(content)) as pdf:
        assert sorted(pdf.attachments) == ["01 kalkyl.xlsx", "02 trasig.pdf"]
    assert bookmarks(content) == ["Ärendelista", f"UTKAST: 2. {document.title}"]


def test_public_bundle_leaves_out_what_is_secret(here):
    document = sent(here, with_secrets(here))
    on_agenda(here, document)
    content = made(here, public=True)
    assert bookmarks(content) == ["Ärendelista", f"2. {document.title}", ["Bilaga 1. Öppen rapport"]]
    assert_without_secrets(everything_in(content))


def test_bundle_of_changed_bytes_is_refused(here, client):
    document = sent(here)
    on_agenda(here, document)
    pdf = document.frozen.pdf
    default_storage.delete(pdf.path)
    default_storage.save(pdf.path, ContentFile(b"%PDF-1.7 something else"))
    with pytest.raises(Tampered):
        made(here)
    client.force_login(here.registrar)
    answer = client.get(reverse("documents:meeting_bundle", args=[here.meeting.pk]), follow=True)
    assert "stämmer inte med sin kontrollsumma" in answer.content.decode()
    default_storage.delete(pdf.path)


def test_bundle_on_its_page(client, here):
    where = reverse("documents:meeting_bundle", args=[here.meeting.pk])
    client.force_login(here.registrar)
    assert "Ärendelistan är tom" in client.get(where, follow=True).content.decode()
    on_agenda(here, begun(here))
    answer = client.get(where)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == ('attachment; filename="handlingar-socialnamnden-2026-12-15.pdf"')
    client.force_login(person(Role.PROJECT_MANAGER))
    assert client.get(where).status_code == 404


# Nothing of what is secret in the public variant, however one looks


def everything_in(content: bytes) -> bytes:
    """All bytes of a PDF with every stream unpacked, and what its text, metadata and bookmarks say."""
    with pikepdf.open(BytesIO(content)) as pdf:
        found = [content]
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                found.append(thing.read_bytes(pikepdf.StreamDecodeLevel.generalized))
            found.append(repr(thing).encode())
        found.append(repr(pdf.docinfo).encode())
    found += [text_of(content).encode(), repr(bookmarks(content)).encode()]
    return b"\n".join(found)


def assert_without_secrets(everything: bytes) -> None:
    for secret in ("Xylofonvägen", "Kvarnhjulet", "Enskilda", "Hemlig bilaga"):
        for written in (secret.encode(), secret.encode("utf-16-be"), secret.encode("latin-1")):
            assert written not in everything


def test_public_papers_carry_nothing_secret(here):
    frozen = signed(here, with_secrets(here)).frozen
    everything = everything_in(frozen_bytes(frozen, "public_pdf"))
    assert_without_secrets(everything)
    assert "26 kap. 1 § OSL" in " ".join(text_of(frozen_bytes(frozen, "public_pdf")).split())
    with zipfile.ZipFile(BytesIO(frozen_bytes(frozen, "public_word"))) as archive:
        assert_without_secrets(b"\n".join([archive.read(name) for name in archive.namelist()]))
        assert not [name for name in archive.namelist() if "comments" in name or "people" in name]
        words = archive.read("word/document.xml").decode()
    assert ("26 kap. 1 § OSL" in words, "<w:ins " in words, "<w:del " in words) == (True, False, False)


def test_the_test_would_see_a_secret(here):
    """The internal paper has it: what looks for secrets finds them."""
    frozen = signed(here, with_secrets(here)).frozen
    with pytest.raises(AssertionError):
        assert_without_secrets(everything_in(frozen_bytes(frozen, "pdf")))
    with zipfile.ZipFile(BytesIO(frozen_bytes(frozen, "word"))) as archive, pytest.raises(AssertionError):
        assert_without_secrets(b"\n".join([archive.read(name) for name in archive.namelist()]))


# Paketet till diariet


def rows_of(content: bytes) -> list[dict[str, str]]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        listed = archive.read("handlingar.csv").decode("utf-8-sig")
    return list(csv.DictReader(StringIO(listed), delimiter=";"))


def test_package_has_papers_files_and_a_row_a_document(here):
    document = signed(here, with_secrets(here))
    content = package([document], now=NOW)
    folder = "01 Redovisning av projektmedel"
    files = [
        f"{document.frozen.pdf.name}",
        f"{document.frozen.word.name}",
        f"{document.frozen.public_pdf.name}",
        f"{document.frozen.public_word.name}",
        "Bilaga 1 Öppen rapport.pdf",
        "Bilaga 2 Hemlig bilaga.pdf",
    ]
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.namelist() == [*(f"{folder}/{name}" for name in files), "handlingar.csv"]
        assert archive.read(f"{folder}/{files[0]}") == frozen_bytes(document.frozen, "pdf")
        assert archive.testzip() is None
    assert rows_of(content) == [
        {
            "Diarienummer": "1.2.4-182-2026",
            "Handlingens datum": str(document.dated),
            "Slag": "Tjänsteutlåtande",
            "Handling": "Redovisning av projektmedel",
            "Version": "1",
            "Avsändare": "Socialförvaltningen",
            "Mottagare": "Socialnämnden",
            "Ärende": here.case.title,
            "Sekretess": "Ja",
            "Kontrollsumma": document.frozen.sha256,
            "Mapp": folder,
            "Filer": ", ".join(files),
        }
    ]
    assert content == package([document], now=NOW)


def test_package_guards_formulas_and_paths(here):
    document = signed(here, begun(here, title="=cmd|' /C calc'!A0 ../../etc/passwd"))
    content = package([document], now=NOW)
    (row,) = rows_of(content)
    assert row["Handling"] == "'=cmd|' /C calc'!A0 ../../etc/passwd"
    assert row["Sekretess"] == "Nej"
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert all(".." not in name.split("/") and name.count("/") <= 1 for name in archive.namelist())
        assert not any(name.startswith(("/", "\\")) or "\\" in name for name in archive.namelist())


def test_nothing_unsigned_is_handed_over(here):
    with pytest.raises(ValidationError) as no:
        package([begun(here)], now=NOW)
    assert no.value.messages == ["Ingen av handlingarna är undertecknad än. Det finns inget att lämna över."]


def test_packages_on_their_pages(client, here):
    draft = begun(here)
    document = sent(here, begun(here, title="Utsänd"))
    on_agenda(here, document)
    one = reverse("documents:package", args=[document.pk])
    whole = reverse("documents:meeting_package", args=[here.meeting.pk])
    client.force_login(here.registrar)
    assert [client.get(where)["Content-Type"] for where in (one, whole)] == ["application/zip"] * 2
    assert client.get(reverse("documents:package", args=[draft.pk])).url == draft.get_absolute_url()
    client.force_login(person(Role.AUDITOR))
    assert client.get(one).status_code == 403
    client.force_login(here.head)
    assert (client.get(one).status_code, client.get(whole).status_code) == (403, 403)
    client.force_login(person(Role.PROJECT_MANAGER))
    assert client.get(one).status_code == 404


def test_secret_sections_are_marked(here):
    assert Section.objects.filter(document=with_secrets(here)).exclude(secrecy_provision="").count() == 1
