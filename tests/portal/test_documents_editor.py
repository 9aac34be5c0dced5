"""The editor of a section and the pages around it: saved, refused, locked, put in, shown and taken back."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from portal.documents.domain.composing import compose
from portal.documents.domain.living import NOTHING
from portal.documents.domain.locking import holder, take_lock
from portal.documents.models import Appendix, Document, Section, SectionText, SeenFigures
from portal.organisation.models import Role
from tests.factories.documents import seal
from tests.factories.flow import authority, begun
from tests.factories.portal import OrganisationFactory, person
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return authority()


@pytest.fixture
def document(here) -> Document:
    return begun(here)


@pytest.fixture
def section(document) -> Section:
    return document.sections.get(role="summary")


def _at(name: str, section: Section, **kwargs) -> str:
    keys = {"pk": section.document_id, "section": section.pk} | kwargs
    return reverse(f"documents:{name}", kwargs=keys)


def _typed(section: Section, text: str, **more) -> dict:
    return {"text": text, "edition": section.edition} | more


def _text(section: Section) -> str:
    return Section.objects.values_list("text", flat=True).get(pk=section.pk)


def test_the_editor_saves_stays_and_closes(client, here, section):
    client.force_login(here.writer)
    page = client.get(_at("section_edit", section))
    assert page.context["form"].initial == {"text": "Medlen räckte.", "edition": 1}
    answer = client.post(_at("section_edit", section), _typed(section, "Nytt.", spara="ja"))
    assert (answer.status_code, answer["Location"]) == (302, _at("section_edit", section))
    assert holder(section, now=timezone.now()).owner == here.writer
    section.refresh_from_db()
    answer = client.post(_at("section_edit", section), _typed(section, "Nyare.", stang="ja"))
    assert answer["Location"] == f"/handlingar/{section.document_id}/"
    assert (_text(section), holder(section, now=timezone.now())) == ("Nyare.", None)


def test_autosave_answers_with_the_next_edition(client, here, section):
    client.force_login(here.writer)
    answer = client.post(_at("section_save", section), _typed(section, "Sparat av sig självt."))
    assert (answer.status_code, json.loads(answer.content)["edition"]) == (200, 2)
    assert _text(section) == "Sparat av sig självt."


def test_autosave_keeps_nothing_that_points_out_a_person(client, here, section):
    client.force_login(here.writer)
    answer = client.post(_at("section_save", section), _typed(section, "Bor hos 811218-9876."))
    assert answer.status_code == 422
    assert json.loads(answer.content)["message"].startswith("Texten innehåller ett personnummer.")
    assert (_text(section), SectionText.objects.count()) == ("Medlen räckte.", 0)


@pytest.mark.parametrize("edition", ["", "x", "0", "9" * 30])
def test_a_save_without_an_edition_is_refused(client, here, section, edition):
    client.force_login(here.writer)
    answer = client.post(_at("section_save", section), {"text": "Nytt.", "edition": edition})
    assert (answer.status_code, _text(section)) == (422, "Medlen räckte.")


def test_another_writer_is_named_and_loses_no_word(client, here, section):
    other = person(Role.COMMITTEE_SECRETARY, here.house, first_name="Den", last_name="Andra")
    take_lock(section=section, by=other, now=timezone.now())
    client.force_login(here.writer)
    page = client.get(_at("section_edit", section))
    assert "Den Andra skriver här just nu" in page.content.decode()
    assert page.context["form"].fields["text"].widget.attrs["readonly"] is True
    answer = client.post(_at("section_save", section), _typed(section, "Mina ord."))
    assert answer.status_code == 409
    assert "Den Andra skriver i avsnittet just nu." in json.loads(answer.content)["message"]
    page = client.post(_at("section_edit", section), _typed(section, "Mina ord.", spara="ja"))
    assert "Mina ord." in page.context["form"]["text"].value()
    assert [kept.text for kept in SectionText.objects.filter(owner=here.writer)] == ["Mina ord."]
    assert _text(section) == "Medlen räckte."


def test_a_section_is_taken_over_with_a_reason(client, here, section):
    take_lock(section=section, by=person(Role.COMMITTEE_SECRETARY, here.house), now=timezone.now())
    client.force_login(here.writer)
    assert client.post(_at("section_take_over", section), {"because": ""}).status_code == 200
    assert holder(section, now=timezone.now()).owner != here.writer
    client.post(_at("section_take_over", section), {"because": "Ska ut i dag."})
    assert holder(section, now=timezone.now()).owner == here.writer
    page = client.get(_at("section_edit", section))
    assert "readonly" not in page.context["form"].fields["text"].widget.attrs


def test_who_saved_first_is_not_written_over_and_the_texts_are_compared(client, here, section):
    client.force_login(here.writer)
    Section.objects.filter(pk=section.pk).update(text="Den andras.", edition=2)
    page = client.post(_at("section_edit", section), _typed(section, "Mina.", spara="ja"))
    assert _text(section) == "Den andras."
    assert [(piece.kind, piece.text) for piece in page.context["clash"]] == [
        ("removed", "Den andras"),
        ("added", "Mina"),
        ("same", "."),
    ]
    assert page.context["form"]["edition"].value() == "2"
    client.post(_at("section_edit", section), {"text": "Mina.", "edition": "2", "spara": "ja"})
    assert _text(section) == "Mina."


def test_who_is_locked_out_is_not_told_that_saving_writes_over_the_other(client, here, section):
    client.force_login(here.writer)
    over = "Sparar du nu ersätter din text den andras."
    Section.objects.filter(pk=section.pk).update(text="Den andras.", edition=2)
    page = client.post(_at("section_edit", section), _typed(section, "Mina.", spara="ja"))
    assert over in page.content.decode()
    take_lock(section=section, by=person(Role.COMMITTEE_SECRETARY, here.house), now=timezone.now())
    page = client.post(_at("section_edit", section), _typed(section, "Mina.", spara="ja"))
    assert "Så skiljer sig din text från den sparade" in page.content.decode()
    assert over not in page.content.decode()


def test_what_is_kept_aside_is_thrown_away_by_its_owner(client, here, section):
    SectionText.objects.create(section=section, owner=here.writer, text="Mitt.", kept_at=timezone.now())
    SectionText.objects.create(section=section, owner=here.chief, text="Ditt.", kept_at=timezone.now())
    client.force_login(here.writer)
    page = client.get(_at("section_edit", section)).content.decode()
    assert ("Mitt." in page, "Ditt." in page) == (True, False)
    client.post(_at("section_drop_kept", section))
    assert [kept.text for kept in SectionText.objects.all()] == ["Ditt."]


def test_a_look_at_the_text_saves_nothing(client, here, section):
    client.force_login(here.writer)
    answer = client.post(_at("section_preview", section), {"text": "## Under\n\n**Fet** <b>rad</b>"})
    page = answer.content.decode()
    assert "<strong>Fet</strong> &lt;b&gt;rad&lt;/b&gt;" in page
    assert _text(section) == "Medlen räckte."
    page = client.post(_at("section_edit", section), _typed(section, "Ett **ord**.", visa="ja"))
    assert "<strong>ord</strong>" in page.content.decode()
    assert _text(section) == "Medlen räckte."


def test_the_lock_is_kept_and_let_go(client, here, section):
    client.force_login(here.writer)
    assert client.post(_at("section_lock", section)).status_code == 200
    assert holder(section, now=timezone.now()).owner == here.writer
    client.post(_at("section_release", section))
    assert holder(section, now=timezone.now()) is None
    take_lock(section=section, by=here.chief, now=timezone.now())
    assert client.post(_at("section_lock", section)).status_code == 409


def test_an_earlier_edition_is_taken_back(client, here, section):
    client.force_login(here.writer)
    client.post(_at("section_save", section), _typed(section, "Sämre."))
    page = client.get(_at("section_editions", section))
    assert [each.text for each in page.context["editions"]] == ["Sämre.", "Medlen räckte."]
    key = page.context["editions"][1].key
    client.post(_at("edition_restore", section, edition=key))
    assert _text(section) == "Medlen räckte."
    assert client.post(_at("edition_restore", section, edition=10**9)).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("writer", 200), ("chief", 403), ("registrar", 403), ("stranger", 404)]
)
def test_who_writes_a_section(client, here, section, who, status):
    stranger = person(Role.COMMITTEE_SECRETARY)
    client.force_login(stranger if who == "stranger" else getattr(here, who))
    assert client.get(_at("section_edit", section)).status_code == status
    saved = client.post(_at("section_save", section), _typed(section, "Nytt."))
    assert saved.status_code == status
    assert _text(section) == ("Nytt." if status == 200 else "Medlen räckte.")


def test_a_section_that_is_lent_is_written_by_the_other_administration_and_no_other_is(client, here, section):
    district = OrganisationFactory()
    leader = person(Role.PROJECT_MANAGER, district)
    document = section.document
    document.senders.create(administration=district, order=9)
    client.force_login(here.writer)
    client.post(_at("section_give", section), {"administration": district.pk})
    client.force_login(leader)
    assert client.post(_at("section_save", section), _typed(section, "Vårt.")).status_code == 200
    other = document.sections.get(role="matter")
    assert client.post(_at("section_save", other), _typed(other, "Ert.")).status_code == 403
    client.post(_at("section_ready", section), {"klart": "ja"})
    section.refresh_from_db()
    assert (section.text, section.ready_by) == ("Vårt.", leader)


def test_a_signed_document_is_no_longer_written(client, here, section):
    seal(section.document)
    client.force_login(here.writer)
    for name in ("section_edit", "section_save", "section_rename"):
        answer = client.post(_at(name, section), _typed(section, "Nytt."))
        assert (answer.status_code, answer["Location"]) == (302, f"/handlingar/{section.document_id}/")
    assert _text(section) == "Medlen räckte."


def test_the_instruction_stands_in_the_editor_and_never_in_the_document(client, here, section):
    Section.objects.filter(pk=section.pk).update(instruction="qanvisningq: skriv kort.")
    client.force_login(here.writer)
    editor = client.get(_at("section_edit", section)).content.decode()
    assert "qanvisningq" in editor
    assert "(frivilligt)" not in editor.partition('name="text"')[0].partition("</header>")[2]
    for address in (f"/handlingar/{section.document_id}/", f"/handlingar/{section.document_id}/utskrift/"):
        assert "qanvisningq" not in client.get(address).content.decode()
    assert "qanvisningq" not in repr(compose(section.document, NOTHING))
    word = client.get(f"/handlingar/{section.document_id}.docx").content
    with zipfile.ZipFile(BytesIO(word)) as parts:
        assert [name for name in parts.namelist() if b"qanvisningq" in parts.read(name)] == []
    pdf = client.get(f"/handlingar/{section.document_id}.pdf").content
    assert "Medlen räckte." in (said := _said_by(pdf))
    assert "qanvisningq" not in said


def _said_by(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(page.extract_text() for page in pages).replace("\n", " ")


def test_the_outline_adds_moves_renames_and_takes_away(client, here, document):
    client.force_login(here.writer)
    outline = reverse("documents:outline", args=[document.pk])
    first = document.sections.order_by("order").first()
    client.post(outline, {"heading": "Risker", "level": 3, "after": first.pk})
    made = document.sections.get(heading="Risker")
    client.post(_at("section_move", made), {"at": "upp"})
    client.post(_at("section_rename", made), {"heading": "Risker och åtgärder", "level": 2})
    assert list(document.sections.order_by("order").values_list("heading", "level"))[:2] == [
        ("Risker och åtgärder", 2),
        (first.heading, 2),
    ]
    client.post(_at("section_remove", made))
    assert not Section.objects.filter(pk=made.pk).exists()


def test_points_are_written_whole_and_added_without_script(client, here, document):
    client.force_login(here.writer)
    address = reverse("documents:points", args=[document.pk])
    rows = {
        "rader-TOTAL_FORMS": 2,
        "rader-INITIAL_FORMS": 0,
        "rader-0-kind": "approve",
        "rader-0-text": "Socialnämnden godkänner redovisningen.",
        "rader-1-kind": "",
        "rader-1-text": "",
    }
    page = client.post(address, rows | {"lagg-till": "rader"})
    assert len(page.context["rows"].forms) == 2
    assert client.post(address, rows | {"rader-1-text": "Utan slag."}).status_code == 200
    assert client.post(address, rows).status_code == 302
    assert list(document.points.values_list("order", "text")) == [
        (1, "Socialnämnden godkänner redovisningen.")
    ]


def test_signatories_are_written_and_refused_twice(client, here, document):
    client.force_login(here.writer)
    address = reverse("documents:signatories", args=[document.pk])
    row = {"administration": here.house.pk, "role": "forvaltningschef", "title": "förvaltningschef"}
    rows = {"rader-TOTAL_FORMS": 2, "rader-INITIAL_FORMS": 0}
    one = {f"rader-0-{name}": value for name, value in row.items()} | {"rader-0-is_acting": "on"}
    page = client.post(address, rows | one | {f"rader-1-{name}": value for name, value in row.items()})
    assert "Samma förvaltning eller funktion står två gånger." in page.content.decode()
    client.post(address, rows | one)
    assert list(document.signatories.values_list("title", "is_acting")) == [("förvaltningschef", True)]


def test_appendices_are_added_numbered_opened_and_taken_away(client, here, document):
    client.force_login(here.writer)
    add = reverse("documents:appendix_add", args=[document.pk])
    assert client.post(add, {"title": "Utan fil"}).status_code == 200
    sent = SimpleUploadedFile("rapport.pdf", b"%PDF-1.7 rapport")
    client.post(add, {"title": "Rapporten", "dated": "2026-11-01", "file": sent})
    client.post(add, {"title": "Lagen", "is_reference": "on"})
    first, second = document.appendices.order_by("order")
    assert [(first.order, first.title), (second.order, second.title)] == [(1, "Rapporten"), (2, "Lagen")]
    answer = client.get(reverse("documents:appendix_file", args=[document.pk, first.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 rapport"
    missing = client.get(reverse("documents:appendix_file", args=[document.pk, second.pk]))
    assert missing.status_code == 404
    client.post(reverse("documents:appendix_remove", args=[document.pk, first.pk]))
    assert list(Appendix.objects.values_list("order", "title")) == [(1, "Lagen")]


def test_the_page_shows_the_paper_what_to_do_and_what_is_checked(client, here, document, section):
    client.force_login(here.writer)
    page = client.get(f"/handlingar/{document.pk}/")
    sheet = page.context["sheet"]
    assert [place.section.heading for place in sheet.places] == [
        "Förslag till beslut",
        "Sammanfattning",
        "Ärendets beredning",
        "Ärendet",
    ]
    assert all(place.may_write for place in sheet.places)
    assert [bool(place.anchor) for place in sheet.places] == [True, True, False, True]  # empty, not demanded
    assert [each.words for each in sheet.findings if each.level != "ok"] == [
        "Förvaltningsgruppen står inte i beredningen."
    ]
    client.force_login(here.registrar)
    assert not any(
        place.may_write for place in client.get(f"/handlingar/{document.pk}/").context["sheet"].places
    )


def test_what_a_section_says_is_read_and_commented_by_who_sees_it(client, here, section):
    client.force_login(here.registrar)
    page = client.get(_at("section_comments", section))
    assert (page.status_code, "Medlen räckte." in page.content.decode()) == (200, True)
    kind = ContentType.objects.get_for_model(Section)
    address = reverse("comments:create", args=[kind.pk, section.pk])
    client.post(address, {"text": "Skriv kortare.", "audience": "shared"})
    client.force_login(here.writer)
    assert "Skriv kortare." in client.get(_at("section_comments", section)).content.decode()
    client.force_login(person(Role.COMMITTEE_SECRETARY))
    assert client.get(_at("section_comments", section)).status_code == 404
    assert client.post(address, {"text": "Utifrån.", "audience": "shared"}).status_code == 404


def test_marked_as_read_tells_from_then_on(client, here, document):
    client.force_login(here.writer)
    client.post(reverse("documents:mark_read", args=[document.pk]))
    assert SeenFigures.objects.get().user == here.writer


def test_a_live_figure_is_chosen_put_in_and_swapped_for_what_was_typed(client, here, document, section):
    programme = ProjectFactory().programme
    Document.objects.update(area="projects", subject=f"program:{programme.slug}")
    client.force_login(here.writer)
    page = client.get(_at("section_edit", section) + "?infoga=figur:beviljat.projekt")
    names = [offer.name for group in page.context["groups"] for offer in group.offers]
    assert "figur:beviljat.projekt" in names
    assert 'value="figur:beviljat.projekt" data-insert="[[figur:beviljat.projekt]]">' in page.content.decode()
    page = client.post(
        _at("section_edit", section), _typed(section, "Vi gav", infoga="figur:beviljat.projekt")
    )
    assert page.context["form"]["text"].value() == "Vi gav [[figur:beviljat.projekt]]"
    says = page.context["preview"].parts[0].runs[1].written
    page = client.post(
        _at("section_edit", section), _typed(section, f"Vi gav {says}.", byt="figur:beviljat.projekt")
    )
    assert page.context["form"]["text"].value() == "Vi gav [[figur:beviljat.projekt]]."
    page = client.post(_at("section_edit", section), _typed(section, "Kvar", infoga="figur:finns.inte"))
    assert (page.context["form"]["text"].value(), _text(section)) == ("Kvar", "Medlen räckte.")


def test_the_list_of_the_picker_comes_alone_while_one_types_and_nothing_is_built_unasked(
    client, here, document, section
):
    programme = ProjectFactory().programme
    Document.objects.update(area="projects", subject=f"program:{programme.slug}")
    client.force_login(here.writer)
    address = _at("section_edit", section)
    assert client.get(address).context["groups"] == []
    listed = client.get(address, {"slag": "figur", "sok": "beviljat"}, headers={"HX-Request": "true"})
    assert listed.content.decode().lstrip().startswith('<div class="picker-list" id="forslag">')
    assert {group.kind for group in listed.context["groups"]} == {"Siffror"}
    page = client.post(address, _typed(section, "Kvar", sok="kålrot", leta="ja"))
    assert (page.context["form"]["text"].value(), page.context["groups"]) == ("Kvar", [])
    assert "Inget stämmer." in page.content.decode()


def test_a_locked_section_shows_its_writer_on_the_page_for_thirty_minutes(client, here, document, section):
    client.force_login(here.chief)
    for ago, told in ((timedelta(minutes=29), True), (timedelta(minutes=31), False)):
        take_lock(section=section, by=here.writer, now=timezone.now() - ago)
        page = client.get(f"/handlingar/{document.pk}/").content.decode()
        assert (f"{here.writer} skriver" in page) is told
        section.lock.delete()


def test_the_pages_ask_as_often_for_many_sections_as_for_few(client, here, document):
    client.force_login(here.writer)
    section = document.sections.first()
    addresses = [
        f"/handlingar/{document.pk}/",
        _at("section_edit", section),
        reverse("documents:outline", args=[document.pk]),
    ]
    few = [_queries(client, address) for address in addresses]
    for order in range(20, 40):
        text = "Ord [[figur:finns.inte]] och 122."
        made = Section.objects.create(
            document=document, order=order, role="free", heading=f"Avsnitt {order}", text=text
        )
        take_lock(section=made, by=here.writer, now=timezone.now())
    assert [_queries(client, address) for address in addresses] == few


def _queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
