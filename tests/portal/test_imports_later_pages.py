"""Several files at once, and large ones: what the pages say while the task worker has them."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.background.work import STALE
from portal.imports import later, trying, undoing
from portal.imports.job import Job
from portal.imports.models import Batch
from portal.imports.todo import todo
from portal.organisation.models import Organisation, Role
from tests.factories.portal import person
from tests.portal.importing import Societies, held_by_another, offer, work_off

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
GOOD = b"Nyckel;Namn\na;Ett\nb;Tv\xc3\xa5\n"
BAD = "Nyckel;Namn\na;Spärrad\nb;Två\n".encode()


@pytest.fixture
def kind(monkeypatch):
    societies = Societies()
    offer(societies, monkeypatch)
    return societies


@pytest.fixture
def everything_is_large(settings):
    settings.IMPORT_AT_ONCE_ROWS = 1


def names() -> dict[str, str]:
    return dict(Organisation.objects.filter(kind="voluntary").values_list("key", "short_name"))


def state(batch) -> str:
    return Batch.objects.get(pk=batch.pk).state


@pytest.fixture
def coordinator(client, kind):
    somebody = person(Role.COORDINATOR, username="samordnare")
    client.force_login(somebody)
    return somebody


def send(client, *files):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post("/inlasning/foreningar/", {"fil": sent})


def page(client, batch, **more) -> str:
    return client.get(f"/inlasning/{batch.pk}/", **more).content.decode()


def test_large_file_is_answered_at_once_and_its_page_tells_how_far_it_is(
    client, coordinator, everything_is_large
):
    answer = send(client, ("stor.csv", GOOD))
    batch = Batch.objects.get()
    assert (answer.status_code, answer.url, batch.state) == (302, f"/inlasning/{batch.pk}/", "waiting")
    assert "Filen är mottagen och väntar på sin tur." in page(client, batch)
    now = timezone.now()
    Job.objects.update(begun_at=now, seen_at=now, step="checking", done=1200, of=5000)
    shown = page(client, batch)
    assert "Prövar raderna mot det som är sparat: 1\u00a0200 av 5\u00a0000 rader" in shown
    assert 'hx-trigger="every 2s"' in shown
    assert '<progress aria-labelledby="steg" max="100" value="24">' in shown
    assert "Granskas, 24 %" in client.get("/inlasning/").content.decode()


def test_page_is_read_anew_when_the_work_is_done(client, coordinator, everything_is_large):
    send(client, ("stor.csv", GOOD))
    batch, asked = Batch.objects.get(), {"HTTP_HX_REQUEST": "true"}
    assert "HX-Refresh" not in client.get(f"/inlasning/{batch.pk}/", **asked).headers
    work_off()
    assert client.get(f"/inlasning/{batch.pk}/", **asked).headers["HX-Refresh"] == "true"
    assert "HX-Refresh" not in client.get(f"/inlasning/{batch.pk}/").headers


def test_large_file_is_confirmed_corrected_and_taken_back_without_waiting(
    client, coordinator, everything_is_large
):
    send(client, ("stor.csv", BAD))
    work_off()
    batch = Batch.objects.get()
    client.post(f"/inlasning/{batch.pk}/celler/", {"cell-2-Namn": "Ett", "was-2-Namn": "Spärrad"})
    assert state(batch) == "waiting"
    work_off()
    assert (state(batch), Batch.objects.get().bad) == ("checked", 0)
    for _ in range(2):
        client.post(f"/inlasning/{batch.pk}/verkstall/", {"omfattning": "allt"})
    assert "Filen läses in" in page(client, batch)
    assert (work_off(), names()) == (1, {"a": "Ett", "b": "Två"})
    client.post(f"/inlasning/{batch.pk}/angra/")
    assert "Inläsningen ångras" in page(client, batch)
    assert (work_off(), names(), state(batch)) == (1, {}, "undone")


@pytest.mark.parametrize("path", ["celler/", "kolumner/", "avbryt/", "angra/"])
def test_file_at_work_is_left_alone(client, coordinator, everything_is_large, path):
    send(client, ("stor.csv", GOOD))
    batch = Batch.objects.get()
    Job.objects.update(asked_at=timezone.now())
    answer = client.post(f"/inlasning/{batch.pk}/{path}", follow=True)
    assert "Filen är i arbete just nu. Vänta tills det är klart." in answer.content.decode()
    assert (state(batch), Job.objects.count()) == ("waiting", 1)


def test_stopped_work_says_so_with_a_button(client, coordinator, everything_is_large):
    send(client, ("stor.csv", GOOD))
    batch = Batch.objects.get()
    assert "Försök igen" not in page(client, batch)
    client.post(f"/inlasning/{batch.pk}/forsok/")
    assert DBTaskResult.objects.count() == 1
    long_ago = timezone.now() - 4 * STALE
    Job.objects.update(begun_at=long_ago, seen_at=long_ago)
    shown = page(client, batch)
    assert "Arbetet har avbrutits" in shown
    assert f'action="/inlasning/{batch.pk}/forsok/"' in shown
    client.post(f"/inlasning/{batch.pk}/forsok/")
    assert (work_off(), state(batch)) == (2, "checked")


def test_stopped_file_can_be_thrown_away(client, coordinator, everything_is_large):
    send(client, ("stor.csv", GOOD))
    Job.objects.update(problem="Något gick fel hos oss.")
    batch = Batch.objects.get()
    assert "Något gick fel hos oss." in page(client, batch)
    client.post(f"/inlasning/{batch.pk}/avbryt/")
    assert (state(batch), Job.objects.count()) == ("discarded", 0)


def test_refusal_of_an_undoing_in_the_background_is_shown(client, coordinator, everything_is_large):
    send(client, ("stor.csv", GOOD))
    batch = Batch.objects.get()
    later.apply_later(batch=batch, scope="allt", by=coordinator, now=NOW)
    work_off()
    Organisation.objects.filter(key="a").update(short_name="Ändrad sedan")
    client.post(f"/inlasning/{batch.pk}/angra/")
    work_off()
    shown = page(client, batch)
    assert "Någon har ändrat eller använt det som lästes in på rad 2. Ångra de andra raderna." in shown
    assert "Visa vad som är i vägen" in shown
    assert undoing.look(batch=Batch.objects.get(), kind=Societies()).stuck


@pytest.mark.django_db(transaction=True)
def test_a_small_file_behind_a_large_one_waits_for_the_worker(client, coordinator, kind, monkeypatch):
    monkeypatch.setitem(trying.PATIENCE, "lock_timeout", "50ms")
    with held_by_another(kind):
        answer = send(client, ("liten.csv", GOOD))
    batch = Batch.objects.get()
    assert (answer.status_code, answer.url, batch.state) == (302, f"/inlasning/{batch.pk}/", "waiting")
    assert (work_off(), state(batch)) == (1, "checked")


def test_large_copy_of_a_file_that_is_in_leads_to_its_receipt(client, coordinator, kind, everything_is_large):
    """Handed in twice before either is read in: the second is put aside and says where the receipt is."""
    one, two = (later.receive_later(kind=kind, name="f", content=GOOD, by=coordinator, now=NOW) for _ in "ab")
    work_off()
    for batch in (one, two):
        later.apply_later(batch=Batch.objects.get(pk=batch.pk), scope="allt", by=coordinator, now=NOW)
        work_off()
    assert (state(one), state(two)) == ("applied", "discarded")
    words = "Samma fil var redan inläst, så den här lades åt sidan."
    assert f'{words} <a href="/inlasning/{one.pk}/">Öppna kvittot</a>' in page(client, two)
    assert words not in page(client, one)


def test_the_start_page_tells_of_ones_own_files_until_they_are_done_with(client, coordinator, kind):
    def told():
        return [(item.title, item.state.word, item.url) for item in todo(coordinator, timezone.localdate())]

    for other in (None, person(Role.COORDINATOR)):
        later.receive_later(kind=kind, name="annans.csv", content=GOOD, by=other, now=timezone.now())
    assert told() == []
    send(client, ("fel.csv", BAD))
    one = Batch.objects.latest("pk")
    large = later.receive_later(kind=kind, name="stor.csv", content=GOOD, by=coordinator, now=timezone.now())
    assert told() == [
        ("Föreningar: stor.csv", "I arbete", f"/inlasning/{large.pk}/"),
        ("Föreningar: fel.csv", "Att rätta", f"/inlasning/{one.pk}/"),
    ]
    assert "Föreningar: stor.csv" in client.get("/").content.decode()
    work_off()
    assert told()[0] == ("Föreningar: stor.csv", "Granskad", f"/inlasning/{large.pk}/")
    client.post(f"/inlasning/{large.pk}/verkstall/", {"omfattning": "allt"})
    client.post(f"/inlasning/{one.pk}/avbryt/")
    assert told() == []


# Several files ---------------------------------------------------------------------------------------------


def test_several_files_become_a_batch_each_and_are_listed(client, coordinator):
    answer = send(client, ("ett.csv", GOOD), ("fel.csv", BAD))
    one, two = Batch.objects.order_by("pk")
    assert answer.status_code == 302
    assert answer.url == f"/inlasning/foreningar/filer/?nr={one.pk}&nr={two.pk}"
    assert (one.state, one.bad, two.state, two.bad) == ("checked", 0, "checked", 1)
    shown = client.get(answer.url).content.decode()
    assert "ett.csv" in shown
    assert "fel.csv" in shown
    assert "hx-trigger" not in shown


def test_one_bad_file_does_not_stop_the_others(client, coordinator):
    answer = send(client, ("tom.csv", b""), ("ett.csv", GOOD))
    assert answer.url == f"/inlasning/foreningar/filer/?nr={Batch.objects.get().pk}"
    shown = client.get(answer.url).content.decode()
    assert "tom.csv: Filen är tom." in shown


def test_only_bad_files_are_refused_by_name(client, coordinator):
    answer = send(client, ("tom.csv", b""), ("blank.csv", b""))
    assert (answer.status_code, Batch.objects.count()) == (422, 0)
    shown = answer.content.decode()
    assert shown.count("Filen är tom.") == 2
    assert "blank.csv: Filen är tom." in shown


def test_of_many_files_those_that_take_too_long_together_are_put_off(client, coordinator, settings):
    settings.IMPORT_AT_ONCE_ROWS = 5
    three = [(f"{n}.csv", b"Nyckel;Namn\na;%d\n" % n) for n in range(3)]
    answer = send(client, *three)
    assert list(Batch.objects.order_by("pk").values_list("state", flat=True)) == [
        "checked",
        "checked",
        "waiting",
    ]
    assert 'hx-trigger="every 2s"' in client.get(answer.url).content.decode()
    work_off()
    assert "HX-Refresh" in client.get(answer.url, HTTP_HX_REQUEST="true").headers


@pytest.mark.parametrize(
    "query", ["nr=x", "nr=-1", f"nr={10**30}", f"nr={'9' * 5000}", "nr=%00", "nr=9&nr=9&kind=projekt"]
)
def test_any_number_of_a_file_is_a_page(client, coordinator, query):
    assert client.get(f"/inlasning/foreningar/filer/?{query}").status_code == 200


def test_files_of_others_are_not_listed(client, coordinator, kind):
    other = person(Role.COORDINATOR)
    foreign = later.receive_later(kind=kind, name="fil.csv", content=GOOD, by=other, now=NOW)
    shown = client.get(f"/inlasning/foreningar/filer/?nr={foreign.pk}").content.decode()
    assert "fil.csv" not in shown
    own = later.receive_later(kind=kind, name="egen.csv", content=GOOD, by=coordinator, now=NOW)
    assert f"/inlasning/{own.pk}/" in client.get("/inlasning/foreningar/filer/").content.decode()
