"""Which nämnder a document goes to: added one at a time, each with its own meetings; the list."""

import re

import pytest
import time_machine
from django.test import Client

from portal.documents.forms.receiving import recipients_of
from portal.documents.models import Document
from tests.factories.flow import NOW, authority, begun
from tests.factories.portal import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def before_the_meetings():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def here():
    return authority()


@pytest.fixture
def client(here):
    client = Client()
    client.force_login(here.writer)
    return client


def _choices(page: str, name: str) -> list[str]:
    box = re.search(rf'<select[^>]*name="{name}".*?</select>', page, re.DOTALL)
    return re.findall(r"<option[^>]*>([^<]*)</option>", box[0]) if box else []


def test_the_first_page_asks_for_one_namnd_and_for_no_meeting(here, client):
    here.template.committee = None
    here.template.save()
    page = client.get(f"/handlingar/ny/{here.template.pk}/").content.decode()
    names = [each for each in _choices(page, "committee_add") if not re.search(r"\d", each)]
    assert names == ["Välj nämnd", "Integrationsnämnden", "Socialnämnden"]
    assert "meeting_1" not in page


def test_a_namnd_is_added_with_its_own_meetings_only_and_nothing_typed_is_lost(here, client):
    path = f"/handlingar/ny/{here.template.pk}/"
    sent = {"title": "Halvskriven", "owner": here.house.pk, "committee_add": here.other.pk, "lagg-till": "ja"}
    page = client.post(path, sent).content.decode()
    assert _choices(page, "meeting_1") == ["Inte bestämt", here.other_meeting.held_on.isoformat()]
    assert "Integrationsnämnden" not in _choices(page, "committee_add")
    assert 'value="Halvskriven"' in page
    assert "error-summary" not in page
    assert Document.objects.count() == 0


def test_what_stands_in_the_box_counts_also_when_it_was_not_added(here, client):
    path = f"/handlingar/ny/{here.template.pk}/"
    sent = {"title": "Ny", "owner": here.house.pk, "committee_1": here.committee.pk}
    sent |= {"meeting_1": here.meeting.pk, "committee_add": here.other.pk}
    assert client.post(path, sent).status_code == 302
    rows = Document.objects.get().recipients.order_by("order")
    assert [(to.committee, to.meeting) for to in rows] == [(here.committee, here.meeting), (here.other, None)]


def test_anothers_meeting_is_no_choice(here, client):
    path = f"/handlingar/ny/{here.template.pk}/"
    sent = {"title": "Ny", "owner": here.house.pk, "committee_1": here.committee.pk}
    assert client.post(path, sent | {"meeting_1": here.other_meeting.pk}).status_code == 200
    assert Document.objects.count() == 0


def test_a_namnd_is_taken_away_by_its_box(here, client):
    document = begun(here, recipients=[(here.committee, here.meeting), (here.other, None)])
    path = f"/handlingar/{document.pk}/mottagare/"
    assert "Ta bort Socialnämnden" in client.get(path).content.decode()
    sent = {"committee_1": here.committee.pk, "drop_1": "on", "committee_2": here.other.pk}
    assert client.post(path, sent).status_code == 302
    assert [to.committee for to in document.recipients.all()] == [here.other]


def test_rows_are_numbered_anew_without_those_dropped_and_nothing_twice():
    sent = {"committee_1": "7", "meeting_1": "70", "drop_1": "on", "committee_2": "8", "meeting_2": ""}
    assert recipients_of(sent | {"committee_add": "9"}, adding=True) == {
        "committee_1": "8", "meeting_1": "", "committee_2": "9", "meeting_2": "",
    }  # fmt: skip
    assert recipients_of(sent | {"committee_add": "8"}, adding=True) == {"committee_1": "8", "meeting_1": ""}


def test_the_list_has_five_columns_and_its_file_seven(here, client):
    begun(here, title="Redovisning", subtitle="")
    page = client.get("/handlingar/").content.decode()
    heads = re.findall(r"<th scope=\"col\"[^>]*>(.*?)</th>", page, re.DOTALL)
    words = [re.sub(r"<[^>]*>", "", head).strip() for head in heads]
    assert words == ["Handling", "Diarienummer", "Till", "Datum", "Läge"]
    assert '>Redovisning</a><span class="sub">Tjänsteutlåtande</span>' in page
    file = b"".join(client.get("/handlingar/?format=csv").streaming_content).decode("utf-8-sig")
    assert file.splitlines()[0] == "Diarienummer;Handling;Slag;Till;Datum;Version;Läge"


def test_a_later_version_says_so_under_its_title(here, client):
    document = begun(here)
    Document.objects.filter(pk=document.pk).update(version=2)
    assert (
        '<span class="sub">Tjänsteutlåtande, version 2</span>' in client.get("/handlingar/").content.decode()
    )


def test_none_of_many_nämnder_is_left_out_when_they_are_saved_again(here, client):
    document = begun(here)
    path = f"/handlingar/{document.pk}/mottagare/"
    many = [OrganisationFactory(committee=True) for _each in range(13)]
    sent = {f"committee_{number}": body.pk for number, body in enumerate(many[:12], start=1)}
    client.post(path, sent | {"committee_add": many[12].pk})
    form = client.get(path).context["form"]
    again = {name: form[name].value() or "" for name in form.fields if not name.startswith("drop")}
    assert client.post(path, again).status_code == 302
    assert [to.committee for to in document.recipients.order_by("order")] == many


@pytest.mark.parametrize("value", ["\0", "9" * 5000, "-1", "abc", "[[text:x]]"])
@pytest.mark.parametrize("more", [{}, {"lagg-till": "ja"}])
def test_any_word_for_a_nämnd_is_answered_and_stores_none(here, client, value, more):
    document = begun(here)
    for path in (f"/handlingar/ny/{here.template.pk}/", f"/handlingar/{document.pk}/mottagare/"):
        for name in ("committee_1", "meeting_1", "committee_add", "meeting_add", "owner", "about", "case"):
            assert client.post(path, {name: value} | more).status_code in (200, 302)
    assert Document.objects.count() == 1


def test_who_writes_is_no_nämnd(here, client):
    document = begun(here)
    client.post(f"/handlingar/{document.pk}/mottagare/", {"committee_1": here.house.pk})
    assert not document.recipients.filter(committee=here.house).exists()
