"""A large file about reports that are stored already, or about several periods of a project: what SQL calls
changed is what the domain calls so, word for word, and is written and taken back likewise."""

import random
from datetime import timedelta

import pytest

from portal.history.context import acting
from portal.imports import undoing
from projects.models import Report
from tests.projects import reportworld as world
from tests.projects.reportagain import OTHER, first_row, grown, make_stored, rows_again
from tests.projects.reportways import both_ways, by_rows, in_sets, watch

pytestmark = pytest.mark.django_db
LATER = world.NOW + timedelta(days=3)
STARRED = ("Förbrukat hittills tkr", "Plan för implementering", "Slutredovisning")


@pytest.mark.parametrize("seed", range(6))
def test_what_is_told_again_comes_to_the_same_both_ways(seed, monkeypatch):
    make_stored(monkeypatch, seed)
    watched = watch(monkeypatch)
    chance = random.Random(seed)
    left_out = chance.sample([name for name in OTHER if name not in STARRED], seed % 4)
    headings = [name for name in world.HEADINGS if name not in left_out]
    content = world.file_of(rows_again(seed), headings)
    rows, sets = both_ways(monkeypatch, content, content + b"\r\n")
    assert world.differing(rows, sets) == []
    assert watched[0].get("changed", 0) > 5
    assert watched[0].get("new", 0) > 2
    assert watched[2].get("unchanged", 0) > 5


@pytest.mark.parametrize("second", ["stored", "in the file"])
def test_a_figure_that_falls_is_asked_about_and_the_others_are_not(second, monkeypatch):
    world.make_world(12)
    first = [first_row(n) for n in range(12)]
    later = [grown(first_row(n), -1 if n == 5 else 2, Tertial="2") for n in range(12)]
    if second == "stored":
        by_rows(monkeypatch)
        world.read_in(world.file_of(first), scope="allt")
    watched = watch(monkeypatch)
    content = world.file_of(later if second == "stored" else [*later, *first])
    rows, sets = both_ways(monkeypatch, content, scope="allt")
    assert world.differing(rows, sets) == []
    assert [line for line, *_told, questions, _record in sets[0][0]["rows"] if questions] == [7]
    assert watched[0] == {"new": 11 if second == "stored" else 22}


def test_a_falling_figure_of_a_changed_report_is_asked_about(monkeypatch):
    """The report between two others is changed: it falls below the one before, or the next below it."""
    world.make_world(6)
    by_rows(monkeypatch)
    later = [grown(first_row(n), 5, Tertial="2") for n in range(6)]
    world.read_in(world.file_of([*(first_row(n) for n in range(6)), *later]), scope="allt")
    changed = [grown(first_row(n), (6 if n == 2 else 1)) for n in range(6)]
    watched = watch(monkeypatch)
    rows, sets = both_ways(monkeypatch, world.file_of(changed), scope="allt")
    assert world.differing(rows, sets) == []
    assert watched[0] == {"changed": 5}
    assert len([1 for each in sets[1]["questions"] if "sjunker" in each]) == 1


def test_those_who_come_to_tell_the_same_of_people_are_asked_about(monkeypatch):
    """Also when the other is a row of the file, or has told so in an earlier period only."""
    world.make_world(6)
    by_rows(monkeypatch)
    alike = {"Praktik": "1", "Arbete": "6", "Studier": "2", "Flyttat": "1", "Pension": "1"}
    alike |= {"Avslutade": "", "Pågående": ""}
    world.read_in(world.file_of([first_row(0) | alike, first_row(1), first_row(2)]), scope="allt")
    again = [first_row(1) | alike, first_row(2) | {"Kallade": "99"}, first_row(3), first_row(4) | alike]
    rows, sets = both_ways(monkeypatch, world.file_of(again), scope="allt")
    assert world.differing(rows, sets) == []
    assert len([1 for each in sets[1]["questions"] if "samma-utfall" in each]) == 6


def test_changed_rows_in_sets_are_kept_with_who_and_why_and_taken_back_whole(monkeypatch):
    world.make_world(20)
    in_sets(monkeypatch)
    with acting(by=None, door="test"):
        world.read_in(world.file_of([first_row(n) for n in range(20)]), scope="allt")
    before = world.stored()
    content = world.file_of([grown(first_row(n), n % 2) for n in range(20)])
    watched = watch(monkeypatch)
    with acting(by=None, door="test"):
        batch = world.read_in(content, scope="allt", now=LATER)
    assert (batch.state, batch.changed, batch.unchanged) == ("applied", 10, 10)
    assert watched == [{"changed": 10, "unchanged": 10}]
    history = Report.pgh_event_model.objects.filter(pgh_context=batch.context)
    assert {(each.version, each.pgh_context.metadata["why"]) for each in history} == {
        (2, f"Inläst ur fil.csv, kvitto {batch.pk}")
    }
    row = batch.outcomes.get(line=3)
    assert row.details == [
        {"column": "Deltagare hittills", "old": "21", "new": "22"},
        {"column": "Kvinnor", "old": "1", "new": "2"},
        {"column": "Pågående", "old": "11", "new": "12"},
    ]
    newest = Report.objects.get(duty__project__number="P1", version=2)
    assert row.record == f"projects.report:{newest.pk}"
    with acting(by=None, door="test"):
        undone = undoing.undo(batch=batch, kind=world.KIND, rest=False, by=None, now=LATER)
    assert undone.state == "undone"
    assert world.stored() == before


def test_a_twin_that_only_the_domain_can_read_is_asked_about(monkeypatch):
    """SQL does not read "7,0": that the rows tell the same shows when the domain has written the one."""
    world.make_world(4)
    alike = {"Praktik": "1", "Arbete": "6", "Studier": "2", "Flyttat": "1", "Pension": "1"}
    alike |= {"Avslutade": "", "Pågående": ""}
    told = [first_row(1) | alike, first_row(2) | alike | {"Arbete": "6,0"}, first_row(3)]
    rows, sets = both_ways(monkeypatch, world.file_of(told), scope="allt")
    assert world.differing(rows, sets) == []
    assert len([1 for each in sets[1]["questions"] if "samma-utfall" in each]) == 2
