"""A row with a cell that cannot be read is told at once what else is wrong, and nothing that is not."""

from datetime import UTC, datetime

import pytest

from portal.imports import running
from portal.imports.kinds import kind_of
from projects.models import Report
from tests.portal.corpus.case import GOOD, SECOND, csv_of
from tests.portal.corpus.city import lay_out_reports

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _city():
    lay_out_reports()


def bad(*rows) -> list[tuple[int, str, str]]:
    kind = kind_of("redovisningar")
    batch = running.receive(kind=kind, name="fil.csv", content=csv_of(*rows).encode(), by=None, now=NOW)
    found = batch.outcomes.filter(status="bad").order_by("line")
    assert Report.objects.count() == 0
    return [(row.line, each["column"], each["cell"]) for row in found for each in row.details]


UNREADABLE = {"Kallade": "tolv"}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, []),
        ({"Projektnummer": "9.9"}, [("Projektnummer", "9.9")]),
        ({"Stadsdelsförvaltning": "Jerva"}, [("Stadsdelsförvaltning", "Jerva")]),
        ({"Erfarenheter": "Ring 811228-9874"}, [("Erfarenheter", "Ring ••••••-••••")]),
        ({"Deltagare hittills": ""}, []),  # blank: perhaps because of what could not be read
        ({"Tertial": "4", "Projektnummer": "9.9"}, [("Tertial", "4")]),  # its key cannot be read: not tried
    ],
)
def test_row_is_told_all_that_can_be_known(more, told):
    found = bad(GOOD | UNREADABLE | more)
    headings = list(GOOD)
    wanted = sorted([*told, ("Kallade", "tolv")], key=lambda each: headings.index(each[0]))
    assert found == [(2, *each) for each in wanted]


def test_rows_beside_it_are_not_touched():
    assert bad(GOOD, SECOND | UNREADABLE, SECOND | {"Projektnummer": "9.9"}) == [
        (3, "Kallade", "tolv"),
        (4, "Projektnummer", "9.9"),
    ]
