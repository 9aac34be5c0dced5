"""The rows behind one figure: the months it is made of, by form or by district; the figure is their sum."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from outreach.domain import windows
from outreach.models import Tally
from outreach.summary.facts import Facts
from outreach.summary.tables import (
    COUNTED,
    DISTRICTS,
    FORMS,
    SPANS,
    Cut,
    cells_of,
    columns,
    outgoing,
    scope_note,
)
from portal.content.figures import Figure, Unit
from portal.content.tables import Column, Row, Table
from portal.content.texts import as_number


def rows_of(facts: Facts, cut: Cut, line: str, column: str) -> Table | None:
    """A row for each month and form (of a district) or district (of anything else); None when there is no
    such figure."""
    rows = _rows(facts, cut, line)
    if rows is None or column not in COUNTED or (not line and not cut.adds_up):
        return None
    second = "form" if cut.slug == DISTRICTS and line else "organisation"
    found = facts.by("month", second, rows=rows)
    if not found:
        return None
    head = Column("delad", _("Arbetsform") if second == "form" else _("Stadsdelsförvaltning"), Unit.TEXT)
    lines = sorted(found, key=lambda key: (key[0], _name(facts, second, key[1])))
    table = Table(
        _("Raderna bakom siffran"),
        columns(_("Månad"), head),
        tuple(_row(facts, second, key, cells_of(found[key])) for key in lines),
        subtitle=f"{facts.window.title}. {facts.division_in_words}",
        notes=tuple(scope_note(facts)),
    )
    return outgoing(facts, table.with_total())


def _row(facts: Facts, second: str, key: tuple[Any, ...], counts: dict[str, int | None]) -> Row:
    cells: dict[str, Any] = {name: Figure(value) for name, value in counts.items()}
    label = windows.month_in_words(key[0])
    return Row(label, {"delad": _name(facts, second, key[1])} | cells, key=f"{key[0]}-{key[1]}")


def _name(facts: Facts, second: str, key: Any) -> str:
    return facts.forms[key].name if second == "form" else facts.district(key)


def _rows(facts: Facts, cut: Cut, line: str) -> QuerySet[Tally] | None:
    """The tallies of one line of the table, "" for all of them; None when there is no such line."""
    rows = facts.rows(cut.cut)
    if not line:
        return rows
    if cut.slug == DISTRICTS:
        place, names = as_number(line), facts.places.names
        return rows.filter(organisation__in=facts.places.members(place)) if place in names else None
    if cut.slug == FORMS:
        return rows.filter(form__code=line)
    if cut.slug == SPANS:
        part = next((each for each in windows.parts(facts.window) if each.key == line), None)
        return rows.filter(month__gte=part.begins, month__lt=part.ends) if part else None
    return rows.filter(first=line)
