"""Events as an iCalendar file: escaped, folded, in UTC; nothing a title says becomes a line of its own."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from portal.content.writers_calendar import Event, escape, fold, write_calendar

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SUMMER = Event("a-1@x", "Dialogtorg", date(2026, 7, 7), time(14), time(15, 30), place="Husby")


def lines(*events: Event) -> list[str]:
    """The lines of the calendar's events, unfolded."""
    text = write_calendar("Min", events, now=NOW, zone=STOCKHOLM).decode()
    assert text.endswith("END:VCALENDAR\r\n")
    found = text.replace("\r\n ", "").split("\r\n")
    return found[found.index("REFRESH-INTERVAL;VALUE=DURATION:PT1H") + 1 : -2]


def test_an_event_is_written_in_utc():
    assert lines(SUMMER) == [
        "BEGIN:VEVENT",
        "UID:a-1@x",
        "DTSTAMP:20261122T093000Z",
        "DTSTART:20260707T120000Z",
        "DTEND:20260707T133000Z",
        "SUMMARY:Dialogtorg",
        "LOCATION:Husby",
        "STATUS:CONFIRMED",
        "END:VEVENT",
    ]


def test_winter_is_an_hour_from_utc_and_a_start_may_stand_alone():
    winter = Event("a-2@x", "Brev", date(2026, 12, 1), time(14))

    assert lines(winter)[3:5] == ["DTSTART:20261201T130000Z", "SUMMARY:Brev"]


@pytest.mark.parametrize("ends_at", [None, time(15)])
def test_without_a_start_it_is_the_whole_day(ends_at):
    day = Event("a-3@x", "Brev", date(2026, 12, 31), None, ends_at)

    assert lines(day)[3:5] == ["DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101"]


def test_what_is_cancelled_says_so():
    assert lines(Event("a-4@x", "Brev", date(2026, 12, 1), is_cancelled=True))[-2] == "STATUS:CANCELLED"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Kaffe; te, kakor\\bröd", "Kaffe\\; te\\, kakor\\\\bröd"),
        ("två\r\nrader", "två\\nrader"),
        ("två\rrader", "två\\nrader"),
        ("slut\x00\x07\x1b", "slut"),
        ("rad\u2028rad\u202eräd", "radradräd"),
        ("hårt\u00a0mellanslag", "hårt\u00a0mellanslag"),
    ],
)
def test_texts_are_escaped(text, escaped):
    assert escape(text) == escaped


def test_a_title_begins_no_event_of_its_own():
    hostile = Event("a-5@x", "A\r\nEND:VEVENT\r\nBEGIN:VEVENT", date(2026, 12, 1))

    assert [line for line in lines(hostile) if line == "BEGIN:VEVENT"] == ["BEGIN:VEVENT"]


@pytest.mark.parametrize("sign", ["a", "å", "€", "𝄞"])
@pytest.mark.parametrize("length", [0, 1, 74, 75, 76, 150, 301])
def test_lines_are_folded_at_75_octets_and_unfold_to_what_they_were(sign, length):
    line = sign * length
    folded = fold(line)

    assert max(len(piece.encode()) for piece in folded.split("\r\n")) <= 75
    assert folded.replace("\r\n ", "") == line


def test_a_short_line_stands_as_it_is_and_a_long_one_does_not():
    assert fold("x" * 75) == "x" * 75
    assert fold("x" * 76) == f"{'x' * 75}\r\n x"
