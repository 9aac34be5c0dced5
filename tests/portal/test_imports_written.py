"""Cells that the database writes, against those that Python writes: letter by letter the same."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import DateField, DecimalField, IntegerField, TextField, Value
from django.db.models.functions import Cast
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.content.writers_csv import csv_lines
from portal.imports.columns import Column
from portal.imports.written import Written, day, in_words, number, text, whole, yes_no
from portal.organisation.models import Organisation
from tests.factories.portal import OrganisationFactory
from tests.house.hostile import TEXTS

pytestmark = pytest.mark.django_db
COLUMNS = [Column(name, name) for name in ("text", "number", "whole", "day", "absent")]
CELLS = {"text": text("a"), "number": number("b"), "whole": whole("c"), "day": day("d")}
ODD = [
    *("", " ", "=1+1", "'=1", '"=1', "''=x", "-", "-1", "+46 8", "@x", "\t=1", "\r=1", "a\r\nb", "a\nb;c"),
    *(
        'a"b',
        '"',
        ";",
        "'",
        "O'Brien",
        "\\",
        "\\n",
        "\\.",
        "\\\\",
        "%s %(x)s",
        "5 %",
        "ÅÄÖ",
        "😀",
        "\u00a0=1",
    ),
    *("\u202e=1", "a\tb", "\x0b", "\x08", "=" * 50, "'" * 50 + "=", "~=1", "[=", "0=", "A="),
]
ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=20)
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, places=5, min_value=-(10**12), max_value=10**12)


def lines(rows) -> bytes:
    """What Python writes of (text, number, whole, day)."""
    names = [column.heading for column in COLUMNS]
    return "".join(csv_lines(names, ([*row, None] for row in rows))).encode()


def written(rows):
    """The same rows as the database has them."""
    Organisation.objects.all().delete()
    OrganisationFactory.create_batch(1)
    one = Organisation.objects.all()
    parts = [
        one.values(
            a=Cast(Value(a), TextField()),
            b=Cast(Value(b), DecimalField(max_digits=40, decimal_places=10)),
            c=Cast(Value(c), IntegerField()),
            d=Cast(Value(d), DateField()),
        )
        for a, b, c, d in rows
    ]
    return [Written(part, ("a",), CELLS) for part in parts]


def by_database(rows) -> bytes:
    """Each row as a file of its own; of all but the first, what stands after the heading."""
    files = [b"".join(each.csv(COLUMNS)) for each in written(rows)]
    heading = lines([])
    assert all(each.startswith(heading) for each in files)
    return heading + b"".join(each.removeprefix(heading) for each in files)


def test_odd_texts_are_written_as_python_writes_them():
    hostile = [each for each in TEXTS.values() if "\x00" not in each and each.isprintable()]
    rows = [(each, Decimal(1), 1, date(2026, 11, 22)) for each in [*ODD, *hostile]]
    assert by_database(rows) == lines(rows)


@pytest.mark.parametrize(
    "amount", ["0", "-0.5", "1234.50", "100", "120.0005", "1E+3", "99999999999999999999.99"]
)
def test_numbers_are_written_as_python_writes_them(amount):
    rows = [("x", Decimal(amount), -7, date(1999, 1, 2)), (None, None, None, None)]
    assert by_database(rows) == lines(rows)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.tuples(
        st.none() | ANY_TEXT | st.text("=+-@'\"\t\r\n;\\ a1", max_size=6),
        st.none() | AMOUNTS,
        st.none() | st.integers(-(2**31), 2**31 - 1),
        st.none() | st.dates(min_value=date(1000, 1, 1)),
    )
)
def test_whatever_is_stored_is_written_as_python_writes_it(row):
    assert by_database([row]) == lines([row])


def test_codes_are_written_as_their_words():
    rows = Organisation.objects.filter(pk=OrganisationFactory().pk).values("kind", "valid_to")
    cells = {
        "text": in_words("kind", {"district": "Stadsdel, o'hoj", "other": "x"}),
        "number": in_words("kind", {"other": "x"}),
        "whole": yes_no("kind = 'district'"),
        "day": yes_no("kind = 'other'"),
        "absent": yes_no("valid_to < '2020-01-01'"),
    }
    told = b"".join(Written(rows, ("kind",), cells).csv(COLUMNS)).decode()
    assert told.splitlines()[1] == "Stadsdel, o'hoj;;Ja;Nej;"


def test_values_come_as_they_are_for_a_workbook():
    rows = [("=1", Decimal("2.50"), 3, date(2026, 2, 28)), (None, None, None, None)]
    found = [list(each.values(COLUMNS)) for each in written(rows)]
    assert found == [[("=1", Decimal("2.5"), 3, date(2026, 2, 28), None)], [(None, None, None, None, None)]]


def test_no_rows_at_all_are_a_heading():
    nothing = Written(Organisation.objects.none().values("kind"), ("kind",), {})
    assert b"".join(nothing.csv(COLUMNS)) == lines([])
    assert list(nothing.values(COLUMNS)) == []


def test_many_pieces_are_one_file():
    """More than a piece holds, with a line break in every row: no piece begins or ends inside one."""
    OrganisationFactory(short_name="x")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE many ON COMMIT DROP AS SELECT n FROM generate_series(1, 30000) n"
        )
    rows = Organisation.objects.filter(short_name="x").values("short_name")
    told = Written(
        rows, ("n",), {"text": text("'rad ' || n || E'\\n\\\\;'"), "whole": whole("n")}, "CROSS JOIN many"
    )
    pieces = list(told.csv(COLUMNS))
    assert len(pieces) > 2
    read = list(csv.reader(io.StringIO(b"".join(pieces).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert read[1:] == [[f"rad {n}\n\\;", "", str(n), "", ""] for n in range(1, 30001)]
