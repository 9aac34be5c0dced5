"""The ready sentences for a committee's paper: none, one and many; promises, uppskov, returned, in."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from portal.deadlines.telling import Chase, Moment, Word, committee_text, in_words

TODAY = date(2004, 3, 1)
FINAL = Chase(what="slutredovisning", last_day=date(2003, 12, 31))
THREE = (Moment(date(2003, 9, 2)), Moment(date(2003, 11, 4)), Moment(date(2003, 10, 7)))


def told(today: date = TODAY, **known) -> str:
    return committee_text(replace(FINAL, **known), today=today)


def test_the_sentence_as_it_stood_in_print():
    assert told(reminders=THREE) == (
        "Trots tre påminnelser, den senaste den 4 november 2003, har slutredovisning inte kommit in."
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "Slutredovisning har inte kommit in. Sista dagen var den 31 december 2003."),
        (1, "Trots en påminnelse den 4 november 2003 har slutredovisning inte kommit in."),
        (2, "Trots två påminnelser, den senaste den 4 november 2003, har slutredovisning inte kommit in."),
        (12, "Trots tolv påminnelser, den senaste den 4 november 2003, har slutredovisning inte kommit in."),
        (13, "Trots 13 påminnelser, den senaste den 4 november 2003, har slutredovisning inte kommit in."),
    ],
)
def test_none_one_and_many_reminders(count, words):
    assert told(reminders=[Moment(date(2003, 11, 4))] * count) == words


def test_numbers_are_words_up_to_twelve():
    assert [in_words(n) for n in (0, 1, 2, 12, 13)] == ["0", "en", "två", "tolv", "13"]


def test_a_day_nobody_knows_is_written_as_the_source_does():
    assert told(reminders=[Moment(date(2002, 4, 1), "våren 2002")]) == (
        "Trots en påminnelse våren 2002 har slutredovisning inte kommit in."
    )


@pytest.mark.parametrize("today", [date(2003, 11, 30), date(2003, 12, 31)])
def test_what_is_not_late_is_not_blamed(today):
    assert told(today, reminders=THREE) == "Slutredovisning ska komma in senast den 31 december 2003."


def test_the_day_after_the_last_one_is_late():
    assert told(date(2004, 1, 1)).startswith("Slutredovisning har inte kommit in.")


def test_another_report_than_the_final_one():
    what = "redovisning för tertial 2 2026"
    assert told(what=what, reminders=THREE[:1]) == (
        "Trots en påminnelse den 2 september 2003 har redovisning för tertial 2 2026 inte kommit in."
    )


@pytest.mark.parametrize(
    ("promises", "words"),
    [
        ([Word(Moment(date(2003, 9, 30)))], "Den utlovades den 30 september 2003."),
        (
            [Word(Moment(date(2003, 9, 30)), date(2003, 10, 15))],
            "Den utlovades den 30 september 2003 till den 15 oktober 2003.",
        ),
        (
            [Word(Moment(date(2003, 9, 30)), withdrawn_on=date(2003, 10, 14))],
            "Den utlovades den 30 september 2003. Löftet togs tillbaka den 14 oktober 2003.",
        ),
        (
            [Word(Moment(date(2003, 9, 30)), date(2003, 10, 15)), Word(Moment(date(2003, 10, 20)))],
            "Den har utlovats två gånger, senast den 20 oktober 2003.",
        ),
        (
            [Word(Moment(date(2003, 9, 30))), Word(Moment(date(2003, 10, 20)), date(2003, 11, 1))],
            "Den har utlovats två gånger, senast den 20 oktober 2003 till den 1 november 2003.",
        ),
    ],
)
def test_promises(promises, words):
    found = told(promises=promises)
    assert found == f"Slutredovisning har inte kommit in. Sista dagen var den 31 december 2003. {words}"


def test_uppskov_and_escalation():
    assert told(
        reminders=THREE,
        extended_from=date(2003, 11, 30),
        escalated=[("stadsdelsdirektören", date(2004, 2, 2)), ("förvaltningschefen", date(2004, 2, 20))],
    ) == (
        "Trots tre påminnelser, den senaste den 4 november 2003, har slutredovisning inte kommit in. "
        "Uppskov beviljades från den 30 november 2003 till den 31 december 2003. "
        "Frågan lyftes till förvaltningschefen den 20 februari 2004."
    )


BACK = {"state": "returned", "came_on": date(2004, 1, 5), "reviewed_on": date(2004, 1, 20)}


def test_returned_and_not_come_again():
    first = (
        "Slutredovisning kom in den 5 januari 2004, fem dagar för sent efter tre påminnelser, men lämnades"
    )
    assert told(**BACK, reminders=THREE) == (
        f"{first} tillbaka den 20 januari 2004. Den har inte kommit in igen."
    )


def test_returned_counts_the_reminders_and_promises_after_that():
    since = [*THREE, Moment(date(2004, 2, 1)), Moment(date(2004, 2, 15))]
    promises = [Word(Moment(date(2003, 9, 30))), Word(Moment(date(2004, 2, 2)))]
    assert told(**BACK, reminders=since, promises=promises).endswith(
        "Trots två påminnelser, den senaste den 15 februari 2004, har den inte kommit in igen. "
        "Den utlovades den 2 februari 2004."
    )


def test_what_is_in():
    assert told(state="submitted", came_on=date(2003, 12, 31), reminders=THREE) == (
        "Slutredovisning kom in den 31 december 2003. Den är ännu inte granskad."
    )
    assert told(state="accepted", came_on=date(2004, 1, 1), reminders=THREE[:1]) == (
        "Slutredovisning kom in den 1 januari 2004, en dag för sent efter en påminnelse, "
        "och är granskad och godtagen."
    )


def test_a_leap_day():
    assert told(date(2028, 3, 1), last_day=date(2028, 2, 29)) == (
        "Slutredovisning har inte kommit in. Sista dagen var den 29 februari 2028."
    )


def test_it_is_swedish_whoever_reads_when_the_page_asks_so():
    with override("en"), override("sv"):
        assert told(reminders=THREE).startswith("Trots tre påminnelser")
