"""The time a value of an indicator stands for, as statistics are written: a year, a month, twelve months.

Read once, for form and file alike: ``2003``, ``2003-12``, ``2003-12-31``, ``2003 K4`` (kvartal), ``2003 T3``
(tertial), several of them (``1999-2003``, ``2002-11/2003-10``), and from what a change is counted
(``1999 till 2002-11/2003-10``). No ORM here.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.content.parsing import SPACES, Unreadable, read_text
from portal.periods import FIRST_YEAR, LAST_YEAR, QUARTER, TERTIAL, Period, add_months

MONTHS = (
    *("JANUARI", "FEBRUARI", "MARS", "APRIL", "MAJ", "JUNI", "JULI", "AUGUSTI"),
    *("SEPTEMBER", "OKTOBER", "NOVEMBER", "DECEMBER"),
)
LENGTHS = {1: "month", 3: "quarter", 4: "tertial", 12: "year"}  # months -> models.Precision
WHOLE = "\u2011"  # a hyphen at which no line is broken
_KINDS = {"K": QUARTER, "T": TERTIAL}
_FORMS = (
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})",
    r"(?P<year>[0-9]{4})(?:-| ?M)(?P<month>[0-9]{2})",
    r"(?P<year>[0-9]{4})[ -]?(?P<kind>[KT])(?P<part>[0-9])",
    r"(?P<kind>[KT])(?:VARTAL|ERTIAL)? ?(?P<part>[0-9]) (?P<year>[0-9]{4})",
    r"(?P<name>[A-ZÅÄÖ]{3,9}) (?P<year>[0-9]{4})",
    r"(?P<year>[0-9]{4})",
)
_POINT = "|".join(
    re.sub(r"\?P<\w+>", "", form).replace("(", "(?:").replace("(?:?:", "(?:") for form in _FORMS
)
_STRETCH = re.compile(rf"({_POINT})(?: ?[/-] ?({_POINT}))?")


@dataclass(frozen=True)
class Days:
    """A half-open stretch of days."""

    begins: date
    ends: date

    @property
    def months(self) -> int | None:
        """How many whole months it is; None when it does not begin and end with months."""
        if self.begins.day != 1 or self.ends.day != 1:
            return None
        return (self.ends.year - self.begins.year) * 12 + self.ends.month - self.begins.month

    @property
    def precision(self) -> str:
        """One of ``models.Precision``: a quarter begins where quarters do, else it is three months."""
        months = self.months
        if months in LENGTHS and (self.begins.month - 1) % (months or 1) == 0:
            return LENGTHS[months or 1]
        return "day" if self.ends - self.begins == timedelta(days=1) else "span"

    @property
    def at(self) -> Fraction:
        """Where it stands on a line: its end, in months. A year stands where its December stands."""
        return place_of(self.ends)

    def holds(self, day: date) -> bool:
        """Whether ``day`` parts it in two: some days before, some from then on."""
        return self.begins < day < self.ends

    def reaching(self, other: "Days") -> "Days":
        """Both stretches and all that lies between them."""
        return Days(min(self.begins, other.begins), max(self.ends, other.ends))


def place_of(day: date) -> Fraction:
    """Where a day begins on a line counted in months since year 0."""
    first = day.replace(day=1)
    length = (add_months(first, 1) - first).days
    return Fraction(day.year * 12 + day.month - 1) + Fraction(day.day - 1, length)


@dataclass(frozen=True)
class IndicatorPeriod:
    """The days a value stands for and, of a change, the days it is counted from. Equal when the days are."""

    days: Days
    compared: Days | None = None
    written: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.written


def read_period(text: str) -> IndicatorPeriod:
    """Read a period as people and files write it. Raises Unreadable with what to write instead."""
    clean = re.sub(rf"[{SPACES}\s]+", " ", re.sub(f"[–{WHOLE}]", "-", read_text(text))).removesuffix(".0")
    before, till, after = clean.partition(" till ")
    if not till:
        days, written = _stretch(clean)
        return IndicatorPeriod(days, None, written)
    compared, first = _stretch(before.casefold().removeprefix("från "))
    days, last = _stretch(after)
    if compared.ends > days.begins:
        raise Unreadable(
            _("Tiden som värdet jämförs med ska ligga före perioden."),
            _("Skriv till exempel 1999 till 2003-12."),
        )
    return IndicatorPeriod(days, compared, f"{first} till {last}")


def in_words(written: str) -> str:
    """How a page says a period: "2003 K4" is "kvartal 4 2003"; all else as it is written, in one piece."""
    kinds = {"K": _("kvartal"), "T": _("tertial")}
    said = re.sub(r"([0-9]{4}) ([KT])([0-9])", lambda f: f"{kinds[f[2]]} {f[3]} {f[1]}", written)
    return said.replace("-", WHOLE)


def plain(said: str) -> str:
    """The same for a file: with the hyphen of the keyboard."""
    return said.replace(WHOLE, "-")


def _stretch(text: str) -> tuple[Days, str]:
    """One point, or from one to another."""
    found = _STRETCH.fullmatch(text.upper())
    if found is None:
        raise _unreadable()
    first, one = _point(found[1])
    if found[2] is None:
        return first, one
    last, other = _point(found[2])
    if last.ends <= first.begins:
        raise Unreadable(_("Perioden slutar innan den börjar."), _("Byt plats på början och slut."))
    joint = "-" if len(one) == 4 else "/"
    return Days(first.begins, last.ends), f"{one}{joint}{other}"


def _point(text: str) -> tuple[Days, str]:
    """One year, tertial, quarter, month or day, and how it is written."""
    said = next(found for form in _FORMS if (found := re.fullmatch(form, text))).groupdict()
    year = int(said["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        words = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise Unreadable(_("Året ska vara mellan %(first)s och %(last)s.") % words, _("Kontrollera året."))
    if "kind" in said:
        return _part(said["kind"], year, int(said["part"]))
    if "name" in said:
        return _month(year, _named(said["name"]))
    if "day" in said:
        return _day(text)
    return _month(year, int(said["month"])) if "month" in said else _year(year)


def _year(year: int) -> tuple[Days, str]:
    return Days(date(year, 1, 1), date(year + 1, 1, 1)), str(year)


def _month(year: int, month: int) -> tuple[Days, str]:
    if not 1 <= month <= 12:
        raise Unreadable(_("Månaden finns inte."), _("Skriv månaden med ett tal från 01 till 12."))
    first = date(year, month, 1)
    return Days(first, add_months(first, 1)), f"{year}-{month:02}"


def _named(word: str) -> int:
    found = [number for number, name in enumerate(MONTHS, 1) if name.startswith(word)]
    if len(found) != 1:
        raise _unreadable()
    return found[0]


def _day(text: str) -> tuple[Days, str]:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        message = _("Dagen finns inte i almanackan.")
        raise Unreadable(message, _("Skriv år-månad-dag, till exempel 2026-11-22.")) from None
    return Days(day, day + timedelta(days=1)), text


def _part(kind: str, year: int, number: int) -> tuple[Days, str]:
    try:
        period = Period(_KINDS[kind], year, number)
    except ValidationError as error:
        raise Unreadable(error.messages[0], _("Kontrollera perioden.")) from None
    return Days(period.begins, period.ends), f"{year} {kind}{number}"


def _unreadable() -> Unreadable:
    return Unreadable(
        _("Perioden går inte att läsa."),
        _("Skriv till exempel 2003, 2003-12, 2003-12-31, 2003 K4, 2003 T3, 1999-2003 eller 2002-11/2003-10."),
    )
