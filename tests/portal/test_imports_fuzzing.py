"""Made-up bytes and cells, by the thousand: rows or words, never an error of ours, and never half a file."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.history.context import acting
from portal.imports.kinds import kind_of
from portal.imports.sheets import UnreadableFile
from portal.imports.trying import alone, try_file
from projects.models import Report
from tests.portal.corpus import cells
from tests.portal.corpus.case import GOOD, HEADINGS, SECOND, csv_of
from tests.portal.corpus.city import lay_out_reports

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MANY = {"deadline": None, "suppress_health_check": list(HealthCheck)}
#: what people have written, and what nobody would
WRITTEN = sorted(
    {cell for table in (cells.READ, cells.REFUSED) for written in table.values() for cell in written}
)
CELL = st.one_of(st.sampled_from(WRITTEN), st.text(max_size=40), st.integers().map(str), st.floats().map(str))
ROW = st.fixed_dictionaries({name: st.one_of(st.just(GOOD[name]), CELL) for name in HEADINGS})


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        lay_out_reports()
        yield
        transaction.set_rollback(True)


def tried(content: bytes):
    """What became of each row, or the refusal of the whole; nothing is ever written."""
    kind = kind_of("redovisningar")
    try:
        with acting(by=None, door="import"), alone(kind):
            found = try_file(kind=kind, content=content, by=None, now=NOW)
    except UnreadableFile as refusal:
        return [refusal]
    finally:
        assert Report.objects.count() == 0
    return found.results


@given(st.lists(ROW, min_size=1, max_size=6), st.sampled_from(";,\t"), st.sampled_from(["utf-8", "utf-16"]))
@settings(max_examples=120, **MANY)
def test_any_cells_are_rows_with_an_answer_each(city, rows, separator, encoding):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerows([HEADINGS, *(list(row.values()) for row in rows)])
    results = tried(out.getvalue().encode(encoding, "surrogatepass"))
    assert len(results) <= len(rows)
    for result in results:
        problems = [result] if isinstance(result, UnreadableFile) else result.problems
        assert all(problem.message and problem.remedy for problem in problems)
        assert bool(problems) == (getattr(result, "status", "bad") == "bad")


@given(st.data())
@settings(max_examples=120, **MANY)
def test_file_damaged_anywhere_is_rows_or_words(city, data):
    whole = csv_of(GOOD, SECOND).encode(data.draw(st.sampled_from(["utf-8-sig", "utf-16", "cp1252"])))
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    assert tried(bytes(content)) != []
