"""What people write in a cell or a box, read into values: numbers, dates, yes and no, lists, words.

Swedish first, and never a guess: what can be read two ways is refused, with both readings. Blank is the
caller's to see to (not reported is not zero); every reader here is given text with something in it, except
``read_optional``.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from portal.content.writers_cells import unguarded

T = TypeVar("T")
SPACES = "\u00a0\u2007\u2009\u202f "
MAX_DIGITS = 18
DECIMALS = 5  # tkr to the öre
# Marks that turn the direction of text are taken away: they hide what a cell says.
UNSEEN = dict.fromkeys(
    map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
)
_GROUPED = re.compile(rf"[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+")
_THOUSAND = re.compile(r"[0-9][,.]000$")
_POINT = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")  # a thousand, or one and a bit with three decimals
_UNIT = re.compile(rf"(?<=[0-9])[{SPACES}]*(t?kr)$", re.IGNORECASE)
_PLAIN = re.compile(r"[0-9]+")  # other scripts' digits are no digits here
_DAY = (
    (re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]00:00(?::00)?)?"), (1, 2, 3)),
    (re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"), (1, 2, 3)),
    (re.compile(r"([0-9]{1,2})/([0-9]{1,2}) ([0-9]{4})"), (3, 2, 1)),
    (re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})"), (3, 2, 1)),
)
_TWO_WAYS = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")
_YES = {"ja", "j", "1", "x", "yes", "sant", "true"}
_NO = {"nej", "n", "0", "no", "falskt", "false"}


class Unreadable(ValueError):
    """A text that cannot be read: what is wrong, and what to write instead."""

    def __init__(self, message: str, remedy: str):
        super().__init__(f"{message} {remedy}")
        self.message, self.remedy = message, remedy


def read_optional(reader: Callable[[str], T], text: str) -> T | None:
    """None for a blank cell (not reported), else what ``reader`` reads."""
    return reader(text) if text.strip(SPACES + "\t\r\n") else None


def read_text(text: str) -> str:
    """Words in composed letters, trimmed. Refuses control characters, half letters and formulas."""
    clean = unicodedata.normalize("NFC", text.translate(UNSEEN)).strip(SPACES + "\t\r\n")
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\t\r\n" for sign in clean):
        raise Unreadable(_("Texten innehåller tecken som inte går att spara."), _("Skriv om texten."))
    if clean.startswith("="):
        raise Unreadable(_("Cellen är en formel."), _("Skriv det som formeln ger."))
    return unguarded(clean)


def read_decimal(text: str, units: tuple[str, ...] = ("tkr", "kr")) -> Decimal:
    """``1 234,50``, ``1234,5``, ``1234.5``, with or without one of ``units`` after it.

    Refuses ``1,234.50``, ``1.234,50`` and ``1.234``: they are read differently by different people.
    """
    clean = _without_unit(read_text(text), units)
    sign, digits = _sign(clean)
    if _POINT.fullmatch(digits):
        readings = {"one": digits.replace(".", ","), "other": digits.replace(".", "")}
        raise Unreadable(_("Talet kan läsas på två sätt."), _("Skriv %(one)s eller %(other)s.") % readings)
    if "," in digits and "." in digits:
        plain = re.sub(r"[,.]", "", digits[: max(digits.rfind(","), digits.rfind("."))])
        raise Unreadable(
            _("Talet har både komma och punkt och kan läsas på flera sätt."),
            _("Skriv %(number)s.") % {"number": f"{plain},{re.split('[,.]', digits)[-1]}"},
        )
    whole, _comma, decimals = digits.replace(".", ",").partition(",")
    if not _whole(whole) or ("," in digits.replace(".", ",") and not _PLAIN.fullmatch(decimals)):
        raise Unreadable(_("Det är inget tal."), _("Skriv ett tal med siffror, till exempel 1234,50."))
    return sign * _exact(_bare(whole), decimals)


def _without_unit(clean: str, units: tuple[str, ...]) -> str:
    written = _UNIT.search(clean)
    if written is None:
        return clean
    if written[1].casefold() not in units:
        remedy = _("Skriv talet i %(unit)s.") % {"unit": units[0]} if units else _("Skriv talet utan enhet.")
        raise Unreadable(_("Enheten passar inte här."), remedy)
    return clean[: written.start()]


def _sign(clean: str) -> tuple[int, str]:
    if clean[:1] in ("-", "\u2212", "+"):
        return (1 if clean[0] == "+" else -1), clean[1:].lstrip(SPACES)
    return 1, clean


def _whole(digits: str) -> bool:
    return bool(_PLAIN.fullmatch(digits) or _GROUPED.fullmatch(digits))


def _bare(digits: str) -> str:
    return re.sub(rf"[{SPACES}]", "", digits)


def _exact(whole: str, decimals: str) -> Decimal:
    if len(whole.lstrip("0")) > MAX_DIGITS:
        raise Unreadable(_("Talet är för stort."), _("Kontrollera talet och dess enhet."))
    if len(decimals.rstrip("0")) > DECIMALS:
        raise Unreadable(
            _("Talet har för många decimaler."), _("Skriv högst %(n)s decimaler.") % {"n": DECIMALS}
        )
    return Decimal(f"{whole}.{decimals or 0}")


def read_int(text: str) -> int:
    """A whole number, spaces between thousands allowed; ``12,0`` is 12.

    Refuses ``12,000`` and ``12.000``: twelve to some, twelve thousand to others.
    """
    if _THOUSAND.search(read_text(text)):
        raise Unreadable(
            _("Talet kan läsas på två sätt."), _("Skriv talet utan komma och punkt, till exempel 12000.")
        )
    number = read_decimal(text, units=())
    if number != number.to_integral_value():
        raise Unreadable(_("Talet ska vara ett helt tal."), _("Skriv talet utan decimaler."))
    return int(number)


def read_count(text: str) -> int:
    """How many: 0 or more."""
    count = read_int(text)
    if count < 0:
        raise Unreadable(
            _("Ett antal kan inte vara mindre än noll."), _("Skriv 0 eller mer, eller lämna tomt.")
        )
    return count


def read_year(text: str) -> int:
    """A year with four digits, 1990 to 2100."""
    written = read_text(text)
    if not (_PLAIN.fullmatch(written.removesuffix(".0")) and 1990 <= float(written) <= 2100):
        raise Unreadable(_("Det är inget år."), _("Skriv året med fyra siffror, mellan 1990 och 2100."))
    return int(float(written))


def read_date(text: str) -> date:
    """``2026-11-22``, ``20261122``, ``22/11 2026`` or ``22.11.2026``; refuses ``04/03/2008``."""
    clean = re.sub(rf"[{SPACES}]+", " ", read_text(text))
    for pattern, order in _DAY:
        if found := pattern.fullmatch(clean):
            return _day(*(int(found[group]) for group in order))
    if found := _TWO_WAYS.fullmatch(clean):
        raise _ambiguous(int(found[1]), int(found[2]), int(found[3]))
    raise Unreadable(_("Det är inget datum."), _("Skriv år-månad-dag, till exempel 2026-11-22."))


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(
            _("Dagen finns inte i almanackan."), _("Skriv år-månad-dag, till exempel 2026-11-22.")
        ) from None


def _ambiguous(first: int, second: int, year: int) -> Unreadable:
    readings = []
    for month, day in ((second, first), (first, second)):
        try:
            readings.append(date(year, month, day).isoformat())
        except ValueError:
            continue
    remedy = _("Skriv %(dates)s.") % {"dates": _(" eller ").join(dict.fromkeys(readings)) or "2026-11-22"}
    return Unreadable(_("Datumet kan läsas på flera sätt."), remedy)


def read_yes_no(text: str) -> bool:
    """Ja/Nej, J/N, 1/0 or x."""
    word = read_text(text).casefold()
    if word in _YES | _NO:
        return word in _YES
    raise Unreadable(_("Svaret finns inte."), _("Skriv Ja eller Nej."))


def read_list(text: str) -> list[str]:
    """Several things in one cell, between ``|``; the same one twice counts once."""
    return list(dict.fromkeys(part for raw in text.split("|") if (part := read_text(raw))))
