"""Received, checked, applied: whole or not at all, once, and named line by line."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.history.context import acting
from portal.imports import running
from portal.imports.models import Batch
from portal.organisation.models import Organisation, Role
from tests.factories.portal import person
from tests.portal.importing import Societies, offer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
GOOD = b"Nyckel;Namn;Bildad\na;Ett;2001-01-01\nb;Tv\xc3\xa5;\n"
BAD = "Nyckel;Namn;Bildad\na;Ett;igår\nb;Spärrad;\n;Tre;\na;Fyra;\nc;Fem;\n".encode()


@pytest.fixture
def kind(monkeypatch):
    societies = Societies()
    offer(societies, monkeypatch)
    return societies


def receive(kind, content=GOOD, by=None, name="foreningar.csv"):
    return running.receive(kind=kind, name=name, content=content, by=by, now=NOW)


def run(kind, batch, scope="allt", by=None):
    return running.apply(batch=batch, kind=kind, scope=scope, by=by, now=NOW)


def names() -> dict[str, str]:
    return dict(Organisation.objects.filter(kind="voluntary").values_list("key", "short_name"))


def counts(batch) -> dict[str, int]:
    return {name: getattr(batch, name) for name in ("new", "changed", "unchanged", "bad")}


def test_checking_writes_nothing_but_the_answer(kind):
    batch = receive(kind)
    assert counts(batch) == {"new": 2, "changed": 0, "unchanged": 0, "bad": 0}
    assert names() == {}


def test_applying_writes_every_row_and_keeps_the_receipt(kind):
    batch = run(kind, receive(kind))
    assert names() == {"a": "Ett", "b": "Två"}
    assert (batch.state, batch.scope, batch.applied_at) == ("applied", "allt", NOW)
    assert [(row.line, row.status, row.label) for row in batch.outcomes.order_by("line")] == [
        (2, "new", "Ett"),
        (3, "new", "Två"),
    ]


def test_every_bad_row_is_named_by_line_column_value_and_remedy(kind):
    batch = receive(kind, BAD)
    found = [
        (row.line, each["column"], each["value"], each["message"], each["remedy"])
        for row in batch.outcomes.filter(status="bad").order_by("line")
        for each in row.details
    ]
    assert found == [
        (2, "Bildad", "igår", "Det är inget datum.", "Skriv år-månad-dag, till exempel 2026-11-22."),
        (3, "Namn", "Spärrad", "Namnet är spärrat.", "Välj ett annat namn."),
        (4, "Nyckel", "", "Cellen är tom.", "Fyll i Nyckel."),
    ]
    assert counts(batch) == {"new": 2, "changed": 0, "unchanged": 0, "bad": 3}


def test_the_same_key_twice_is_the_later_rows_problem(kind):
    batch = receive(kind, b"Nyckel;Namn\na;Ett\na;Tv\n")
    (bad,) = batch.outcomes.filter(status="bad")
    assert (bad.line, bad.details[0]["message"]) == (3, "Samma Nyckel står redan på rad 2.")


def test_one_bad_row_stops_the_whole_file(kind):
    batch = run(kind, receive(kind, BAD))
    assert batch.state == "checked"
    assert names() == {}


def test_good_rows_only_when_asked_for(kind):
    batch = run(kind, receive(kind, BAD), scope="goda")
    assert (batch.state, batch.scope) == ("applied", "goda")
    assert names() == {"a": "Fyra", "c": "Fem"}


def test_nothing_good_is_nothing_applied(kind):
    batch = run(kind, receive(kind, "Nyckel;Namn\na;Spärrad\n".encode()), scope="goda")
    assert batch.state == "checked"


def test_changes_show_old_and_new(kind):
    run(kind, receive(kind))
    batch = receive(kind, b"Nyckel;Namn;Bildad\na;Nytt;2001-01-01\nb;Tv\xc3\xa5;\n", name="igen.csv")
    assert counts(batch) == {"new": 0, "changed": 1, "unchanged": 1, "bad": 0}
    assert batch.outcomes.get(status="changed").details == [{"column": "Namn", "old": "Ett", "new": "Nytt"}]


def test_the_same_file_again_is_recognised(kind):
    first = run(kind, receive(kind))
    assert receive(kind, name="annat namn.csv") == first
    assert Batch.objects.count() == 1


def test_a_second_confirm_does_nothing(kind):
    batch = receive(kind)
    run(kind, batch)
    Organisation.objects.filter(key="a").update(short_name="Ändrat efteråt")
    assert run(kind, batch).applied_at == NOW
    assert names()["a"] == "Ändrat efteråt"


def test_the_same_file_in_two_batches_is_applied_once(kind):
    first, second = receive(kind), receive(kind)
    run(kind, first)
    Organisation.objects.filter(key="a").update(short_name="Ändrat efteråt")
    assert run(kind, second) == first
    second.refresh_from_db()
    assert (second.state, names()["a"]) == ("discarded", "Ändrat efteråt")


def test_unreadable_file_is_kept_with_the_reason(kind):
    batch = receive(kind, b"Nyckel;Namn;Adress\na;b;c\n")
    assert (batch.state, batch.problem) == (
        "unreadable",
        "Okända kolumner: Adress. Kolumnerna heter: Nyckel, Namn, Bildad.",
    )
    with pytest.raises(ValidationError, match="går inte att läsa in"):
        run(kind, batch)


def test_headings_alone_are_no_file(kind):
    assert (
        receive(kind, b"Nyckel;Namn\n").problem == "Filen har rubriker men inga rader. Fyll i minst en rad."
    )


def test_history_says_who_which_file_and_why(kind):
    somebody = person(Role.COORDINATOR)
    with acting(by=somebody, door="/inlasning/1/verkstall/"):
        batch = run(kind, receive(kind, by=somebody), by=somebody)
    import pghistory.models

    society = Organisation.objects.get(key="a")
    event = pghistory.models.Events.objects.tracks(society).get()
    assert event.pgh_context["user"] == somebody.pk
    assert event.pgh_context["why"] == f"Inläst ur foreningar.csv, kvitto {batch.pk}"


# The doors ------------------------------------------------------------------------------------------------


@pytest.fixture
def coordinator(client, kind):
    somebody = person(Role.COORDINATOR)
    client.force_login(somebody)
    return somebody


def upload(client, content=GOOD, name="foreningar.csv"):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return client.post("/inlasning/foreningar/", {"fil": SimpleUploadedFile(name, content)})


def test_upload_preview_apply_receipt(client, coordinator):
    answer = upload(client)
    batch = Batch.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/inlasning/{batch.pk}/")
    assert "Granska filen innan den läses in" in client.get(answer.url).content.decode()
    applied = client.post(f"/inlasning/{batch.pk}/verkstall/", {"omfattning": "allt"})
    assert (applied.status_code, applied.url) == (302, f"/inlasning/{batch.pk}/")
    assert names() == {"a": "Ett", "b": "Två"}
    assert batch.file.sha256 in client.get(applied.url).content.decode()


def test_preview_shows_bad_rows_with_remedies(client, coordinator):
    page = client.get(upload(client, BAD).url).content.decode()
    for said in ("3 rader att rätta", "igår", "Det är inget datum.", "Läs in de 2 goda raderna"):
        assert said in page


def test_unknown_columns_can_be_left_out(client, coordinator):
    answer = upload(client, b"Nyckel;Namn;Adress\na;b;c\n")
    batch = Batch.objects.get()
    assert "Hoppa över kolumnen" in client.get(answer.url).content.decode()
    client.post(f"/inlasning/{batch.pk}/kolumner/")
    batch.refresh_from_db()
    assert (batch.state, batch.dropped_columns, batch.new) == ("checked", ["Adress"], 1)


def test_discarded_file_is_not_applied(client, coordinator):
    upload(client)
    batch = Batch.objects.get()
    client.post(f"/inlasning/{batch.pk}/avbryt/")
    client.post(f"/inlasning/{batch.pk}/verkstall/")
    batch.refresh_from_db()
    assert (batch.state, names()) == ("discarded", {})


@pytest.mark.parametrize(("content", "said"), [(None, "Välj en fil först."), (b"", "Filen är tom.")])
def test_upload_without_a_file_says_so(client, coordinator, content, said):
    answer = client.post("/inlasning/foreningar/") if content is None else upload(client, content)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_template_and_export_read_back_unchanged(client, coordinator, kind):
    run(kind, receive(kind))
    for path in ("mall.csv", "mall.xlsx", "export.csv", "export.xlsx"):
        answer = client.get(f"/inlasning/foreningar/{path}")
        batch = receive(kind, b"".join(answer.streaming_content), name=path)
        assert counts(batch) == {"new": 0, "changed": 0, "unchanged": 2, "bad": 0}


def test_unknown_kind_and_batch_are_404(client, coordinator):
    assert client.get("/inlasning/finns-inte/").status_code == 404
    assert client.get("/inlasning/finns-inte/mall.csv").status_code == 404
    assert client.get("/inlasning/4711/").status_code == 404


def test_another_administrations_file_does_not_exist(client, coordinator):
    upload(client)
    batch = Batch.objects.get()
    client.force_login(person(Role.COORDINATOR))
    for path in ("", "fil/"):
        assert client.get(f"/inlasning/{batch.pk}/{path}").status_code == 404
    for path in ("verkstall/", "avbryt/", "kolumner/"):
        assert client.post(f"/inlasning/{batch.pk}/{path}").status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR}))
def test_who_may_not_read_in(client, kind, role):
    client.force_login(person(role))
    assert client.get("/inlasning/foreningar/").status_code == 403
    assert upload(client).status_code == 403
    assert client.get("/inlasning/foreningar/mall.csv").status_code == 403
    assert client.get("/inlasning/foreningar/export.csv").status_code == 403


def test_a_stranger_is_sent_to_the_login_page(client, kind):
    assert (
        client.get("/inlasning/foreningar/mall.csv").url == "/logga-in/?next=/inlasning/foreningar/mall.csv"
    )


def test_wrong_method_is_405(client, coordinator):
    upload(client)
    assert client.get(reverse("imports:apply", args=[Batch.objects.get().pk])).status_code == 405
    assert client.delete("/inlasning/foreningar/").status_code == 405
