"""Files of indicators: every bad cell is named with what to do; what goes out comes back unchanged."""

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from portal.imports import running
from portal.imports.models import RowOutcome
from portal.imports.sheets_out import sheet_response
from projects.imports import IndicatorFile
from projects.models import IndicatorSeries, IndicatorValue
from tests.factories.indicators import IndicatorSeriesFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
KIND = IndicatorFile()
ROW = {"Indikator": "hushåll", "Period": "2003-12", "Värde": "12156", "Enhet": "hushåll"}
FULL = {"Kategori": "", "Preliminär": "", "Kommentar": ""}


def sheet(*rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys(name for row in rows for name in row)), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def applied(content):
    batch = running.receive(kind=KIND, name="fil.csv", content=content, by=None, now=NOW)
    return running.apply(batch=batch, kind=KIND, scope="allt", by=None, now=NOW)


def counts(batch):
    return batch.state, batch.new, batch.changed, batch.unchanged, batch.bad


def problems(batch):
    names = ("column", "value", "message", "remedy")
    rows = batch.outcomes.filter(status=RowOutcome.Status.BAD).order_by("line")
    return [(row.line, *(each[name] for name in names)) for row in rows for each in row.details]


def exported(form="csv"):
    return b"".join(sheet_response(KIND, None, form, KIND.slug))


def test_a_row_becomes_a_value_of_a_series_that_is_made():
    row = ROW | {"Kategori": "unga", "Värde": "1 234,5", "Preliminär": "x", "Kommentar": "Drygt."}
    assert counts(applied(sheet(row))) == ("applied", 1, 0, 0, 0)
    value = IndicatorValue.objects.select_related("series").get()
    assert (str(value), value.series.unit, value.value, value.is_preliminary, value.comment) == (
        "hushåll: unga, 2003-12",
        "hushåll",
        Decimal("1234.5"),
        True,
        "Drygt.",
    )


def test_blank_is_no_and_a_column_that_is_not_there_leaves_what_is_stored():
    applied(sheet(ROW | {"Preliminär": "Ja", "Kommentar": "Kvar"}))
    assert counts(applied(sheet(ROW))) == ("applied", 0, 0, 1, 0)
    batch = applied(sheet(ROW | FULL))
    assert counts(batch) == ("applied", 0, 1, 0, 0)
    (row,) = batch.outcomes.all()
    assert [(each["column"], each["old"], each["new"]) for each in row.details] == [
        ("Preliminär", "Ja", "Nej"),
        ("Kommentar", "Kvar", ""),
    ]


def test_every_bad_cell_is_named_at_once_and_nothing_is_written():
    IndicatorSeriesFactory(name="kostnad", unit="tkr")
    rows = [
        ROW,
        ROW | {"Period": "i fjol"},
        ROW | {"Värde": "1,234.50"},
        ROW | {"Period": "2027-01"},
        ROW | {"Period": "december 2003"},
        ROW | {"Indikator": "HUSHÅLL", "Värde": "1"},
        ROW | {"Indikator": "kostnad", "Enhet": "kronor"},
        ROW | {"Period": "2002", "Preliminär": "kanske"},
        ROW | {"Period": "2001", "Kommentar": "121212-1212"},
        ROW | {"Enhet": ""},
        ROW | {"Period": "2000", "Värde": "1 kr"},
    ]
    batch = applied(sheet(*(FULL | row for row in rows)))
    assert counts(batch) == ("checked", 1, 0, 0, 10)
    doubled = "Samma indikator, kategori, enhet och period står redan tidigare."
    assert [found[:4] for found in problems(batch)] == [
        (3, "Period", "i fjol", "Perioden går inte att läsa."),
        (4, "Värde", "1,234.50", "Talet har både komma och punkt och kan läsas på flera sätt."),
        (5, "Period", "2027-01", "Perioden har inte börjat."),
        (6, "Period", "2003-12", doubled),
        (7, "Period", "2003-12", doubled),
        (8, "Enhet", "kronor", "Serien finns redan, i tkr."),
        (9, "Preliminär", "kanske", "Svaret finns inte."),
        (10, "Kommentar", "••••••-••••", "Texten innehåller ett personnummer."),
        (11, "Enhet", "", "Cellen är tom."),
        (12, "Värde", "1 kr", "Enheten passar inte här."),
    ]
    remedies = {line: remedy for line, *_rest, remedy in problems(batch)}
    assert remedies[5] == "Kontrollera året och månaden."
    assert remedies[8] == "Skriv tkr, och räkna om värdet om det behövs."
    assert not IndicatorValue.objects.exists()


def test_the_same_cells_twice_name_the_line():
    row = ROW | {"Kategori": "unga"}
    (found,) = problems(applied(sheet(row, row | {"Värde": "1"})))
    assert found[3] == "Samma Indikator, Kategori, Enhet, Period står redan på rad 2."


def test_a_day_in_a_series_of_months_is_taken_in_with_a_question():
    IndicatorSeriesFactory(name="hushåll", unit="hushåll", precision="month")
    batch = applied(sheet(ROW | {"Period": "2003-12-01"}))
    assert counts(batch) == ("applied", 1, 0, 0, 0)
    assert batch.outcomes.get().questions == [
        "Raden gäller en dag, men serien mäts per månad. Kalkylprogram gör ibland om en månad till en dag."
    ]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_export_reads_back_unchanged_on_every_row(form):
    rows = [
        ROW,
        ROW | {"Period": "1999 till 2002-11/2003-10", "Värde": "-36", "Enhet": "procent"},
        ROW | {"Period": "1998-2002-10", "Kategori": 'unga; "alla"', "Värde": "0,00001"},
        ROW | {"Period": "2003 K4", "Preliminär": "Ja", "Kommentar": "- drygt\nny rad"},
    ]
    assert counts(applied(sheet(*(FULL | row for row in rows)))) == ("applied", 4, 0, 0, 0)
    batch = applied(exported(form))
    assert problems(batch) == []
    assert counts(batch) == ("applied", 0, 0, 4, 0)
    assert IndicatorSeries.objects.count() == 3


def test_template_and_export_have_the_columns_of_the_contract():
    heading = exported().decode("utf-8-sig").splitlines()[0]
    assert heading == "Indikator;Kategori;Period;Värde;Enhet;Preliminär;Kommentar"
    assert [column.heading for column in KIND.columns if column.required] == [
        "Indikator",
        "Period",
        "Värde",
        "Enhet",
    ]


def test_queries_do_not_grow_with_the_rows(django_assert_max_num_queries):
    rows = [
        ROW | {"Indikator": f"serie {n % 7}", "Period": f"{1900 + n // 12}-{n % 12 + 1:02}"}
        for n in range(1010)
    ]
    few, many = sheet(*rows[:10]), sheet(*rows[10:])
    with django_assert_max_num_queries(60) as first:
        running.receive(kind=KIND, name="fil.csv", content=few, by=None, now=NOW)
    with django_assert_max_num_queries(len(first)):
        batch = running.receive(kind=KIND, name="fil.csv", content=many, by=None, now=NOW)
    assert counts(batch) == ("checked", 1000, 0, 0, 0)
