"""What one cell becomes in a CSV or XLSX file, and how a reader takes our apostrophe away again."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import is_aware, make_naive
from django.utils.translation import gettext as _

from portal import money
from portal.content.figures import Figure, Masked, Share, Unit

# What a spreadsheet may take for a formula, also behind quotes and apostrophes (contract, "Files in")
NUMBERS = (int, Decimal)
_FORMULA = re.compile(r"['\"]*[=+\-@\t\r]")
SUSPECT = frozenset("'\"=+-@\t\r")  # a text that begins with none of these starts no formula


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with a leading apostrophe where it might."""
    return f"'{text}" if text[:1] in SUSPECT and _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return the text as it was before `guarded`: what we wrote comes back letter by letter."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text


def plain(value: Any, unit: Unit) -> str | int | Decimal | Share | date | None:
    """Return what a file holds: money of a TKR column in tkr, ".." for masked, None for not reported."""
    if type(value) is str:  # the common kinds first: a list may have a hundred thousand rows
        return guarded(value)
    if value is None:
        return None
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if isinstance(value, NUMBERS):
        return money.kronor_to_tkr(value) if unit is Unit.TKR else value
    if isinstance(value, Figure):
        return plain(value.value, value.unit)
    if isinstance(value, datetime) and is_aware(value):
        return make_naive(value)
    if isinstance(value, date):
        return value
    if isinstance(value, Share):
        return value if value.whole else None
    return str(value.value) if isinstance(value, Masked) else guarded(str(value))


def csv_text(value: Any, unit: Unit) -> str:
    """Return the text of a CSV cell: decimal comma, ASCII minus, ISO dates, empty for not reported."""
    cell = plain(value, unit)
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, NUMBERS):
        return money.csv_number(cell)
    if isinstance(cell, Share):
        return money.csv_number(money.percent(*cell))
    return cell.strftime("%Y-%m-%d %H:%M") if isinstance(cell, datetime) else cell.isoformat()
