"""Large files: left to the task worker, seen on their way, done once, taken up when a worker is killed."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.background import progress, taking_up
from portal.background.work import STALE
from portal.imports import later, running, trying, working
from portal.imports.job import Job
from portal.imports.models import Batch
from portal.organisation.models import Organisation, Role
from tests.factories.portal import person
from tests.portal.importing import Societies, held_by_another, offer, work_off

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


def receive(kind, content=GOOD, by=None):
    return later.receive_later(kind=kind, name="fil.csv", content=content, by=by, now=NOW)


def state(batch) -> str:
    return Batch.objects.get(pk=batch.pk).state


@pytest.mark.django_db
def test_large_file_is_kept_and_checked_by_the_worker(kind):
    batch = receive(kind)
    assert (batch.state, batch.job.what, names()) == ("waiting", "check", {})
    assert work_off() == 1
    checked = Batch.objects.get()
    assert (checked.state, checked.new, Job.objects.count(), names()) == ("checked", 2, 0, {})


@pytest.mark.django_db
def test_large_file_is_applied_and_taken_back_by_the_worker_once(kind, everything_is_large):
    batch = running.receive(kind=kind, name="fil.csv", content=GOOD, by=None, now=NOW)
    assert later.apply_later(batch=batch, scope="allt", by=None, now=NOW)
    assert later.apply_later(batch=batch, scope="allt", by=None, now=NOW)
    assert work_off() == 1
    assert (state(batch), names(), Job.objects.count()) == ("applied", {"a": "Ett", "b": "Två"}, 0)
    batch.refresh_from_db()
    assert not later.apply_later(batch=batch, scope="allt", by=None, now=NOW)
    later.ask(batch=batch, what=Job.What.UNDO, by=None, now=NOW)
    assert (work_off(), state(batch), names()) == (1, "undone", {})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "scope", "found"),
    [
        (GOOD, "allt", ("applied", {"a": "Ett", "b": "Två"})),
        (BAD, "allt", ("checked", {})),
        (BAD, "goda", ("applied", {"b": "Två"})),
    ],
)
def test_file_confirmed_while_it_is_checked_is_applied_straight_after(kind, content, scope, found):
    batch = receive(kind, content)
    assert later.apply_later(batch=batch, scope=scope, by=None, now=NOW)
    work_off()
    assert (state(batch), names(), Job.objects.count()) == (*found, 0)


@pytest.mark.django_db
def test_file_confirmed_in_the_moment_its_check_is_done_is_applied_too(kind, monkeypatch):
    batch, job = receive(kind), Job.objects.get()
    finish = working._finish

    def confirmed_before(done, said, now):
        monkeypatch.setattr(working, "_finish", finish)
        later.apply_later(batch=batch, scope="allt", by=None, now=NOW)
        finish(done, said, now)

    monkeypatch.setattr(working, "_finish", confirmed_before)
    working.work(job.pk, now=NOW)
    assert state(batch) == "checked"
    work_off()
    assert state(batch) == "applied"


@pytest.mark.django_db
def test_small_file_is_not_put_off(kind):
    batch = running.receive(kind=kind, name="fil.csv", content=GOOD, by=None, now=NOW)
    assert not later.apply_later(batch=batch, scope="allt", by=None, now=NOW)
    assert Job.objects.count() == 0


@pytest.mark.django_db
def test_unknown_scope_asks_for_nothing(kind):
    with pytest.raises(ValidationError, match="Välj om alla rader"):
        later.apply_later(batch=receive(kind), scope="alla", by=None, now=NOW)
    assert Job.objects.get().scope == ""


@pytest.mark.django_db
def test_file_that_was_applied_before_is_not_put_off_again(kind):
    batch = receive(kind)
    later.apply_later(batch=batch, scope="allt", by=None, now=NOW)
    work_off()
    assert receive(kind) == batch
    assert Job.objects.count() == 0


@pytest.mark.django_db
def test_right_that_was_withdrawn_meanwhile_is_no_right(kind):
    somebody = person(Role.COORDINATOR)
    batch = receive(kind, by=somebody)
    somebody.assignments.update(valid_to="2020-06-30")
    work_off()
    job = Job.objects.get()
    assert (state(batch), job.problem) == (
        "waiting",
        "Du får inte längre läsa in filer av det här slaget.",
    )


@pytest.mark.django_db
def test_history_says_who_and_through_which_page(kind):
    somebody = person(Role.COORDINATOR)
    batch = receive(kind, by=somebody)
    later.apply_later(batch=batch, scope="allt", by=somebody, now=NOW)
    work_off()
    events = Organisation.pgh_event_models["insert"].objects.filter(kind="voluntary")
    (context,) = {(e.pgh_context.metadata["user"], e.pgh_context.metadata["door"]) for e in events}
    assert context == (somebody.pk, f"/inlasning/{batch.pk}/")


# What goes wrong -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_a_killed_worker_left_is_taken_up_again_and_at_last_given_up(kind):
    batch, begun = receive(kind), timezone.now()
    for attempt in range(1, taking_up.ATTEMPTS + 1):
        job = working._claimed(Job.objects.get().pk, begun)
        assert (job.attempts, working.take_up(now=begun + STALE)) == (attempt, 0)
        begun += 2 * STALE
        assert working.take_up(now=begun) == (1 if attempt < taking_up.ATTEMPTS else 0)
    assert Job.objects.get().problem.startswith("Arbetet med filen avbröts flera gånger.")
    DBTaskResult.objects.all().delete()
    later.ask_again(batch=batch, by=None, now=begun)
    assert (work_off(), state(batch), Job.objects.count()) == (1, "checked", 0)


@pytest.mark.django_db
def test_job_is_one_workers_alone(kind):
    receive(kind)
    job = Job.objects.get()
    assert working._claimed(job.pk, NOW) == job
    assert working._claimed(job.pk, NOW) is None
    working.work(job.pk, now=NOW)
    assert Job.objects.get().begun_at == NOW


@pytest.mark.django_db
def test_what_is_done_already_is_not_done_again(kind):
    """The worker was killed between what it committed and saying that it was done."""
    batch = receive(kind)
    later.apply_later(batch=batch, scope="allt", by=None, now=NOW)
    pk = Job.objects.get().pk
    working._done(working._claimed(pk, NOW), kind, NOW)
    assert working.take_up(now=NOW + 2 * STALE) == 1
    work_off()
    assert (state(batch), names(), Job.objects.count()) == ("applied", {"a": "Ett", "b": "Två"}, 0)


@pytest.mark.django_db
def test_fault_of_our_own_is_said_and_can_be_tried_again(kind, monkeypatch):
    batch = receive(kind)
    with monkeypatch.context() as broken:
        broken.setattr(running, "check_again", lambda **more: 1 / 0)
        work_off()
    assert Job.objects.get().problem.startswith("Något gick fel hos oss")
    later.ask_again(batch=batch, by=None, now=NOW)
    assert (work_off(), state(batch)) == (1, "checked")


@pytest.mark.django_db
def test_nothing_is_asked_again_that_has_not_stopped(kind):
    batch = receive(kind)
    later.ask_again(batch=batch, by=None, now=NOW)
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_worker_waits_for_another_file_of_the_kind_without_losing_an_attempt(kind, monkeypatch):
    receive(kind)
    monkeypatch.setitem(trying.PATIENCE, "lock_timeout", "50ms")
    with held_by_another(kind):
        work_off()
    job = Job.objects.get()
    assert (job.problem, job.attempts) == ("", 0)
    assert working.take_up(now=job.seen_at + 2 * STALE) == 1
    work_off()
    assert (Batch.objects.get().state, Job.objects.count()) == ("checked", 0)


@pytest.mark.django_db(transaction=True)
def test_how_far_it_has_come_is_seen_while_it_is_not_committed(kind, monkeypatch):
    """By another connection, with a worker that stands still in the middle of the rows."""
    monkeypatch.setattr(progress, "EVERY", 0.05)
    receive(kind)
    reached, go_on, seen = threading.Event(), threading.Event(), []

    def save(rows, *, by, now):
        progress.advance(1)
        reached.set()
        go_on.wait(10)
        return Societies.save(kind, rows, by=by, now=now)

    monkeypatch.setattr(kind, "save", save)

    def look():
        from django.db import connection

        reached.wait(10)
        until = timezone.now() + timedelta(seconds=5)
        while timezone.now() < until and not seen:
            seen.extend(Job.objects.filter(step="checking").values_list("done", "of"))
        go_on.set()
        connection.close()

    looking = threading.Thread(target=look)
    looking.start()
    work_off()
    looking.join(10)
    assert seen[0] == (1, 2)


@pytest.mark.django_db
def test_watching_looks_once_and_ends_when_told(kind):
    receive(kind)
    working._claimed(Job.objects.get().pk, timezone.now() - 2 * STALE)
    stop = threading.Event()
    stop.set()
    DBTaskResult.objects.all().delete()
    assert (working.take_up(now=timezone.now()), DBTaskResult.objects.count()) == (1, 1)
