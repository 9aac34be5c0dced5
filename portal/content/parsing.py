"""What people write in a box or a cell, read as a value. Forms and files read alike, and refuse alike.

Never guessed: what can be read in two ways is refused, with what to write instead (contract, "Files in").
Blank is the caller's matter; every reader here wants something to read.
"""

import re
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

SPACES = dict.fromkeys(map(ord, " \t\u00a0\u2007\u2009\u202f"))
LONGEST = 40
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+", re.ASCII)
_BOTH = re.compile(r"[+-]?[\d.,]*\d[\d.,]*", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})(\d{2})(\d{2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[ ./-]*(\d{4})", re.ASCII)
_TWO_WAYS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})", re.ASCII)
YES, NO = {"ja", "j", "1", "x"}, {"nej", "n", "0"}


class Unreadable(ValueError):
    """A text that is no such value: ``message`` says why, ``remedy`` what to write instead."""

    def __init__(self, message: str, remedy: str):
        super().__init__(f"{message} {remedy}")
        self.message, self.remedy = message, remedy


def read_decimal(text: str, *, unit: str = "") -> Decimal:
    """Return the number in "1 234,50", "1234.5" or, with ``unit``, "1 234 tkr"."""
    bare = _without_unit(text, unit).translate(SPACES).replace("\u2212", "-")
    if _NUMBER.fullmatch(bare) and not _GROUPED.fullmatch(bare) and len(bare) <= LONGEST:
        return Decimal(bare.replace(",", "."))
    if _BOTH.fullmatch(bare) and len(bare) <= LONGEST:
        raise Unreadable(_("Kan läsas på två sätt."), _two_readings(bare))
    raise Unreadable(_("Det är inget tal."), _("Skriv ett tal, till exempel 1234,5."))


def _without_unit(text: str, unit: str) -> str:
    bare = text.strip().lower()
    return bare.removesuffix(unit).rstrip() if unit else bare


def _two_readings(bare: str) -> str:
    """Say how the number is written plainly when the last sign is a decimal one, and when it is not."""
    whole, sign, decimals = bare.rpartition("," if bare.rfind(",") > bare.rfind(".") else ".")
    digits = re.sub(r"[.,]", "", whole)
    if len(decimals) == 3 and sign == ".":
        words = {"large": digits + decimals, "small": f"{digits},{decimals}"}
        return _("Skriv %(large)s eller %(small)s.") % words
    return _("Skriv %(number)s.") % {"number": f"{digits},{decimals}"}


def read_count(text: str) -> int:
    """Return how many, zero or more."""
    number = read_decimal(text)
    if number != int(number):
        raise Unreadable(_("Antalet är inte ett heltal."), _("Skriv ett helt tal, till exempel 12."))
    if number < 0:
        raise Unreadable(_("Antalet är mindre än noll."), _("Skriv 0 eller mer. Lämna tomt om ni inte vet."))
    return int(number)


def read_date(text: str) -> date:
    """Return the day in 2026-11-22, 20261122, 22/11 2026 or 22.11.2026."""
    bare = " ".join(text.translate({0xA0: " ", 0x202F: " "}).split())
    if match := _ISO.fullmatch(bare):
        year, month, day = (int(part) for part in match.groups() if part)
        return _day(year, month, day)
    if (match := _DAY_FIRST.fullmatch(bare)) and not _ambiguous(bare, match):
        day, month, year = map(int, match.groups())
        return _day(year, month, day)
    if match := _TWO_WAYS.fullmatch(bare):
        raise Unreadable(_("Datumet kan läsas på två sätt."), _both_days(*match.groups()))
    raise Unreadable(_("Det är inget datum."), _("Skriv år-månad-dag, till exempel 2026-11-22."))


def _ambiguous(bare: str, match: re.Match[str]) -> bool:
    """3/4/2008 is April here and March elsewhere; "3/4 2008" and "3.4.2008" are Swedish and clear."""
    day, month, _year = match.groups()
    return re.search(r"\d/\d+/", bare) is not None and int(day) <= 12 and int(month) <= 12 and day != month


def _both_days(first: str, second: str, year: str) -> str:
    written = f"20{year}" if len(year) == 2 else year
    days = {
        f"{written}-{int(month):02}-{int(day):02}"
        for day, month in ((first, second), (second, first))
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    }
    return _("Skriv %(days)s.") % {"days": _(" eller ").join(sorted(days)) or "2026-11-22"}


def _day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise Unreadable(_("Dagen finns inte."), _("Kontrollera månad och dag.")) from error
    if not 1900 <= found.year <= 2200:
        raise Unreadable(_("Året är orimligt."), _("Skriv ett år mellan 1900 och 2200."))
    return found


def read_yes_no(text: str) -> bool:
    """Return the answer in Ja/Nej, J/N, x or 1/0."""
    bare = text.strip().lower()
    if bare in YES:
        return True
    if bare in NO:
        return False
    raise Unreadable(_("Svaret finns inte."), _("Skriv Ja eller Nej."))
