"""The time an indicator stands for: every form it is written in, and what is refused with which words."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.content.parsing import Unreadable
from projects.domain.indicatorperiods import Days, in_words, place_of, read_period
from projects.models import Precision

PRINTED = Path(__file__).resolve().parents[2] / "fixtures" / "demo" / "indikatorer.csv"
FORMS = "Skriv till exempel 2003, 2003-12, 2003-12-31, 2003 K4, 2003 T3, 1999-2003 eller 2002-11/2003-10."


@pytest.mark.parametrize(
    ("typed", "begins", "ends", "precision", "written"),
    [
        ("2003", date(2003, 1, 1), date(2004, 1, 1), "year", "2003"),
        (" 2003.0 ", date(2003, 1, 1), date(2004, 1, 1), "year", "2003"),
        ("2003-12", date(2003, 12, 1), date(2004, 1, 1), "month", "2003-12"),
        ("2003‑12", date(2003, 12, 1), date(2004, 1, 1), "month", "2003-12"),
        ("2003M02", date(2003, 2, 1), date(2003, 3, 1), "month", "2003-02"),
        ("dec 2003", date(2003, 12, 1), date(2004, 1, 1), "month", "2003-12"),
        ("Maj 2003", date(2003, 5, 1), date(2003, 6, 1), "month", "2003-05"),
        ("2004-02-29", date(2004, 2, 29), date(2004, 3, 1), "day", "2004-02-29"),
        ("2003 K4", date(2003, 10, 1), date(2004, 1, 1), "quarter", "2003 K4"),
        ("kvartal 4 2003", date(2003, 10, 1), date(2004, 1, 1), "quarter", "2003 K4"),
        ("2003-T3", date(2003, 9, 1), date(2004, 1, 1), "tertial", "2003 T3"),
        ("1999–2003", date(1999, 1, 1), date(2004, 1, 1), "span", "1999-2003"),
        ("1998-2002-10", date(1998, 1, 1), date(2002, 11, 1), "span", "1998-2002-10"),
        ("2002-11 / 2003-10", date(2002, 11, 1), date(2003, 11, 1), "span", "2002-11/2003-10"),
        ("2002-01/2002-12", date(2002, 1, 1), date(2003, 1, 1), "year", "2002-01/2002-12"),
        ("2003-02/2003-04", date(2003, 2, 1), date(2003, 5, 1), "span", "2003-02/2003-04"),
    ],
)
def test_every_form_is_read(typed, begins, ends, precision, written):
    found = read_period(typed)
    assert (found.days, found.days.precision, found.written, found.compared) == (
        Days(begins, ends),
        precision,
        written,
        None,
    )


def test_a_change_says_what_it_is_counted_from():
    found = read_period("1999 till 2002-11/2003-10")
    assert found.compared == Days(date(1999, 1, 1), date(2000, 1, 1))
    assert found.days == Days(date(2002, 11, 1), date(2003, 11, 1))
    assert read_period("från 1999 till 2003") == read_period("1999 till 2003")
    assert read_period("1999 till 2003") != read_period("2003")


@pytest.mark.parametrize(
    ("typed", "message", "remedy"),
    [
        ("i fjol", "Perioden går inte att läsa.", FORMS),
        ("ju 2003", "Perioden går inte att läsa.", FORMS),
        ("12/2003", "Perioden går inte att läsa.", FORMS),
        ("200312", "Perioden går inte att läsa.", FORMS),
        ("2003-13", "Månaden finns inte.", "Skriv månaden med ett tal från 01 till 12."),
        (
            "2003-02-29",
            "Dagen finns inte i almanackan.",
            "Skriv år-månad-dag, till exempel 2026-11-22.",
        ),
        ("2003 K5", "Kvartal 5 finns inte. Välj ett tal från 1 till 4.", "Kontrollera perioden."),
        ("1899", "Året ska vara mellan 1900 och 2200.", "Kontrollera året."),
        ("2003-1999", "Perioden slutar innan den börjar.", "Byt plats på början och slut."),
        (
            "2003 till 2003-12",
            "Tiden som värdet jämförs med ska ligga före perioden.",
            "Skriv till exempel 1999 till 2003-12.",
        ),
    ],
)
def test_what_cannot_be_read_says_what_to_write(typed, message, remedy):
    with pytest.raises(Unreadable) as refused:
        read_period(typed)
    assert (refused.value.message, refused.value.remedy) == (message, remedy)


def test_every_period_of_the_printed_report_is_kept_as_it_stood():
    with PRINTED.open(encoding="utf-8") as file:
        periods = [row["Period"] for row in csv.DictReader(file, delimiter=";")]
    assert len(periods) == 48
    assert [read_period(period).written for period in periods] == periods


@given(st.dates(date(1901, 1, 1), date(2199, 12, 31)), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_what_is_written_reads_back(day, form):
    found = read_period(day.strftime(form))
    assert read_period(found.written) == found
    assert read_period(in_words(found.written)) == found
    assert found.days.begins <= day < found.days.ends


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        found = read_period(text)
    except Unreadable:
        return
    assert found.days.begins < found.days.ends


def test_every_precision_is_one_of_the_models():
    periods = ["2003-12-31", "2003-12", "2003 K1", "2003 T1", "2003", "1999-2003"]
    assert [read_period(each).days.precision for each in periods] == Precision.values


def test_a_page_says_parts_of_the_year_in_words_and_breaks_no_line_in_a_month():
    assert in_words("2003 K4") == "kvartal 4 2003"
    assert in_words("2003 T3") == "tertial 3 2003"
    assert in_words("1999 till 2003-12") == "1999 till 2003\u201112"


def test_a_time_stands_where_it_ends():
    assert read_period("2003").days.at == read_period("2003-12").days.at == 2004 * 12
    assert place_of(date(2004, 2, 16)) - place_of(date(2004, 2, 1)) == place_of(date(2004, 2, 1)).__class__(
        15, 29
    )
