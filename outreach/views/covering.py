"""A cell of the coverage table: how many times, what material there is, and what the cell opens."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from outreach import access
from outreach.domain.coverage import GROUPS, LANGUAGES, Coverage, Line
from outreach.domain.materialcover import There
from portal.content.figures import Figure, Unit
from portal.content.tables import Cell as Value
from portal.content.tables import Column, Row, Table
from portal.organisation.models import User
from portal.workareas import State

MATERIAL: dict[There, State] = {
    There.CURRENT: State(gettext_lazy("material finns"), "ok", "ok"),
    There.OUTDATED: State(gettext_lazy("inaktuellt"), "warn", "warn"),
    There.MISSING: State(gettext_lazy("saknas"), "bad", "empty"),
}


@dataclass(frozen=True)
class MaterialCell:
    """``about`` is read after the state: "på arabiska"."""

    state: State
    url: str
    about: str


@dataclass(frozen=True)
class Cell:
    """``url`` opens the activities, or the form to plan one where there are none and one may."""

    column: str
    activities: int
    url: str
    about: str
    material: MaterialCell | None


def cells_of(coverage: Coverage, line: Line, user: User) -> list[Cell]:
    return [_cell(coverage, line, code, name, user) for code, name in coverage.columns]


def _cell(coverage: Coverage, line: Line, code: str, name: str, user: User) -> Cell:
    n = coverage.counts.get((line.key, code), 0)
    url = _list_url(coverage, line, code) if n else _new_url(coverage, line, code, user)
    material = material_cell(coverage, line.group, code, name) if coverage.asked.rows == GROUPS else None
    return Cell(name, n, url, f"{line.label}, {name}", material)


def _asked(coverage: Coverage, line: Line, code: str) -> dict[str, Any]:
    """What a list and a form have in common: both understand the same words."""
    found = {"stadsdel": line.district, "omrade": line.area, "malgrupp": line.group}
    found["sprak" if coverage.asked.against == LANGUAGES else "amne"] = code
    return {name: value for name, value in found.items() if value}


def _list_url(coverage: Coverage, line: Line, code: str) -> str:
    if not line.single:
        return ""
    window = coverage.window
    days = {"fran": f"{window.begins}", "till": f"{window.ends - timedelta(days=1)}"}
    return f"{reverse('outreach:activity_list')}?{urlencode(_asked(coverage, line, code) | days)}"


def _new_url(coverage: Coverage, line: Line, code: str, user: User) -> str:
    """For who registers there. A row of all districts is planned in one's own, which the form knows."""
    may = access.may_register_at(user, line.district) if line.district else access.may_register(user)
    return f"{reverse('outreach:activity_create')}?{urlencode(_asked(coverage, line, code))}" if may else ""


def material_cell(coverage: Coverage, group: str, code: str, name: str) -> MaterialCell:
    state = coverage.material(group, code)
    by_language = coverage.asked.against == LANGUAGES
    asked = {"malgrupp": group, "amne": "" if by_language else code}
    asked["saknas"] = code if by_language and state is There.MISSING else ""
    query = urlencode({key: value for key, value in asked.items() if value})
    return MaterialCell(MATERIAL[state], f"{reverse('outreach:material_list')}?{query}", name)


def said_of_blanks(blanks: int, cells: int) -> str:
    """Say how many of the cells are blank; that none is, is good news and said as such."""
    words = {"blanks": blanks, "all": cells}
    if not blanks:
        return _("Alla %(all)s rutor har minst en aktivitet.") % words
    text = ngettext(
        "%(blanks)s av %(all)s rutor är tom: där har ingen blivit mött.",
        "%(blanks)s av %(all)s rutor är tomma: där har ingen blivit mött.",
        blanks,
    )
    return text % words


def for_a_file(coverage: Coverage, head: str, against: str) -> Table:
    """A row for each cell, the blank ones too: a work list that can be sorted."""
    columns = (
        Column("line", head, Unit.TEXT),
        Column("column", against, Unit.TEXT),
        Column("activities", _("Aktiviteter")),
        Column("material", _("Material"), Unit.TEXT),
        Column("met", _("Läge"), Unit.TEXT),
    )
    return Table(_("Täckning"), columns, tuple(_file_rows(coverage)), subtitle=coverage.window.title)


def _file_rows(coverage: Coverage):
    for line in coverage.lines:
        for code, name in coverage.columns:
            n = coverage.counts.get((line.key, code), 0)
            cells: dict[str, Value] = {
                "column": name,
                "activities": Figure(n),
                "material": str(MATERIAL[coverage.material(line.group, code)].word),
                "met": _("mött") if n else _("ingen mött"),
            }
            yield Row(line.label, cells)
