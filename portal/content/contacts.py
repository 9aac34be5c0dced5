"""Telephone numbers and e-mail addresses in free text, in their disguises: they point out a person too.

Dates, times, amounts, registry numbers, postcodes and project numbers are none: a number is one
only when it is written with an area code (070, 08, 0501) or a country code (+46), and is as long as they are.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.content.personal import find_personal_numbers, refuse_personal_numbers

_GAP = r"[ .()\u00a0\u2009\u202f\u2010-\u2015\u2212-]{0,3}"
# Not inside a word, a longer number, or a registry number (T2012-050-05828, 2017/050-123456).
_BEGINS = r"(?<![\w+])(?<!\d[-–.,/:])"
_NUMBER = re.compile(
    rf"{_BEGINS}(?:\(?0(?:7 \d|8|[1-79]\d{{1,2}})(?:{_GAP}\d){{5,}}"  # an area code, as in Sweden
    rf"|(?:\+|00)[1-9]{_GAP}\d(?:{_GAP}\d){{6,}})(?!\w)"  # a country code
)
_AT = r"(?:@|\s?[\[(]\s?(?:@|at|snabel-?a)\s?[\])]\s?|\s(?:@|at|snabel-?a)\s)"
_DOT = r"(?:\.|\s?[\[(]\s?(?:dot|punkt)\s?[\])]\s?|\s(?:dot|punkt)\s)"
# As long as addresses may be: an endless word must not cost endless time.
_ADDRESS = re.compile(
    rf"[\w.+%-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,6}}{_DOT}[a-z]{{2,24}}(?!\w)",
    re.IGNORECASE,
)


def find_phone_numbers(text: str) -> list[str]:
    """The parts of ``text`` that are telephone numbers, as written."""
    return [match[0] for match in _NUMBER.finditer(_plain(text)) if _is_phone(match[0])]


def find_addresses(text: str) -> list[str]:
    """The parts of ``text`` that are e-mail addresses, as written."""
    return _ADDRESS.findall(_plain(text))


def refuse_identifying(text: str) -> None:
    """Raise ValidationError, saying what to write instead, when ``text`` holds a personal identity number, a
    telephone number or an e-mail address."""
    refuse_personal_numbers(text)
    if find_phone_numbers(text):
        raise ValidationError(
            _("Texten innehåller ett telefonnummer. Ta bort det. Skriv ”en förälder” eller ”en förening”."),
            code="phone_number",
        )
    if find_addresses(text):
        raise ValidationError(
            _("Texten innehåller en e-postadress. Ta bort den. Skriv vilken funktion du menar i stället."),
            code="address",
        )


def identifies(texts: Iterable[str]) -> bool:
    """Whether any of ``texts`` holds what ``refuse_identifying`` refuses."""
    return any(
        find_personal_numbers(each) or find_phone_numbers(each) or find_addresses(each) for each in texts
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _is_phone(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    if written[0] == "+" or digits.startswith("00"):
        least = (
            9 if digits.lstrip("0").startswith("46") else 11
        )  # +46 8 12 34 56; others with 00 or a whole one
        return len(digits) >= least
    if digits.startswith("08"):
        parted_once = not re.search(r"[^\d\s]", written.strip("(")[3:])  # 08-12 34 56, and not 08.00-17.00
        return len(digits) >= (8 if parted_once else 9)
    return len(digits) >= (10 if digits.startswith("07") else 9)
