"""Läs in fil, page by page: who is let in, in which order no is said, and what is shown."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.imports import running, trying
from portal.imports.models import Batch
from portal.organisation.models import Organisation, Role
from tests.factories.portal import person
from tests.portal.importing import Societies, held_by_another, offer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
GOOD = b"Nyckel;Namn\na;Ett\nb;Tv\xc3\xa5\n"
BAD = "Nyckel;Namn;Bildad\na;Ett;igår\nc;Fem;\n".encode()
METHODS = ("get", "post", "put", "delete")


@pytest.fixture
def kind(monkeypatch):
    societies = Societies()
    offer(societies, monkeypatch)
    return societies


@pytest.fixture
def coordinator(client, kind):
    somebody = person(Role.COORDINATOR, username="samordnare")
    client.force_login(somebody)
    return somebody


def receive(kind, by, content=GOOD, name="foreningar.csv"):
    return running.receive(kind=kind, name=name, content=content, by=by, now=NOW)


def applied(kind, by, content=GOOD):
    return running.apply(batch=receive(kind, by, content), kind=kind, scope="allt", by=by, now=NOW)


def page(client, batch, query="") -> str:
    return client.get(f"/inlasning/{batch.pk}/{query}").content.decode()


def answers(client, path) -> list[int]:
    """The status of every method, GET POST PUT DELETE."""
    return [getattr(client, method)(path).status_code for method in METHODS]


KINDS = ("", "filer/", "mall.csv", "mall.xlsx", "export.csv")
KINDS = tuple(f"foreningar/{path}" for path in KINDS)
READING = ("", "fil/", "rader.csv", "rader.xlsx")
CHANGING = ("kolumner/", "celler/", "verkstall/", "angra/", "avbryt/", "forsok/")


def test_nobody_is_asked_to_log_in_first(client, kind):
    batch = receive(kind, person(Role.COORDINATOR))
    paths = ["", *KINDS, *(f"{batch.pk}/{path}" for path in READING + CHANGING)]
    assert {path: answers(client, f"/inlasning/{path}") for path in paths} == {
        path: [302] * 4 for path in paths
    }


def test_what_is_not_there_is_404_whatever_the_method(client, coordinator):
    batch = receive(Societies(), person(Role.COORDINATOR))  # of another administration
    foreign = [f"{batch.pk}/{path}" for path in READING + CHANGING]
    nowhere = [
        "finns-inte/",
        "finns-inte/mall.csv",
        f"{10**30}/",
        "foreningar/mall.pdf",
        f"{10**30}/verkstall/",
    ]
    for path in (*foreign, *nowhere):
        assert (path, answers(client, f"/inlasning/{path}")) == (path, [404] * 4)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR}))
def test_right_missing_is_403_before_the_method_is_wrong(client, kind, role):
    client.force_login(person(role))
    for path in KINDS:
        assert (path, answers(client, f"/inlasning/{path}")) == (path, [403] * 4)


def test_wrong_method_is_405_last(client, coordinator, kind):
    batch = receive(kind, coordinator)
    for path in KINDS[1:]:
        assert (path, answers(client, f"/inlasning/{path}")) == (path, [200, 405, 405, 405])
    for path in READING:
        assert (path, answers(client, f"/inlasning/{batch.pk}/{path}")) == (path, [200, 405, 405, 405])
    for path in CHANGING:
        assert (path, answers(client, f"/inlasning/{batch.pk}/{path}")) == (path, [405, 302, 405, 405])
    assert answers(client, "/inlasning/foreningar/") == [200, 422, 405, 405]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.CONTROLLER, Role.REGISTRAR])
def test_central_roles_read_receipts_and_no_drafts(client, kind, role):
    somebody = person(Role.COORDINATOR)
    draft, receipt = receive(kind, somebody, BAD), applied(kind, somebody)
    client.force_login(person(role))
    assert client.get(f"/inlasning/{draft.pk}/").status_code == 404
    assert "Avbryt och släng filen" not in page(client, receipt)
    assert answers(client, f"/inlasning/{receipt.pk}/verkstall/") == [403] * 4


@pytest.mark.parametrize("role", [Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR, Role.ADMINISTRATOR])
def test_districts_and_the_administrator_see_nothing_of_it(client, kind, role):
    receipt = applied(kind, person(Role.COORDINATOR))
    client.force_login(person(role))
    assert answers(client, f"/inlasning/{receipt.pk}/") == [404] * 4


def test_right_withdrawn_a_moment_ago_is_no_right(client, coordinator, kind):
    batch = receive(kind, coordinator)
    coordinator.assignments.update(valid_to="2020-06-30")
    assert client.post(f"/inlasning/{batch.pk}/verkstall/").status_code == 404
    assert client.get("/inlasning/foreningar/").status_code == 403
    assert not Organisation.objects.filter(kind="voluntary").exists()


def test_colleague_of_the_same_administration_goes_on(client, kind):
    first = person(Role.COORDINATOR)
    batch = receive(kind, first)
    client.force_login(person(Role.COORDINATOR, first.assignments.get().organisation))
    client.post(f"/inlasning/{batch.pk}/verkstall/", {"omfattning": "allt"})
    assert Batch.objects.get().state == "applied"


def test_second_confirm_leads_to_the_receipt(client, coordinator, kind):
    batch = applied(kind, coordinator)
    answer = client.post(f"/inlasning/{batch.pk}/verkstall/", {"omfattning": "allt"})
    assert (answer.status_code, answer.url) == (302, f"/inlasning/{batch.pk}/")
    assert Organisation.objects.filter(kind="voluntary").count() == 2


def test_file_read_in_before_leads_to_its_receipt(client, coordinator, kind):
    first = applied(kind, coordinator)
    sent = SimpleUploadedFile("igen.csv", GOOD)
    answer = client.post("/inlasning/foreningar/", {"fil": sent}, follow=True)
    assert answer.redirect_chain == [(f"/inlasning/{first.pk}/", 302)]
    assert "Filen är redan inläst. Här är kvittot" in answer.content.decode()


@pytest.mark.parametrize("scope", ["", "alla", "x" * 1000, "\x00"])
def test_unknown_scope_changes_nothing(client, coordinator, kind, scope):
    batch = receive(kind, coordinator)
    answer = client.post(f"/inlasning/{batch.pk}/verkstall/", {"omfattning": scope}, follow=True)
    assert "Välj om alla rader ska läsas in" in answer.content.decode()
    assert Batch.objects.get().state == "checked"


def test_extra_fields_change_nothing(client, coordinator, kind):
    batch = receive(kind, coordinator, BAD)
    extra = {"omfattning": "allt", "state": "applied", "bad": "0", "kind": "projekt", "authority": "1"}
    client.post(f"/inlasning/{batch.pk}/verkstall/", extra)
    found = Batch.objects.get()
    assert (found.state, found.bad, found.kind) == ("checked", 1, "foreningar")


def test_preview_says_how_the_file_was_read(client, coordinator, kind):
    shown = page(client, receive(kind, coordinator, "Nyckel,Namn\na,Ö\n".encode("cp1252")))
    assert "CSV, Windows-1252, komma." in shown
    assert "1 rad." in shown


def test_preview_shows_questions_and_lets_the_row_through(client, coordinator, kind):
    batch = receive(kind, coordinator, b"Nyckel;Namn\na;Hur?\n")
    shown = page(client, batch)
    assert "Rad 2: Stämmer namnet?" in shown
    assert "Läs in 1 rad" in shown


def test_hostile_words_are_words(client, coordinator, kind):
    name = "<img src=x onerror=alert(1)>"
    batch = receive(
        kind, coordinator, f"Nyckel;Namn;Bildad\na;{name};{name}\n".encode(), name=f"../{name}.csv"
    )
    shown = page(client, batch)
    assert "<img src=x" not in shown
    # the file's name, and the bad value in its box and beside it
    assert shown.count("&lt;img src=x onerror=alert(1)&gt;") == 3
    served = client.get(f"/inlasning/{batch.pk}/fil/")
    assert served["Content-Disposition"].startswith("attachment")
    assert served["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "query", ["?fel=2", "?fel=x", "?nya=-1", "?andrade=999999999999", "?fragor=%00", "?kolumn=%00"]
)
def test_any_page_number_is_a_page(client, coordinator, kind, query):
    batch = receive(kind, coordinator, BAD)
    assert client.get(f"/inlasning/{batch.pk}/{query}").status_code == 200


def test_long_sections_turn_their_pages(client, coordinator, kind):
    rows = "".join(f"k{n};Namn {n}\n" for n in range(150))
    batch = receive(kind, coordinator, f"Nyckel;Namn\n{rows}".encode())
    assert "Sida 1 av 2" in page(client, batch)
    assert "Namn 149" not in page(client, batch)
    assert "Namn 149" in page(client, batch, "?nya=2")


@pytest.mark.parametrize("count", [1, 40])
def test_preview_costs_the_same_whatever_the_file(
    client, coordinator, kind, count, django_assert_num_queries
):
    rows = "".join(f"k{n};Namn {n}\n" for n in range(count))
    batch = receive(kind, coordinator, f"Nyckel;Namn\n{rows}".encode())
    page(client, batch)
    with django_assert_num_queries(12):
        page(client, batch)


def test_unreadable_file_is_told_and_can_only_be_left(client, coordinator, kind):
    batch = receive(kind, coordinator, b"%PDF-1.7")
    shown = page(client, batch)
    assert "Filen är en PDF." in shown
    assert "Läs in" in shown
    assert "verkstall" not in shown
    assert "kolumner/" not in shown


def test_index_names_the_kinds_and_the_latest_files(client, coordinator, kind):
    receive(kind, coordinator, name="min fil.csv")
    receive(kind, person(Role.COORDINATOR), BAD, name="andras fil.csv")
    shown = client.get("/inlasning/").content.decode()
    assert "Föreningar" in shown
    assert "min fil.csv" in shown
    assert "andras fil.csv" not in shown


def test_index_is_for_those_who_read_some_kind_in_or_out(client, kind):
    client.force_login(person(Role.DATA_PROTECTION_OFFICER))
    assert client.get("/inlasning/").status_code == 403


def test_batch_of_a_kind_that_is_no_more_is_404(client, coordinator, kind):
    batch = receive(kind, coordinator)
    Batch.objects.update(kind="nedlagd")
    assert client.get(f"/inlasning/{batch.pk}/").status_code == 404
    assert client.get("/inlasning/").status_code == 200


def test_confirm_of_a_copy_leads_to_the_receipt_of_the_first(client, coordinator, kind):
    copy = receive(kind, coordinator)
    first = applied(kind, coordinator)
    answer = client.post(f"/inlasning/{copy.pk}/verkstall/", {"omfattning": "allt"}, follow=True)
    assert answer.redirect_chain == [(f"/inlasning/{first.pk}/", 302)]
    assert "Filen är redan inläst. Här är kvittot" in answer.content.decode()


def test_receipt_cannot_be_thrown_away(client, coordinator, kind):
    batch = applied(kind, coordinator)
    answer = client.post(f"/inlasning/{batch.pk}/avbryt/", follow=True)
    assert "Filen är redan inläst och kan inte slängas." in answer.content.decode()
    assert Batch.objects.get().state == "applied"


@pytest.mark.django_db(transaction=True)
def test_who_is_in_the_way_is_told(client, coordinator, kind, monkeypatch):
    batch = receive(kind, coordinator, b"Nyckel;Namn;Adress\na;b;c\n")
    monkeypatch.setitem(trying.PATIENCE, "lock_timeout", "50ms")
    with held_by_another(kind):
        dropped = client.post(f"/inlasning/{batch.pk}/kolumner/", follow=True)
    assert "Försök igen om en stund." in dropped.content.decode()
    assert Batch.objects.get().state == "unreadable"
