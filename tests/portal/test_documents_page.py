"""The page of a document and its outline: what is read once, in which order, and what is left out."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.content.live import Live
from portal.content.papers import Heading
from portal.documents.domain.arranging import place_sections
from portal.documents.domain.composing import compose
from portal.documents.domain.next_steps import next_steps
from portal.documents.domain.parts import parts_of, read_once
from portal.documents.models import Document, Meeting, Section
from portal.documents.models.kinds import SectionRole
from tests.factories.flow import MEETING, authority, begun, sent, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return authority()


@pytest.fixture
def client(here):
    client = Client()
    client.force_login(here.writer)
    return client


def test_the_page_of_a_draft_asks_twenty_questions(here, client):
    address = begun(here).get_absolute_url()
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    tables = [re.search(r'FROM "(documents_\w+|cases_\w+)"', each["sql"]) for each in asked]
    names = [found[1] for found in tables if found]
    assert sorted(names) == sorted(set(names))
    assert len(asked) == 20


def test_rows_are_read_once_only_where_a_page_says_so(here):
    document = begun(here)
    assert parts_of(document) is not parts_of(document)
    kept = read_once(document)
    with CaptureQueriesContext(connection) as asked:
        assert [len(parts_of(document).points), len(parts_of(document).points)] == [1, 1]
    assert (parts_of(document) is kept, len(asked)) == (True, 1)


def test_the_next_steps_stand_in_order_of_day(here):
    late = Meeting.objects.create(committee=here.committee, held_on=MEETING + timedelta(days=30))
    document = begun(here, recipients=[(here.committee, late), (here.other, here.other_meeting)])
    found = [(each.who, each.what, each.due) for each in next_steps(document)]
    days = [due for _who, _what, due in found if due]
    assert days == sorted(days)
    decided = [(who, due) for who, what, due in found if what == "beslutar"]
    assert decided == [
        ("Integrationsnämnden", MEETING + timedelta(days=1)),
        ("Socialnämnden", MEETING + timedelta(days=30)),
    ]
    assert [each.is_now for each in next_steps(document)] == [True] + [False] * (len(found) - 1)


def test_a_step_without_a_day_follows_what_it_comes_after(here):
    here.meeting.papers_by = date(2026, 11, 27)
    here.meeting.save()
    what = [(each.what, each.due) for each in next_steps(begun(here))]
    assert what[:3] == [
        ("skriver och skickar till granskning", date(2026, 11, 27)),
        ("granskar", None),
        ("antecknar förvaltningsgruppens dag", date(2026, 11, 27)),
    ]
    assert what[-1] == ("beslutar", MEETING)


def test_the_registrar_notes_what_the_committee_decides(here, client):
    document, registrar = sent(here), Client()
    to = document.recipients.get()
    link = f'<strong>Du</strong> <a href="/handlingar/{document.pk}/beslut/{to.pk}/">'
    registrar.force_login(here.registrar)
    page = registrar.get(document.get_absolute_url()).content.decode()
    assert f"<p>{link}registrerar beslutet i Socialnämnden</a></p>" in page
    reader = Client()
    reader.force_login(here.head)
    assert "<p>Socialnämnden beslutar</p>" in reader.get(document.get_absolute_url()).content.decode()


def test_what_the_checks_say_of_the_committees_leads_to_where_they_are_chosen(here, client):
    document = begun(here, recipients=[(here.committee, None)])
    link = f'<a href="/handlingar/{document.pk}/mottagare/">Välj vilket sammanträde handlingen ska till.</a>'
    assert link in client.get(document.get_absolute_url()).content.decode()
    nowhere = begun(here, recipients=[])
    page = client.get(nowhere.get_absolute_url()).content.decode()
    path = f"/handlingar/{nowhere.pk}/mottagare/"
    assert f'<a href="{path}">Lägg till nämnd och sammanträde.</a>' in page
    assert f'<strong>Du</strong> <a href="{path}">anger vilken nämnd handlingen ska till</a>' in page


def test_the_steps_come_before_the_paper_on_the_page(here, client):
    page = client.get(begun(here).get_absolute_url()).content.decode()
    assert page.index('id="nasta-steg"') < page.index('class="sheet paper"') < page.index("<aside")


def _headings(document: Document) -> list[str]:
    return [part.text for part in compose(document, Live()).parts if isinstance(part, Heading)]


def test_an_empty_part_nobody_demands_is_not_in_a_draft_and_a_demanded_one_says_so(here):
    document = begun(here)
    sections = document.sections
    sections.filter(role=SectionRole.PREPARATION).update(is_required=True)
    sections.filter(role=SectionRole.MATTER).update(text="", is_required=False)
    assert _headings(document) == ["Förslag till beslut", "Sammanfattning", "Ärendets beredning"]
    below = Section.objects.create(document=document, order=9, role="free", heading="Under", level=3)
    assert "Ärendet" not in _headings(document)
    below.text = "Något."
    below.save()
    assert _headings(document)[-2:] == ["Ärendet", "Under"]


def test_a_signed_paper_is_composed_as_it_was(here):
    document = signed(here)
    assert _headings(document) == ["Förslag till beslut", "Sammanfattning", "Ärendet"]


@pytest.mark.parametrize(("subtitle", "printed"), [("tjänsteutlåtande ", ""), ("År 2026", "År 2026")])
def test_a_subtitle_that_says_the_kind_again_is_not_printed(here, subtitle, printed):
    assert compose(begun(here, subtitle=subtitle), Live()).subtitle == printed


def test_appendices_are_linked_once(here, client):
    document = begun(here)
    address = f'href="/handlingar/{document.pk}/bilagor/"'
    assert client.get(document.get_absolute_url()).content.decode().count(address) == 1
    Section.objects.create(document=document, order=9, role="appendices", heading="Bilagor")
    assert client.get(document.get_absolute_url()).content.decode().count(address) == 1


def _order(document: Document) -> list[str]:
    return list(document.sections.order_by("order").values_list("heading", flat=True))


def test_sections_are_put_where_a_number_says(here, client):
    document = begun(here)
    first, second, third, last = document.sections.order_by("order")
    sent = {f"fran-{each.pk}": n for n, each in enumerate((first, second, third, last), start=1)}
    sent |= {f"plats-{each.pk}": n for n, each in enumerate((first, second, third, last), start=1)}
    moved = sent | {
        f"plats-{last.pk}": "1",
        f"plats-{first.pk}": " 4",
        f"plats-{second.pk}": "x",
        "ordna": "ja",
    }
    assert client.post(f"/handlingar/{document.pk}/disposition/", moved).status_code == 302
    assert _order(document) == [last.heading, second.heading, third.heading, first.heading]


def test_several_at_once_and_beyond_the_last(here):
    document, other = begun(here), begun(here)
    first, second, third, last = document.sections.order_by("order")
    stranger = other.sections.first()
    place_sections(document=document, places={first.pk: 99, last.pk: 2, stranger.pk: 1})
    assert _order(document) == [second.heading, last.heading, third.heading, first.heading]
    assert list(document.sections.order_by("order").values_list("order", flat=True)) == [1, 2, 3, 4]


def test_a_signed_document_is_not_put_in_another_order(here):
    document = signed(here)
    with pytest.raises(ValidationError):
        place_sections(document=document, places={document.sections.first().pk: 2})


def test_a_new_section_stands_last_unless_another_place_is_chosen(here, client):
    document = begun(here)
    last = document.sections.order_by("order").last()
    page = client.get(f"/handlingar/{document.pk}/disposition/").content.decode()
    assert f'<option value="{last.pk}" selected>' in page
