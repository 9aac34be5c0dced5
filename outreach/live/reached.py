"""Reach for a document: figures, tables, a chart and the answer to "Hur når vi kvinnor och barn?".

All tables of a window are masked in one call, for they tell of the same visits; figures are their cells.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outreach.domain.reach import Reach, reach
from outreach.domain.reachtables import DISTRICTS, FORMS, reach_tables
from outreach.domain.reachwords import answer
from outreach.domain.windows import Window
from portal.content.charts import bar_chart
from portal.content.figures import Figure, Share
from portal.content.live import LiveChart, LiveFigure, LiveTable, LiveText
from portal.content.masking_tables import mask_tables
from portal.content.saying import in_percent, number_in_words
from portal.content.tables import Row, Table
from portal.organisation.common import COMMON_READER

GROUPS = {
    "activities": "aktiviteter",
    "women": "kvinnor",
    "men": "man",
    "unknown": "kon-ej-noterat",
    "adults": "vuxna",
    "share": "andel-kvinnor",
    "children": "barn",
}


class ReachFacts:
    """What was held in the window, in districts of today."""

    def __init__(self, window: Window, today: date, *, unmasked: bool = False):
        self.window, self.today, self.shows_small = window, today, unmasked

    @cached_property
    def reach(self) -> Reach:
        return reach(COMMON_READER, self.window, division="nu", today=self.today)  # type: ignore[arg-type]

    @cached_property
    def masked(self) -> dict[str, Table]:
        found = reach_tables(self.reach)
        if self.shows_small:
            return found
        return dict(zip(found, mask_tables([*found.values()], below=settings.MASK_BELOW), strict=True))

    @cached_property
    def tables(self) -> dict[str, Table]:
        """As wide as a paper is."""
        return {name: table.without("told", "recipients") for name, table in self.masked.items()}

    @property
    def page(self) -> str:
        return f"{reverse('outreach:reach')}?{urlencode({'period': self.window.key})}"


def words() -> dict[str, str]:
    return {
        "activities": _("aktiviteter"),
        "women": _("besök av kvinnor"),
        "men": _("besök av män"),
        "unknown": _("besök där kön inte är noterat"),
        "adults": _("besök av vuxna"),
        "share": _("andel kvinnor"),
        "children": _("besök av barn"),
    }


def figures(facts: ReachFacts) -> list[LiveFigure]:
    """``rackvidd.kvinnor`` and the like for all, ``rackvidd.stadsdel.<name>.kvinnor`` for each district."""
    table = facts.tables.get(DISTRICTS)
    if table is None or table.total is None:
        return []
    found = [*_of_row(facts, table.total, "rackvidd", _("Alla stadsdelsförvaltningar"))]
    held = [
        row
        for row in table.rows
        if isinstance(row.cells["activities"], Figure) and row.cells["activities"].value
    ]
    count = number_in_words(len(held), of_neuter=False)
    noun = ngettext("stadsdelsförvaltning", "stadsdelsförvaltningar", len(held))
    figure = Figure(len(held), href=facts.page)
    label = _("Stadsdelsförvaltningar med aktiviteter")
    group = _("Räckvidd")
    found.append(LiveFigure("rackvidd.stadsdelar", label, figure, f"{count} {noun}", group, facts.page))
    if sent := _recipients(facts):
        label = _("Mottagare av utskick")
        found.append(LiveFigure("rackvidd.mottagare", label, sent, sent.written, group, facts.page))
    for row in held:
        found += _of_row(facts, row, f"rackvidd.stadsdel.{slugify(row.label)}", row.label)
    return found


def _of_row(facts: ReachFacts, row: Row, key: str, place: str) -> Iterator[LiveFigure]:
    for name, word in words().items():
        cell = row.cells[name]
        if isinstance(cell, Figure):
            label = _("%(place)s: %(what)s") % {"place": place, "what": word}
            said = in_percent(*cell.value) if isinstance(cell.value, Share) else cell.written
            yield LiveFigure(f"{key}.{GROUPS[name]}", label, cell, said, _("Räckvidd"), facts.page)


def tables(facts: ReachFacts) -> list[LiveTable]:
    return [
        LiveTable(f"rackvidd.{name}", str(table.caption), table, _("Räckvidd"), facts.page)
        for name, table in facts.tables.items()
    ]


def charts(facts: ReachFacts) -> list[LiveChart]:
    """Visits by women, men and children in each form of work that counts them."""
    table = facts.tables.get(FORMS)
    rows = [row for row in table.rows if isinstance(row.cells["adults"], Figure)] if table else []
    if table is None or not rows:
        return []
    shown = replace(table, rows=tuple(rows), total=None)
    chart = bar_chart(shown, name="rackvidd-former", parts=("women", "men", "children"), total="adults")
    told = ", ".join(_bar(row) for row in rows)
    alt = _("Liggande staplar, en för varje arbetsform: %(bars)s.") % {"bars": told}
    return [LiveChart("rackvidd.former", str(table.caption), chart, alt, _("Räckvidd"), facts.page)]


def _bar(row: Row) -> str:
    values = {name: row.cells[name] for name in ("women", "men", "children")}
    said = {name: cell.written if isinstance(cell, Figure) else "0" for name, cell in values.items()}
    return _("%(form)s %(women)s kvinnor, %(men)s män och %(children)s barn") % {"form": row.label, **said}


def texts(facts: ReachFacts) -> list[LiveText]:
    """The answer with live figures, and the data's own answer in words as it stands today."""
    group = _("Avsnitt")
    told = "\n\n".join(paragraph.text for paragraph in answer(facts.reach, facts.masked))
    found = [LiveText("avsnitt.svar-i-ord", _("Hur når vi kvinnor och barn? (dagens ord)"), told, group)]
    if facts.tables.get(DISTRICTS) is not None and facts.reach.total.activities:
        living = "\n\n".join([_held(), _women(facts), _children(facts), _unknown(facts)])
        found.append(LiveText("avsnitt.kvinnor-och-barn", _("Hur når vi kvinnor och barn?"), living, group))
        found.append(LiveText("avsnitt.rackvidd", _("Aktiviteter och besök"), _section(facts), group))
    return found


