"""Steps up and down beside a number, where no script counts; and the line that sums the heads up."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from outreach.domain.refusing import COUNTS
from outreach.models import MOST_HEADS, MOST_RECIPIENTS
from portal.content.parsing import Unreadable, read_count
from portal.money import write_int

BY_SEX = ("women", "men", "unknown", "children")
RANGE, SENT = ("lowest", "highest"), ("recipients",)
STEP = "steg"
_STEPS = {"+1": 1, "-1": -1}


def stepped(data: QueryDict, step: str) -> QueryDict:
    """Return ``data`` with one number changed: ``step`` is "women+1" or "women-1".

    Blank and one more is 1; 0 and one less is blank again: not told. What is no step, and a number that
    cannot be read, changes nothing.
    """
    name, change = step[:-2], _STEPS.get(step[-2:])
    if name not in COUNTS or change is None:
        return data
    found = data.copy()
    typed = found.get(name, "")
    try:
        number = read_count(typed) if typed.strip() else None
    except Unreadable:
        return data
    found[name] = _shown(number, change, MOST_RECIPIENTS if name in SENT else MOST_HEADS)
    return found


def _shown(number: int | None, change: int, most: int) -> str:
    if number is None:
        return "1" if change > 0 else ""
    return "" if number + change < 0 else str(min(number + change, most))


def heads_line(counts: Mapping[str, Any]) -> str:
    """Say the heads in one line: "20 och 9 barn", "mellan 10 och 20", or nothing told yet."""
    told = {name: _read(counts.get(name)) for name in COUNTS}
    adults = [number for name in BY_SEX[:3] if (number := told[name]) is not None]
    children = told["children"]
    if told["lowest"] is not None and told["highest"] is not None:
        words = {"lowest": write_int(told["lowest"]), "highest": write_int(told["highest"])}
        return _("mellan %(lowest)s och %(highest)s") % words
    if children is not None:
        words = {"heads": write_int(sum(adults)), "children": write_int(children)}
        return _("%(heads)s och %(children)s barn") % words
    return write_int(sum(adults)) if adults else _("inget skrivet än")


def _read(value: Any) -> int | None:
    if isinstance(value, int) or value in (None, ""):
        return value if isinstance(value, int) else None
    try:
        return read_count(str(value))
    except Unreadable:
        return None
