"""Personal identity numbers in free text, in their disguises: refused before anything is stored.

Ten or twelve digits, with any dash, plus or spaces between, that are a real day (coordination numbers have 60
added) and pass the check digit, or are written just as such numbers are.
"""

import re
import unicodedata
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HIDDEN = "••••••-••••"
# Digits parted by at most three spaces, dots, dashes or pluses; not the tail of a longer row of digits.
_APART = r"[ .+\u00a0\u2009\u202f\u2010-\u2015\u2212-]{0,3}"
# Written as such numbers are: a slip of the pen in the last digit makes it no less a person's.
_DRESSED = re.compile(r"(?:\d{6}[-+]|(?:19|20)\d{6}[-+]?)\d{4}")
_CANDIDATES = [re.compile(rf"(?<!\d)(?=(\d(?:{_APART}\d){{{more}}})(?!\d))") for more in (11, 9)]


def find_personal_numbers(text: str) -> list[str]:
    """The parts of ``text`` that are personal identity or coordination numbers, as written."""
    plain = unicodedata.normalize("NFKC", text)
    found = (match[1] for candidate in _CANDIDATES for match in candidate.finditer(plain))
    return [written for written in found if _is_personal(written)]


def hide_personal_numbers(text: str) -> str:
    """``text`` with its personal identity numbers dotted out, for a refusal that is itself kept."""
    found = find_personal_numbers(text)
    plain = unicodedata.normalize("NFKC", text) if found else text
    for written in sorted(found, key=len, reverse=True):
        plain = plain.replace(written, HIDDEN)
    return plain


def refuse_personal_numbers(text: str) -> None:
    """Raise ValidationError, saying what to write instead, when ``text`` holds a personal identity number."""
    if find_personal_numbers(text):
        raise ValidationError(
            _(
                "Texten innehåller ett personnummer. Skriv inget som pekar ut en person: inga namn, "
                "personnummer eller adresser. Skriv ”en förälder” eller ”flera unga”."
            ),
            code="personal_number",
        )


def _is_personal(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    return _is_day(digits) and (bool(_DRESSED.fullmatch(written)) or _checks(digits[-10:]))


def _is_day(digits: str) -> bool:
    centuries = (digits[:2],) if len(digits) == 12 else ("19", "20")
    year, month, day = digits[-10:-8], int(digits[-8:-6]), int(digits[-6:-4])
    day = day - 60 if day > 60 else day
    for century in centuries:
        try:
            date(int(century + year), month, day)
        except ValueError:
            continue
        return True
    return False


def _checks(ten: str) -> bool:
    """Luhn's check digit over the last ten digits."""
    doubled = [int(digit) * (2 - position % 2) for position, digit in enumerate(ten)]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
