"""Swedish order, forgiving search and natural numbers as plain functions. functions.py has them in SQL.

Both sides agree letter by letter (a property test compares them), so a search term folded here finds what
the database folded there, and a list sorted here stands in the database's order.
"""

import re
from unicodedata import normalize

# Å Ä Ö after Z, in that order, whatever the server's locale: their keys are the signs after "z" in ASCII.
SORTED = ("åäöéü", "{|}ey")
FOLDED = ("åäáàâãæçéèêëíìîïñóòôöõøœúùûüýÿ", "aaaaaaaceeeeiiiinooooooouuuuyy")
DIGITS = 10  # a run of digits is written with at least this many


def _lower(text: str) -> str:
    # letter by letter as PostgreSQL does it: one in, one out ("İ".lower() is two signs)
    return "".join(sign.lower()[0] for sign in normalize("NFC", text))


def swedish_key(text: str) -> str:
    """Answer what sorts ``text`` in Swedish: ``"Ärla"`` gives ``"|rla"``, after every ``z``."""
    return _lower(text).translate(str.maketrans(*SORTED))


def fold_text(text: str) -> str:
    """Answer ``text`` in small letters without rings and accents: ``"Älvsjö"`` gives ``"alvsjo"``."""
    return _lower(text).translate(str.maketrans(*FOLDED))


def natural_key(text: str) -> str:
    """Pad every run of digits with zeros, so that ``2.1.10`` comes after ``2.1.9``."""
    return re.sub("[0-9]+", lambda run: run[0].lstrip("0").rjust(DIGITS, "0"), text)
