"""A large file of reports says and stores what the same rows say and store one by one."""

import pytest

from portal.deadlines.models import ExpectedReport
from portal.history.context import acting
from portal.imports import running, undoing
from portal.imports.models import RowOutcome
from portal.imports.staging import prooffiles, proofs, proving
from portal.imports.staging.holding import fill_in_held
from portal.organisation.models import Organisation, Role
from projects.models import Report, ReportDuty
from tests.factories.portal import person
from tests.factories.reports import ReportFactory
from tests.projects import reportworld as world
from tests.projects.reportways import both_ways, by_rows, in_sets, taken_back, watch

pytestmark = pytest.mark.django_db
ROWS = 120


def test_both_ways_sign_the_same(monkeypatch):
    """So a file that goes one way when it is looked at and the other when it is applied is still the same."""
    world.make_world(30)
    content = world.file_of([world.good_row(n) for n in range(25)] + world.rows_by_chance(1, 30)[25:])
    in_sets(monkeypatch)
    batch = running.receive(kind=world.KIND, name="fil.csv", content=content, by=None, now=world.NOW)
    by_rows(monkeypatch)
    done = running.apply(batch=batch, kind=world.KIND, scope="goda", by=None, now=world.NOW)
    assert done.state == "applied"


@pytest.fixture
def watched(monkeypatch):
    return watch(monkeypatch)


@pytest.mark.parametrize("seed", range(4))
def test_rows_by_chance_come_to_the_same_both_ways(seed, monkeypatch, watched):
    world.make_world(ROWS)
    first = world.rows_by_chance(seed, ROWS)
    again = world.rows_by_chance(seed + 100, ROWS)
    mixed = [one if n % 3 else other for n, (one, other) in enumerate(zip(first, again, strict=True))]
    rows, sets = both_ways(monkeypatch, world.file_of(first), world.file_of(mixed))
    different = world.differing(rows, sets)
    assert different == []
    assert watched[0]["new"] > ROWS / 10
    assert watched[2]["unchanged"] > ROWS / 10


def test_good_rows_are_all_proved_and_stored_as_one_by_one(monkeypatch, watched):
    world.make_world(90)
    content = world.file_of([world.good_row(n) for n in range(90)])
    rows, sets = both_ways(monkeypatch, content, content + b"\r\n", scope="allt")
    different = world.differing(rows, sets)
    assert different == []
    assert watched == [{"new": 90}, {"unchanged": 90}]  # each proved once, and confirmed by the proof


def test_what_new_rows_hold_is_shown_though_it_is_not_kept(monkeypatch, client):
    world.make_world(3)
    in_sets(monkeypatch)
    batch = world.read_in(world.file_of([world.good_row(n) for n in range(3)]))
    kept = RowOutcome.objects.filter(batch=batch).order_by("line")
    assert [row.details for row in kept] == [[], [], []]
    shown = list(kept)
    fill_in_held(batch, world.KIND, shown)
    assert {"column": "Kvinnor", "old": "", "new": "2"} in shown[2].details
    client.force_login(person(Role.COORDINATOR))
    page = client.get(f"/inlasning/{batch.pk}/").content.decode()
    assert page.count("Förbrukat hittills tkr: 10") == 3


def test_a_file_in_sets_is_taken_back_whole(monkeypatch):
    world.make_world(40)
    before = world.stored()
    in_sets(monkeypatch)
    with acting(by=None, door="test"):
        batch = world.read_in(world.file_of([world.good_row(n) for n in range(40)]), scope="allt")
    assert (batch.state, batch.new) == ("applied", 40)
    history = Report.pgh_event_model.objects.filter(pgh_context=batch.context)
    assert history.count() == 40
    assert {why["why"] for why in history.values_list("pgh_context__metadata", flat=True)} == {
        f"Inläst ur fil.csv, kvitto {batch.pk}"
    }
    with acting(by=None, door="test"):
        undone = undoing.undo(batch=batch, kind=world.KIND, rest=False, by=None, now=world.NOW)
    assert undone.state == "undone"
    assert world.stored() == before


def marked_as_in():
    other = ExpectedReport.objects.filter(project_duty__project__number="P3", number=2)
    other.update(state="submitted", submitted_at=world.NOW)


def handed_in():
    ReportFactory(duty=ReportDuty.objects.get(project__number="P3", expected__number=1))


@pytest.mark.parametrize("between", [marked_as_in, handed_in])
@pytest.mark.parametrize("proved", [True, False])
def test_somebody_who_comes_between_sends_the_file_the_way_of_the_small(
    proved, between, monkeypatch, watched
):
    """Something is written after the rows were proved (here it goes with the savepoint): proved anew,
    or looked at one by one."""
    world.make_world(6)
    in_sets(monkeypatch)
    content = world.file_of([world.good_row(n) for n in range(6)])
    batch = running.receive(kind=world.KIND, name="fil.csv", content=content, by=None, now=world.NOW)
    module, name = (proofs, "lock_kept") if proved else (proving, "lock_now")
    if not proved:
        proofs.forget_all()
    real, told = getattr(module, name), []

    def late(*args):
        told or between()
        told.append(args)
        real(*args)

    monkeypatch.setattr(module, name, late)
    done = running.apply(batch=batch, kind=world.KIND, scope="allt", by=None, now=world.NOW)
    assert (done.state, done.new, Report.objects.count(), len(told)) == ("applied", 6, 6, 1)
    assert len(watched) == (2 if proved else 1)


def test_a_district_reads_in_no_other_districts_rows(monkeypatch):
    world.make_world(12)
    manager = person(Role.PROJECT_MANAGER, Organisation.objects.get(key="norrmalm"))
    content = world.file_of([world.good_row(n) for n in range(12)])
    by_rows(monkeypatch)
    one = taken_back(lambda: told_of(content, manager))
    in_sets(monkeypatch)
    other = taken_back(lambda: told_of(content, manager))
    assert world.differing(one, other) == []
    assert one[0][0]["counts"] == [("applied", 4, 0, 0, 8)]


def told_of(content: bytes, by):
    return [world.told(world.read_in(content, by=by))], world.stored()


def test_a_fault_in_the_middle_leaves_nothing(monkeypatch):
    world.make_world(5)
    in_sets(monkeypatch)
    content = world.file_of([world.good_row(n) for n in range(5)])
    batch = running.receive(kind=world.KIND, name="fil.csv", content=content, by=None, now=world.NOW)
    before = world.stored()

    real = prooffiles.write_in

    def fault(rows, *told):
        if rows.packed:
            raise RuntimeError
        real(rows, *told)

    monkeypatch.setattr(prooffiles, "write_in", fault)  # the reports are written, their counts are not
    with pytest.raises(RuntimeError):
        running.apply(batch=batch, kind=world.KIND, scope="allt", by=None, now=world.NOW)
    assert world.stored() == before
    batch.refresh_from_db()
    assert (batch.state, batch.outcomes.count()) == ("checked", 5)


def test_a_small_file_goes_row_by_row(watched):
    world.make_world(4)
    batch = world.read_in(world.file_of([world.good_row(n) for n in range(4)]))
    assert (batch.new, watched) == (4, [])


def test_a_file_cut_off_among_its_rows_is_refused_as_a_small_one_is(monkeypatch):
    world.make_world(3)
    content = world.file_of([world.good_row(n) for n in range(3)]) + b'\r\n2026;2;"'
    said = []
    for way in (by_rows, in_sets):
        way(monkeypatch)
        batch = taken_back(lambda: world.read_in(content))
        said.append((batch.state, batch.problem, batch.detected))
    assert said[0] == said[1]
    assert said[0][0] == "unreadable"
