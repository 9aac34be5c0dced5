"""A file of reports taken back: what the database noted when they came in is taken back with them, once."""

import pytest

from portal.deadlines.models import ExpectedReport
from portal.history.context import acting
from portal.imports import undoing
from projects.models import Report, ReportDuty
from tests.projects import reportworld as world
from tests.projects.reportways import by_rows, in_sets

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("way", [by_rows, in_sets])
def test_the_expected_reports_wait_again_and_the_history_says_so_once(way, monkeypatch):
    world.make_world(6)
    begun, returned = (
        ReportDuty.objects.get(project__number=number, expected__number=2) for number in ("P1", "P2")
    )
    Report.objects.create(duty=begun)
    told = {"duty": returned, "spent": 5, "plan": "yes", "received_by": returned.expected.organisation}
    Report.objects.create(**told, submitted_at=world.NOW)
    ExpectedReport.objects.filter(pk=returned.expected_id).update(
        state="returned", decided_at=world.NOW, return_reason="Deltagarna saknas."
    )
    before, events = world.stored(), events_of_each()
    way(monkeypatch)
    with acting(by=None, door="test"):
        batch = world.read_in(world.file_of([world.good_row(n) for n in range(6)]), scope="allt")
    assert (batch.state, batch.new, batch.changed) == ("applied", 5, 1)
    assert ExpectedReport.objects.filter(state="submitted").count() == 6
    assert events_of_each() == {key: count + (key in in_the_file()) for key, count in events.items()}
    with acting(by=None, door="test"):
        undoing.undo(batch=batch, kind=world.KIND, rest=False, by=None, now=world.NOW)
    assert world.stored() == before
    assert events_of_each() == {key: count + 2 * (key in in_the_file()) for key, count in events.items()}


def in_the_file() -> set[int]:
    return set(ExpectedReport.objects.filter(number=2).values_list("pk", flat=True))


def events_of_each() -> dict[int, int]:
    """Expected report -> how many events its history holds."""
    kept = ExpectedReport.pgh_event_model.objects
    return {
        key: kept.filter(pgh_obj=key).count() for key in ExpectedReport.objects.values_list("pk", flat=True)
    }
