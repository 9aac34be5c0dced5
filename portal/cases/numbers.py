"""Registry numbers (diarienummer) are stored as written and found with any separator.

The database works the keys out itself, so that no door can store a number that cannot be found.
Forms really seen (administration.md 5): ``SOTN 013-609/2001``, ``013 – 430 / 05``, ``1.2.4.-693/2014``.
"""

import re

from django.db.models import CharField, Func, Value
from django.db.models.functions import Lower

MAX_LENGTH = 60


def _replaced(number: str, pattern: str, by: str) -> Func:
    """The number in small letters, every match of ``pattern`` replaced, as an expression."""
    words = (Lower(number), Value(pattern), Value(by), Value("g"))
    return Func(*words, function="regexp_replace", output_field=CharField())


def folded(number: str) -> Func:
    """Only letters and digits: what a search is compared with."""
    return _replaced(number, "[^[:alnum:]]+", "")


def bare(number: str) -> Func:
    """The same without the letters it begins with: ``SOTN 013-609/2001`` is found as ``013-609/2001`` too."""
    return _replaced(number, "^[^0-9]+|[^[:alnum:]]+", "")


def parts(number: str) -> Func:
    """Every separator made one sign: ``013 – 430 / 05`` and ``013-430/05`` are the same number.

    ``1-11/05`` and ``11-1/05`` are not, which is why the separators may not just be dropped.
    """
    dashed = _replaced(number, "[^[:alnum:]]+", "-")
    return Func(dashed, Value("-"), function="btrim", output_field=CharField())


def fold_number(text: str) -> str:
    """Only letters and digits, lower case, as the database's ``folded``: for the term of a search."""
    return "".join(character for character in text.lower() if character.isalnum())


def number_parts(text: str) -> str:
    """The same key as the database's ``parts``, to ask whether a body has the number already."""
    return "-".join(re.findall(r"[^\W_]+", text.lower()))
