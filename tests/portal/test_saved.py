"""Saved views and drafts: one's own only, never a personal identity number, never out of the portal."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.organisation.models import Role
from portal.saved.drafting import MOST, clear_draft, keep_draft, take_draft
from portal.saved.models import SavedDraft, SavedView
from portal.saved.viewing import save_view
from tests.factories.portal import CaseFactory, UserFactory, person

NOW = datetime(2026, 11, 22, 8, 12, tzinfo=UTC)
PAGE = "/arenden/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client):
    found = person(Role.REGISTRAR)
    client.force_login(found)
    return found


def test_view_keeps_filter_and_order_but_not_the_place_in_the_list():
    view = save_view(
        user=UserFactory(),
        path=PAGE,
        query="lage=oppet&efter=abc&sortera=-title&format=csv&fore=x",
        name=" Mina ",
    )
    assert (view.name, view.path, view.query) == ("Mina", PAGE, "lage=oppet&sortera=-title")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "Finns"}, "__all__"),
        ({"path": "/finns-inte/"}, None),
        ({"path": "//elak.example/"}, None),
        ({"path": "https://elak.example/arenden/"}, None),
        ({"query": "text=" + "x" * 2000}, "query"),
    ],
)
def test_bad_view_is_refused(told, field):
    user = UserFactory()
    save_view(user=user, path=PAGE, query="", name="Finns")
    with pytest.raises(ValidationError) as refused:
        save_view(user=user, **({"path": PAGE, "query": "", "name": "Ny"} | told))
    assert (list(refused.value.message_dict) if field else refused.value.messages) == (
        [field] if field else ["Sidan finns inte. Gå till listan och spara vyn därifrån."]
    )
    assert SavedView.objects.count() == 1


def test_view_is_saved_from_the_list_shown_over_it_and_removed(client, user):
    CaseFactory(title="Ett")
    ask = reverse("saved:view_create")
    form = client.get(ask, {"sida": PAGE, "urval": "lage=vantar"}).context["form"]
    assert (form["path"].value(), form["query"].value()) == (PAGE, "lage=vantar")

    posted = client.post(ask, {"name": "Väntar", "path": PAGE, "query": "lage=vantar"})
    assert (posted.status_code, posted.url) == (302, "/arenden/?lage=vantar")
    assert "Väntar" in client.get(reverse("saved:list")).content.decode()

    view = SavedView.objects.get()
    gone = client.post(reverse("saved:view_delete", args=[view.pk]))
    assert (gone.status_code, gone.url, SavedView.objects.count()) == (302, "/sparat/", 0)


def test_two_people_may_call_their_views_the_same():
    for _person in range(2):
        save_view(user=UserFactory(), path=PAGE, query="", name="Mina")
    assert SavedView.objects.count() == 2


def test_anothers_view_and_draft_cannot_be_seen_or_removed(client, user):
    view = save_view(user=UserFactory(), path=PAGE, query="text=hemligt", name="Hemlig vy")
    keep_draft(user=UserFactory(), path=PAGE, fields={"text": "Hemligt utkast"}, now=NOW)

    assert "Hemlig" not in client.get(reverse("saved:list")).content.decode()
    assert client.post(reverse("saved:view_delete", args=[view.pk])).status_code == 404
    assert client.get(reverse("saved:view_delete", args=[view.pk])).status_code == 404
    client.post(reverse("saved:draft_clear"), {"sida": PAGE})
    assert (SavedView.objects.count(), SavedDraft.objects.count()) == (1, 1)


def test_draft_is_kept_replaced_given_back_and_cleared():
    user = UserFactory()
    keep_draft(user=user, path=PAGE, fields={"text": "Ett", "val": ["a", "b"]}, now=NOW)
    keep_draft(user=user, path=PAGE, fields={"text": "Två"}, now=NOW + timedelta(seconds=5))
    keep_draft(user=UserFactory(), path=PAGE, fields={"text": "En annans"}, now=NOW)

    kept = take_draft(user=user, path=PAGE)
    assert (kept.fields, kept.saved_at) == ({"text": "Två"}, NOW + timedelta(seconds=5))
    clear_draft(user=user, path=PAGE)
    assert take_draft(user=user, path=PAGE) is None
    assert SavedDraft.objects.count() == 1


@pytest.mark.parametrize(
    ("path", "fields", "words"),
    [
        (PAGE, {"text": "Ring 19121212-1212"}, "Texten innehåller ett personnummer."),
        (PAGE, {"val": ["a", "121212 1212"]}, "Texten innehåller ett personnummer."),
        (PAGE, {"text": "x" * 200_001}, "Texten är för lång för att sparas av sig själv."),
        ("/finns-inte/", {"text": "Hej"}, "Sidan finns inte, så utkastet kan inte sparas."),
    ],
)
def test_draft_that_is_refused_is_not_kept_and_does_not_touch_the_one_before(path, fields, words):
    user = UserFactory()
    keep_draft(user=user, path=PAGE, fields={"text": "Förr"}, now=NOW)
    with pytest.raises(ValidationError) as refused:
        keep_draft(user=user, path=path, fields=fields, now=NOW)
    assert words in refused.value.messages[0]
    assert [draft.fields for draft in SavedDraft.objects.all()] == [{"text": "Förr"}]


def test_no_more_than_so_many_drafts_are_kept_a_person():
    user = UserFactory()
    for number in range(MOST + 1):
        keep_draft(
            user=user, path=f"/arenden/{number}/", fields={"a": "b"}, now=NOW + timedelta(minutes=number)
        )
    assert SavedDraft.objects.count() == MOST
    assert take_draft(user=user, path="/arenden/0/") is None


def test_page_saves_itself_and_says_when(client, user):
    answer = client.post(
        reverse("saved:draft_keep"),
        {"sida": PAGE, "text": "Hej", "val": ["a", "b"], "csrfmiddlewaretoken": "x", "seen": "y"},
    )
    assert answer.status_code == 200
    assert json.loads(answer.content)["message"].startswith("Utkastet sparades kl. ")
    assert SavedDraft.objects.get().fields == {"text": "Hej", "val": ["a", "b"]}


def test_page_that_may_not_be_saved_says_why(client, user):
    answer = client.post(reverse("saved:draft_keep"), {"sida": PAGE, "text": "19121212-1212"})
    assert answer.status_code == 422
    assert "Texten innehåller ett personnummer." in json.loads(answer.content)["message"]
    assert SavedDraft.objects.count() == 0


def test_odd_signs_and_addresses_are_never_an_error(client, user):
    keep, clear = reverse("saved:draft_keep"), reverse("saved:draft_clear")
    assert client.post(keep, {"sida": PAGE, "te\x00xt": "a\x00b"}).status_code == 200
    assert SavedDraft.objects.get().fields == {"text": "ab"}
    for odd in ("/admin/\x00", "/admin/" + "x" * 300, "", "/arenden/\ud800/".encode("utf-8", "replace")):
        assert client.post(keep, {"sida": odd, "text": "a"}).status_code == 422
        assert client.post(clear, {"sida": odd}).status_code == 302
        assert (
            client.post(reverse("saved:view_create"), {"name": "N", "path": odd, "query": ""}).status_code
            == 200
        )
    assert SavedDraft.objects.count() == 1


@pytest.mark.parametrize("address", ["saved:draft_keep", "saved:draft_clear"])
def test_drafts_are_posted_only(client, user, address):
    assert client.get(reverse(address)).status_code == 405


@pytest.mark.parametrize(
    "address", ["saved:list", "saved:view_create", "saved:draft_keep", "saved:draft_clear"]
)
def test_stranger_is_sent_to_log_in(client, address):
    for method in (client.get, client.post):
        assert method(reverse(address)).url.startswith("/logga-in/?next=/sparat/")
