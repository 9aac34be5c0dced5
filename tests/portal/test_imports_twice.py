"""The same thing at the same time, and what the database refuses: one effect, nothing half-written."""

import threading
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection

from portal.files.models import StoredFile
from portal.imports import running, trying
from portal.imports.columns import ImportKind
from portal.imports.models import Batch, RowOutcome
from portal.organisation.models import Organisation
from tests.portal.importing import Societies, held_by_another

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
GOOD = b"Nyckel;Namn\na;Ett\nb;Tv\xc3\xa5\n"


def receive(kind, content=GOOD):
    return running.receive(kind=kind, name="foreningar.csv", content=content, by=None, now=NOW)


def apply(kind, batch, scope="allt"):
    return running.apply(batch=batch, kind=kind, scope=scope, by=None, now=NOW)


def names() -> dict[str, str]:
    return dict(Organisation.objects.filter(kind="voluntary").values_list("key", "short_name"))


def at_once(*doings) -> list:
    """Do everything in threads of its own, beginning together; what each gave or raised."""
    start, answers = threading.Barrier(len(doings)), []

    def one(doing):
        try:
            start.wait(10)
            answers.append(doing())
        except Exception as error:  # told by the test: a thread cannot fail one
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(doing,)) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


@pytest.mark.django_db(transaction=True)
def test_confirm_clicked_at_the_same_second_has_one_effect():
    kind = Societies()
    batch = receive(kind)
    answers = at_once(*[lambda: apply(kind, batch)] * 4)
    assert answers == [batch] * 4
    assert names() == {"a": "Ett", "b": "Två"}
    assert [outcome.status for outcome in batch.outcomes.all()] == ["new", "new"]


@pytest.mark.django_db(transaction=True)
def test_the_same_file_in_two_batches_at_the_same_second_is_applied_once():
    kind = Societies()
    batches = [receive(kind), receive(kind)]
    answers = at_once(*[lambda batch=batch: apply(kind, batch) for batch in batches])
    assert answers[0] == answers[1]
    assert sorted(Batch.objects.values_list("state", flat=True)) == ["applied", "discarded"]


@pytest.mark.django_db(transaction=True)
def test_two_files_of_the_same_rows_do_not_mix():
    kind = Societies()
    files = [f"Nyckel;Namn\na;Fil {n}\nb;Fil {n}\n".encode() for n in (1, 2)]
    batches = [receive(kind, content) for content in files]
    at_once(*[lambda batch=batch: apply(kind, batch) for batch in batches])
    assert names() in ({"a": "Fil 1", "b": "Fil 1"}, {"a": "Fil 2", "b": "Fil 2"})
    counted = Batch.objects.order_by("-new").values_list("new", "changed")
    assert list(counted) == [(2, 0), (0, 2)]


@pytest.mark.django_db(transaction=True)
def test_who_waits_too_long_is_told_to_try_again(monkeypatch):
    kind = Societies()
    batch = receive(kind)
    monkeypatch.setitem(trying.PATIENCE, "lock_timeout", "50ms")
    with held_by_another(kind), pytest.raises(ValidationError, match="Försök igen om en stund"):
        apply(kind, batch)
    assert (names(), Batch.objects.get().state) == ({}, "checked")


@pytest.mark.django_db(transaction=True)
def test_limits_of_the_role_are_back_after_an_import():
    receive(Societies())
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("30s",)


class Careless(Societies):
    """Hands the database what it refuses, as a domain with a fault would."""

    def __init__(self, fault):
        self.fault = fault

    def save(self, rows, *, by, now):
        results = super().save(rows, by=by, now=now)
        self.fault()
        return results


def same_key():
    Organisation.objects.create(kind="voluntary", key="a", short_name="Igen")


def too_long():
    Organisation.objects.filter(key="a").update(key="x" * 5000)


def unknown_parent():
    Organisation.objects.filter(key="a").update(parent_id=10**9)  # only found out when the transaction ends


def refusal():
    raise ValidationError("Nej.")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (same_key, "Raderna strider mot något som redan är sparat."),
        (too_long, "Raderna strider mot något som redan är sparat."),
        (unknown_parent, "Raderna strider mot något som redan är sparat."),
        (refusal, "Nej."),
    ],
)
@pytest.mark.parametrize("scope", ["allt", "goda"])
def test_what_the_database_refuses_is_said_and_nothing_is_written(fault, said, scope):
    kind = Careless(fault)
    batch = receive(kind)
    assert {outcome.details[0]["message"] for outcome in batch.outcomes.all()} == {said}
    assert apply(kind, batch, scope).state == "checked"
    assert names() == {}


@pytest.mark.django_db(transaction=True)
def test_a_fault_of_our_own_writes_nothing_at_all():
    def fault():
        raise RuntimeError

    with pytest.raises(RuntimeError):
        receive(Careless(fault))
    assert (names(), Batch.objects.count(), StoredFile.objects.count()) == ({}, 0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("scope", ["", "alla", "x" * 500, "goda\x00"])
def test_unknown_scope_is_refused(scope):
    kind = Societies()
    with pytest.raises(ValidationError, match="Välj om alla rader"):
        apply(kind, receive(kind), scope)
    assert names() == {}


@pytest.mark.django_db
def test_what_is_applied_is_not_thrown_away():
    kind = Societies()
    batch = apply(kind, receive(kind))
    with pytest.raises(ValidationError, match="redan inläst"):
        running.discard(batch=batch)
    assert Batch.objects.get().state == "applied"


@pytest.mark.django_db(transaction=True)
def test_database_that_goes_away_is_no_refusal_of_the_file():
    def fault():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '20ms'; SELECT pg_sleep(1)")

    with pytest.raises(OperationalError):
        receive(Careless(fault))
    assert (names(), Batch.objects.count()) == ({}, 0)


def test_kind_that_says_nothing_reads_and_shows_nothing():
    bare = ImportKind()
    assert (bare.may(None), bare.may_export(None)) == (False, False)
    assert (bare.save([], by=None, now=NOW), list(bare.known(None))) == ([], [])


def test_row_is_named_by_its_file_and_line():
    assert str(RowOutcome(batch=Batch(pk=7, kind="foreningar"), line=3)) == "foreningar 7 rad 3"
