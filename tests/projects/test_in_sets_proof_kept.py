"""When a proof of a large file is kept, and that it is gone when nobody needs it any more."""

import os
import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from portal.imports import running, working
from portal.imports.proof import Proof
from portal.imports.staging import proofs
from projects.models import Project
from tests.portal.importing import at_work, somebody_waits
from tests.projects import reportworld as world
from tests.projects.reportagain import grown
from tests.projects.reportproof import ROWS, begin, confirm, file_of, look

pytestmark = pytest.mark.django_db


@pytest.fixture
def trials(db, monkeypatch):
    """How often files are read and proved, from now on."""
    return begin(monkeypatch)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_while_another_is_writing(trials):
    other = Project.objects.get(number="P3")
    with at_work(lambda: Project.objects.filter(pk=other.pk).update(years_stated=[2019])):
        Project.objects.filter(number="P4").update(title="Skrivet efter, sparat före")
        batch = look()
    assert (batch.new, Proof.objects.count()) == (ROWS, 0)


@pytest.mark.django_db(transaction=True)
def test_who_changes_a_row_while_the_confirm_waits_for_it_makes_the_proof_old(trials):
    batch, answers = look(), []
    confirming = threading.Thread(target=lambda: answers.append(confirm(batch)) or connection.close())
    with at_work(lambda: Project.objects.filter(number="P3").update(title="Heter nu så")):
        confirming.start()
        assert somebody_waits()
    confirming.join(30)
    assert ([each.state for each in answers], len(trials)) == (["checked"], 2)
    assert "Heter nu så" in batch.outcomes.get(label__startswith="P3 ").label


def test_a_preview_needs_no_room_for_its_proof(trials, settings, tmp_path):
    (tmp_path / "full").write_bytes(b"")
    settings.PROOFS_DIR = tmp_path / "full"
    batch = look()
    assert (batch.new, Proof.objects.count()) == (ROWS, 0)
    assert confirm(batch).state == "applied"


def test_nothing_is_kept_of_rows_that_the_domain_had_to_see(trials):
    batch = look(world.file_of([world.good_row(0), world.good_row(1) | {"Kvinnor": "många"}]))
    assert (batch.new, batch.bad, Proof.objects.count()) == (1, 1, 0)


def test_a_file_that_is_checked_again_has_a_proof_of_its_own(trials):
    batch = look()
    before = file_of(batch)
    again = running.check_again(batch=batch, kind=world.KIND, say=lambda each: None, by=None, now=world.NOW)
    after = settings.PROOFS_DIR / Proof.objects.get(batch=again).name
    assert (before.exists(), after.exists()) == (False, True)
    assert (confirm(again).state, len(trials)) == ("applied", 2)


def test_a_file_checked_anew_when_confirmed_is_proved_for_the_next_time(trials):
    """Somebody handed in one of the reports: the sender is asked again, and that is what is written then."""
    batch, other = look(), look(world.file_of([grown(world.good_row(3), 1)]))
    confirm(other)
    batch = confirm(batch)
    assert (batch.state, batch.new, batch.changed) == ("checked", ROWS - 1, 1)
    assert (confirm(batch).state, len(trials)) == ("applied", 3)


@pytest.mark.parametrize("way", ["discarded", "old", "all"])
def test_what_nobody_will_confirm_is_forgotten(way, trials):
    batch = look()
    kept = file_of(batch)
    working.look(now=world.NOW + timedelta(hours=23))
    assert (Proof.objects.count(), kept.exists()) == (1, True)
    if way == "discarded":
        running.discard(batch=batch)
    elif way == "old":
        working.look(now=world.NOW + timedelta(hours=25))
    else:
        proofs.forget_all()
    assert (Proof.objects.count(), kept.exists()) == (0, False)


def test_files_that_a_rollback_left_behind_are_swept(trials):
    kept = file_of(look())
    left = kept.with_name("lämnad")
    left.write_bytes(b"")
    for path, hours in ((kept, 23), (left, 25)):
        then = (world.NOW - timedelta(hours=hours)).timestamp()
        os.utime(path, (then, then))
    working.look(now=world.NOW)
    assert (kept.exists(), left.exists()) == (True, False)


def test_proofs_are_in_no_backup_and_forgotten_when_the_portal_is_prepared():
    assert not settings.PROOFS_DIR.is_relative_to(default_storage.path(""))
    assert "portal.imports.staging.proofs.forget_all" in settings.PREPARATIONS