def _held() -> str:
    return _(
        "Under perioden hölls [[figur:rackvidd.aktiviteter]] uppsökande aktiviteter i "
        "[[figur:rackvidd.stadsdelar]]. De hade [[figur:rackvidd.vuxna]] besök av vuxna."
    )


def _women(facts: ReachFacts) -> str:
    total = facts.tables[DISTRICTS].total
    said = _(
        "Av besöken gjordes [[figur:rackvidd.kvinnor]] av kvinnor och [[figur:rackvidd.man]] av män. Vid "
        "[[figur:rackvidd.kon-ej-noterat]] besök är kön inte noterat."
    )
    if total and isinstance(total.cells["share"], Figure):
        said += " " + _("Kvinnornas andel är [[figur:rackvidd.andel-kvinnor]] av dem där kön är noterat.")
    return said


def _children(facts: ReachFacts) -> str:
    if not facts.reach.total.telling_children:
        return _("Ingen av aktiviteterna säger hur många barn som kom.")
    return _("Barn gjorde [[figur:rackvidd.barn]] besök.")


def _unknown(facts: ReachFacts) -> str:
    return _(
        "Talen är besök, inte personer: samma person kan ha kommit flera gånger, och ingen registreras med "
        "namn."
    )


def _section(facts: ReachFacts) -> str:
    """A chart brings its own table, so the forms' is not said twice."""
    drawn = bool(charts(facts))
    order = [name for name in facts.tables if name != DISTRICTS and not (drawn and name == FORMS)]
    parts = [_held(), f"[[tabell:rackvidd.{DISTRICTS}]]", *(["[[diagram:rackvidd.former]]"] * drawn)]
    if _recipients(facts):
        parts.append(_("Brev och andra utskick nådde [[figur:rackvidd.mottagare]] mottagare."))
    return "\n\n".join([*parts, *(f"[[tabell:rackvidd.{name}]]" for name in order)])


def _recipients(facts: ReachFacts) -> Figure | None:
    """How many received what was sent out; None where nothing was."""
    table = facts.masked.get(FORMS)
    cell = table.total.cells["recipients"] if table and table.total else ""
    return cell if isinstance(cell, Figure) and cell.value else None
