"""What SQL reads in a cell is what the column's own reader reads there; what it does not know, it leaves."""

import re
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from portal.content.parsing import Unreadable
from portal.content.texts import LONGEST as FORM_LONGEST
from portal.content.texts import refuse_personal
from portal.imports.headings import Matched
from portal.imports.sheets import SourceRow
from portal.imports.staging.forms import COUNT, LONGEST, Digits, FreeText, Listed
from portal.imports.staging.judging import READ, rows_of
from portal.imports.staging.loading import load
from portal.imports.staging.reading import read_in_sets
from projects.imports import ReportFile
from projects.imports.reportcolumns import DEVIATION, part_deviation

pytestmark = pytest.mark.django_db
KIND = ReportFile()
FORMED = [column for column in KIND.columns if isinstance(column.sql, Digits | FreeText | Listed)]
SIGNS = "0123456789 ,.-+=|'\u00a0\u2009åÅt kr²٣\u2212x\\\t\n\"Åtgärd:e\u0301"
CELLS = st.one_of(
    st.text(SIGNS, max_size=14),
    st.from_regex(r"-?[0-9]{1,4}( [0-9]{3})?([,.][0-9]{0,6})?( ?t?kr)?", fullmatch=True),
    st.from_regex(r"(19|20)?[0-9]{6}[- ]?[0-9]{4}", fullmatch=True),
    st.text(max_size=20).filter(lambda text: not re.search("[\x00\ud800-\udfff]", text)),
)
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def read_by_sql(cells: list[str], column) -> dict[int, object]:
    """Line -> value, of the cells that SQL reads: each is a row of a file with this one column."""
    rows = [SourceRow(line, [cell]) for line, cell in enumerate(cells)]
    with transaction.atomic():
        load(rows, Matched({0: column}), {})
        read_in_sets([column], [])
        return dict(rows_of(f'SELECT _line, "{column.key}" FROM {READ} WHERE _whole'))


def read_by_column(cell: str, column) -> object:
    """The value that the form would take; "refused" when it would not."""
    try:
        value = column.read(cell) if cell.strip() else None
        if isinstance(column.sql, FreeText | Listed) and value:
            refuse_personal(value)
    except (Unreadable, ValidationError):
        return "refused"
    return value


@pytest.mark.parametrize("column", FORMED, ids=lambda column: column.key)
@settings(max_examples=8, deadline=None, suppress_health_check=QUIET, derandomize=True)
@given(cells=st.lists(CELLS, min_size=80, max_size=120))
@example(cells=["1", "007", "1 234", "1234,5", "12.5", "1.234", "0,12345", "-3", "-0", "999999999", "9" * 12])
@example(
    cells=[
        "Åtgärd: nu",
        "åtgärd:nu",
        "a|b",
        "a| b",
        "a|a",
        "|",
        "19121212-1212",
        "1912 12 12 12 12",
        "x" * 4001,
    ]
)
def test_sql_never_reads_a_cell_otherwise(column, cells):
    for line, value in read_by_sql(cells, column).items():
        wanted = read_by_column(cells[line], column)
        assert (value, cells[line]) == (None if wanted in ("", []) else wanted, cells[line])
        if column.key == DEVIATION and value:
            assert part_deviation(value) == (value, "")


@pytest.mark.parametrize(
    ("key", "cells"),
    [
        ("arbete", ["", "0", "12", "007", "1 234", "1\u00a0234"]),
        ("spent", ["0", "12,5", "1 234,50", "1234.5", "0,12345"]),
        ("left_stated", ["-3", "-1 234,5"]),
        ("experience", ["Tidig kontakt – lönar sig.", "9 av 10", "två\nrader", "a\n\n  b"]),
        ("deviation", ["Sent begun.\nSedan fler."]),
        ("collaborators", ["Skolan", "Arbetsförmedlingen|Skolan"]),
    ],
)
def test_sql_reads_what_is_written_plainly(key, cells):
    column = KIND.column(key)
    assert len(read_by_sql(cells, column)) == len(cells)


def test_a_number_is_read_to_the_ore():
    assert read_by_sql(["1 234,56789"], KIND.column("spent")) == {0: Decimal("1234567.89")}


def test_a_text_is_as_long_as_in_the_form():
    assert LONGEST == FORM_LONGEST


@pytest.mark.parametrize(
    ("cells", "is_read"),
    [
        (["12", "3"], True),
        (["1 234", "3"], True),
        (["", "3"], True),
        (["9" * 9, "9" * 9], True),
        (["9" * 10, ""], False),
        (["12|3", ""], False),
        (["12", "|3"], False),
        (["12", "tre"], False),
        (["1 2", "34"], False),
    ],
)
def test_numbers_of_a_row_are_read_cell_by_cell(cells, is_read):
    alike = [column for column in KIND.columns if column.sql is COUNT][:2]
    with transaction.atomic():
        load([SourceRow(2, cells)], Matched(dict(enumerate(alike))), {})
        read_in_sets(alike, [])
        assert rows_of(f"SELECT _counted FROM {READ}") == [(is_read,)]
