"""What the preview of a large file proved is what the confirm writes, as long as nothing has changed."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection

from portal.deadlines.models import ExpectedReport
from portal.imports.proof import Proof
from portal.imports.staging import prooffiles, proofs
from portal.organisation.models import Assignment, Role, User
from projects.models import OutcomeMeasure, Project, Question, Report
from tests.projects import reportworld as world
from tests.projects.reportagain import first_row, grown
from tests.projects.reportproof import NORRMALM, ROWS, begin, confirm, file_of, look, manager
from tests.projects.reportways import taken_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def trials(db, monkeypatch):
    """How often files are read and proved, from now on."""
    return begin(monkeypatch)


def written(batch) -> list[tuple]:
    """What the history says was written, table by table, and why."""
    found = []
    for model in apps.get_models():
        if hasattr(model, "pgh_tracked_model") and model._meta.app_label not in proofs.OWN:
            skip = {"id", "pgh_id", "pgh_created_at", "pgh_obj", "pgh_context", "report", "changed_at"}
            names = [f.name for f in model._meta.fields if f.name not in skip]
            rows = model.objects.filter(pgh_context=batch.context)
            found += [(model.__name__, *row) for row in rows.values_list(*names, "pgh_context__metadata")]
    return sorted(repr(row).replace(f"kvitto {batch.pk}", "kvitto") for row in found)


def outcome(content, *, proved: bool):
    batch = look(content)
    if not proved:
        proofs.forget_all()
    batch = confirm(batch)
    records = [(each.line, each.status) for each in batch.outcomes.order_by("line") if each.record]
    points = Report.objects.filter(pk__in=[each.record.split(":")[1] for each in batch.outcomes.all()])
    numbers = sorted(points.values_list("duty__project__number", "version"))
    return world.told(batch), world.stored(), written(batch), records, numbers


def test_the_proof_writes_the_very_same(trials):
    """New rows; then the same file with some of them changed, and some for another tertial."""
    again = [grown(first_row(n), n % 3) for n in range(8)]
    again += [grown(first_row(n), 3, Tertial="2") for n in range(4, 12)]
    for content in (world.file_of([first_row(n) for n in range(8)]), world.file_of(again)):
        one = taken_back(lambda content=content: outcome(content, proved=False))
        other = taken_back(lambda content=content: outcome(content, proved=True))
        assert one == other
        outcome(content, proved=True)
    assert trials == [{"new": 8}] * 4 + [{"new": 8, "changed": 5, "unchanged": 3}] * 4


def test_the_proof_is_used_once_and_the_file_not_read_again(trials):
    batch = look()
    kept = file_of(batch)
    assert oct(kept.stat().st_mode & 0o777) == "0o600"
    default_storage.delete(batch.file.path)
    done = confirm(batch)
    assert (done.state, done.new, Report.objects.count(), len(trials)) == ("applied", ROWS, ROWS, 1)
    assert (Proof.objects.count(), kept.exists()) == (0, False)


def test_what_was_proved_is_written_in_no_savepoint(trials, monkeypatch):
    """One would cost some six per cent of the time, row after row."""
    depths, batch = [], look()
    outside = len(connection.savepoint_ids)
    write = prooffiles.write_rows

    def seen(*args, **kwargs):
        depths.append(len(connection.savepoint_ids) - outside)
        write(*args, **kwargs)

    monkeypatch.setattr(prooffiles, "write_rows", seen)
    assert confirm(batch).state == "applied"
    assert depths == [1]  # the import's own transaction, which is one in the test's


def number_changed():
    Project.objects.filter(number="P3").update(title="Heter nu så")


def question_put():
    project = Project.objects.get(number="P3")
    Question.objects.create(project=project, rule="fritt", asked_at=world.NOW)


def measure_changed():
    OutcomeMeasure.objects.filter(code="arbete").update(name="I arbete")


def report_in():
    ExpectedReport.objects.filter(project_duty__project__number="P3", number=2).update(due_on="2026-10-01")


@pytest.mark.parametrize("between", [number_changed, question_put, measure_changed, report_in])
def test_what_is_written_between_makes_the_proof_old(between, trials):
    batch = look()
    between()
    confirm(batch)
    assert len(trials) == 2


def test_a_role_that_is_withdrawn_between_is_not_used(trials):
    by = manager()
    batch = look(NORRMALM, by)
    assert (batch.new, batch.bad) == (4, 0)
    Assignment.objects.filter(user=by).delete()
    done = confirm(batch, User.objects.get(pk=by.pk))
    assert (done.state, done.bad, Report.objects.count()) == ("checked", 4, 0)


def test_rights_that_were_read_before_are_read_anew(trials):
    """They are part of the proof, so they must not be older than its mark."""
    by = manager()
    assert by.reach.has(Role.PROJECT_MANAGER)
    Assignment.objects.filter(user=by).delete()
    assert look(NORRMALM, by).bad == 4


@pytest.mark.parametrize("who", ["same", "another"])
def test_the_proof_is_of_one_person(who, trials):
    by = manager()
    other = manager()
    done = confirm(look(NORRMALM, by), by if who == "same" else other)
    assert (done.state, done.new, len(trials)) == ("applied", 4, 1 if who == "same" else 2)


def test_the_proof_is_of_one_day(trials):
    done = confirm(look(), now=world.NOW + timedelta(days=1))
    assert (done.state, len(trials)) == ("applied", 2)


@pytest.mark.parametrize("harm", ["changed", "gone", "empty"])
def test_a_file_that_is_not_as_it_was_is_not_used(harm, trials):
    batch = look()
    kept = file_of(batch)
    if harm == "gone":
        kept.unlink()
    else:
        kept.write_bytes(kept.read_bytes().replace(b"100500", b"900500") if harm == "changed" else b"")
    done = confirm(batch)
    assert (done.state, done.new, len(trials)) == ("applied", ROWS, 2)
    assert sorted(Report.objects.values_list("spent", flat=True))[-1] < 200_000


def test_a_receipt_that_is_not_as_it_was_is_made_anew(trials):
    batch = look()
    batch.outcomes.get(line=4).delete()
    done = confirm(batch)
    assert (done.state, done.outcomes.exclude(record="").count(), len(trials)) == ("applied", ROWS, 2)
    assert Report.objects.count() == ROWS
