"""Days as sources tell them: read, written back, said in words, and which term they lie in."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from projects.models.dating import (
    AUTUMN,
    DAY,
    MONTH,
    SPRING,
    TERM,
    YEAR,
    Span,
    read_spans,
    say_spans,
    term_days,
    term_name,
    write_spans,
)

READ = {
    "": [],
    "2003-12-05": [Span(date(2003, 12, 5), date(2003, 12, 6), DAY)],
    "2003-05": [Span(date(2003, 5, 1), date(2003, 6, 1), MONTH)],
    "2003-12": [Span(date(2003, 12, 1), date(2004, 1, 1), MONTH)],
    "2003-05/2003-06": [Span(date(2003, 5, 1), date(2003, 7, 1), MONTH)],
    "2003-hösten": [Span(date(2003, 7, 1), date(2004, 1, 1), TERM)],
    "2004-våren": [Span(date(2004, 1, 1), date(2004, 7, 1), TERM)],
    "2002/2003": [Span(date(2002, 1, 1), date(2004, 1, 1), YEAR)],
    "2024-02-29": [Span(date(2024, 2, 29), date(2024, 3, 1), DAY)],
    "2003-10-27/2003-10-28|2003-12-05": [
        Span(date(2003, 10, 27), date(2003, 10, 29), DAY),
        Span(date(2003, 12, 5), date(2003, 12, 6), DAY),
    ],
}


@pytest.mark.parametrize(("text", "spans"), READ.items())
def test_days_are_read_as_exact_as_they_are_known_and_written_back(text, spans):
    assert read_spans(text) == spans
    assert write_spans(spans) == text


@pytest.mark.parametrize(
    ("typed", "written"),
    {
        " 2003-05 / 2003-06 ": "2003-05/2003-06",
        "2003-10-27\n2003-12-05": "2003-10-27|2003-12-05",
        "ht 2003": "2003-hösten",
        "VT2004": "2004-våren",
        "hösten 2003": "2003-hösten",
        "2003 vår; 2003-11": "2003-våren|2003-11",
    }.items(),
)
def test_other_ways_of_writing_become_the_one(typed, written):
    assert write_spans(read_spans(typed)) == written


@pytest.mark.parametrize(
    ("typed", "words"),
    {
        "i maj": "”i maj” går inte att läsa som datum. "
        "Skriv till exempel 2026-10-27, 2026-10, 2026-hösten eller 2026.",
        "2003-02-29": "”2003-02-29” går inte att läsa som datum. "
        "Skriv till exempel 2026-10-27, 2026-10, 2026-hösten eller 2026.",
        "1066": "”1066” går inte att läsa som datum. "
        "Skriv till exempel 2026-10-27, 2026-10, 2026-hösten eller 2026.",
        "2003-06/2003-05": "2003-06/2003-05 går inte att läsa: "
        "skriv det tidigaste först, och båda lika noga.",
        "2003-05/2003-06-01": "2003-05/2003-06-01 går inte att läsa: "
        "skriv det tidigaste först, och båda lika noga.",
        "2003-12-05|2003-10-27": "Datumen går in i varandra. Skriv dem i ordning, det tidigaste först.",
        "2003|2003-05": "Datumen går in i varandra. Skriv dem i ordning, det tidigaste först.",
        "|".join(str(year) for year in range(2000, 2021)): "Högst 20 datum. Skriv resten i anteckningen.",
    }.items(),
)
def test_what_cannot_be_read_is_refused_with_what_to_write(typed, words):
    with pytest.raises(ValidationError) as refused:
        read_spans(typed)
    assert refused.value.messages == [words]


@pytest.mark.parametrize(
    ("text", "said"),
    {
        "": None,
        "2003-12-05": "5 december 2003",
        "2003-10-27/2003-10-28|2003-12-05": "27–28 oktober 2003 och 5 december 2003",
        "2002-12-30/2003-01-02": "30 december 2002–2 januari 2003",
        "2003-05-30/2003-06-02": "30 maj–2 juni 2003",
        "2003-05/2003-06": "maj–juni 2003",
        "2002-12/2003-01": "december 2002–januari 2003",
        "2003-05": "maj 2003",
        "2003-hösten": "hösten 2003",
        "2003-hösten/2004-våren": "hösten 2003–våren 2004",
        "2002/2003": "2002–2003",
        "2003": "2003",
        "2001|2002|2003": "2001, 2002 och 2003",
    }.items(),
)
def test_days_are_said_in_words(text, said):
    with override("sv"):
        assert say_spans(text) == said


@pytest.mark.parametrize(
    ("text", "term"),
    {
        "2003-06-30": (2003, SPRING),
        "2003-07-01": (2003, AUTUMN),
        "2003-12-31": (2003, AUTUMN),
        "2003-05/2003-06": (2003, SPRING),
        "2003-06/2003-07": None,
        "2003-hösten": (2003, AUTUMN),
        "2003": None,
        "2002-12-31/2003-01-01": None,
    }.items(),
)
def test_a_term_holds_what_lies_in_it_wholly(text, term):
    assert read_spans(text)[0].term == term


def test_a_term_is_half_a_year():
    assert term_days((2003, AUTUMN)) == (date(2003, 7, 1), date(2004, 1, 1))
    assert (term_name((2003, SPRING)), term_name((2003, AUTUMN))) == (
        "Vårterminen 2003",
        "Höstterminen 2003",
    )


@given(st.dates(date(1900, 1, 1), date(2190, 1, 1)), st.integers(0, 400))
def test_any_stretch_of_days_is_written_and_read_back(begins, length):
    ends = date.fromordinal(begins.toordinal() + length)
    text = begins.isoformat() if length == 0 else f"{begins}/{ends}"
    (span,) = read_spans(text)
    assert (span.begins, span.last_day, write_spans([span])) == (begins, ends, text)
