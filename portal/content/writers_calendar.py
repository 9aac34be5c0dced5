"""Events as an iCalendar file (RFC 5545), what calendars of phones and offices subscribe to. Pure.

Texts are escaped (§ 3.3.11), lines end with CRLF and are folded at 75 octets without splitting a letter
(§ 3.1). Times are in UTC, so that no time zone needs describing; an event without a time is a whole day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

CONTENT_TYPE = "text/calendar; charset=utf-8"
_OCTETS = 75
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


@dataclass(frozen=True)
class Event:
    """``uid`` stays the same as long as the event is the same. Times are of the zone one writes for."""

    uid: str
    title: str
    day: date
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    description: str = ""
    url: str = ""
    is_cancelled: bool = False


def write_calendar(name: str, events: Iterable[Event], *, now: datetime, zone: tzinfo) -> bytes:
    """Return the calendar called ``name`` with ``events`` as they stand at ``now``."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Samverkansportalen//SV",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ]
    for event in events:
        lines += _event(event, now, zone)
    return "".join(f"{fold(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def escape(text: str) -> str:
    """Return ``text`` as a TEXT value; signs that have no place in one (NUL, bell) are left out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign for sign in plain if sign in "\n\t" or (sign.isprintable() or sign == "\u00a0"))
    return "".join(_ESCAPED.get(sign, sign) for sign in kept)


def fold(line: str) -> str:
    """Return ``line`` in pieces of at most 75 octets, each but the first begun by a space."""
    pieces, piece, room = [], "", _OCTETS
    for sign in line:
        size = len(sign.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", _OCTETS - 1  # the space counts
        piece, room = piece + sign, room - size
    return "\r\n ".join([*pieces, piece])


def _event(event: Event, now: datetime, zone: tzinfo) -> list[str]:
    said = {
        "LOCATION": escape(event.place),
        "DESCRIPTION": escape(event.description),
        "URL": "".join(sign for sign in event.url if sign.isprintable()),
    }
    return [
        "BEGIN:VEVENT",
        f"UID:{escape(event.uid)}",
        f"DTSTAMP:{_utc(now)}",
        *_when(event, zone),
        f"SUMMARY:{escape(event.title)}",
        *(f"{key}:{value}" for key, value in said.items() if value),
        f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def _when(event: Event, zone: tzinfo) -> list[str]:
    if event.starts_at is None:
        after = event.day + timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
    begins = f"DTSTART:{_utc(datetime.combine(event.day, event.starts_at, zone))}"
    if event.ends_at is None:
        return [begins]
    return [begins, f"DTEND:{_utc(datetime.combine(event.day, event.ends_at, zone))}"]


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
