"""One version of a party's report as tables: what a page and a print are both made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from funding.domain.earlier import Told
from funding.domain.reportcontent import COUNTS, code_of, said
from funding.models import PartyDuty
from funding.views.reports.wording import labels, texts_of, value_in_words
from portal.content.figures import Figure, Unit
from portal.content.masking_tables import mask_tables
from portal.content.notes import Note
from portal.content.tables import Cell, Column, Row, Table
from portal.deadlines.expecting import period_of_report
from portal.periods import Period


@dataclass
class ReportContent:
    """``told`` is the version, ``before`` what the party told of earlier periods in order of time, and
    ``compared`` the version before it, when there is one."""

    duty: PartyDuty
    told: Told
    before: Sequence[Told]
    compared: Told | None = None

    @property
    def report(self):
        return self.told.report

    @property
    def period(self) -> Period:
        return period_of_report(self.duty.expected)

    @cached_property
    def labels(self) -> dict[str, str]:
        return labels()

    @cached_property
    def texts(self) -> list[tuple[str, str]]:
        return texts_of(self.report) if self.report else []

    @cached_property
    def tables(self) -> list[Table]:
        """All tables of the page, unmasked: what one hides another could tell, so they go together."""
        told = [self._people(), self._costs(), self._difference()]
        return [table for table in told if table]

    @cached_property
    def masked(self) -> list[Table]:
        return mask_tables(self.tables)

    @staticmethod
    def named(tables: Iterable[Table], letter: str = "t") -> list[tuple[str, Table]]:
        """Give each table of the page a name of its own, "t1", "t2": its ids begin so."""
        return [(f"{letter}{number}", table) for number, table in enumerate(tables, start=1)]

    def _people(self) -> Table:
        """The counts, this period and the one before."""
        rows = [_people_row(each, each.period or self.period) for each in (self.told, *self.before[-1:])]
        adds_up = all(_adds_up(row) for row in rows)
        return Table(
            caption=_("Antal"),
            columns=(
                Column("period", _("Period"), Unit.TEXT),
                Column("women", _("Kvinnor"), people=True),
                Column("men", _("Män"), people=True),
                Column(
                    "registered",
                    _("Folkbokförda nyanlända 18–64"),
                    people=True,
                    sum_of=("women", "men") if adds_up else (),
                ),
                Column("children", _("Barn (under 18)"), people=True),
            ),
            rows=tuple(rows),
            notes=(Note(_("Barn räknas för sig, vid sidan av de vuxna.")),),
        )

    def _costs(self) -> Table:
        """The costs by type, this period and the one before, in tkr."""
        earlier = self.before[-1] if self.before else None
        names = [name for name in self.labels if code_of(name)]
        told = [self.told.values, earlier.values if earlier else {}]
        shown = [name for name in names if any(values.get(name) is not None for values in told)]
        columns = [Column("kind", _("Slag"), Unit.TEXT)]
        columns += [Column("earlier", _period_of(earlier), Unit.TKR)] * bool(earlier)
        columns.append(Column("now", self.period.title, Unit.TKR))
        return Table(
            caption=_("Kostnader under perioden, tkr"),
            columns=tuple(columns),
            rows=tuple(self._cost(name, earlier) for name in shown or names),
        ).with_total()

    def _cost(self, name: str, earlier: Told | None) -> Row:
        cells: dict[str, Cell] = {"now": Figure(self.told.values.get(name), Unit.TKR)}
        if earlier:
            cells["earlier"] = Figure(earlier.values.get(name), Unit.TKR)
        return Row(self.labels[name], cells, key=name)

    def _difference(self) -> Table | None:
        """What differs from the version before, line by line."""
        if self.compared is None or self.compared.report is None or self.report is None:
            return None
        old, new = said(self.compared.values), said(self.told.values)
        changed = [name for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name)]
        words = {"old": self.compared.report.version, "new": self.report.version}
        return Table(
            caption=_("Skillnad mellan version %(old)s och %(new)s") % words,
            columns=(
                Column("name", _("Uppgift"), Unit.TEXT),
                Column("old", _("Version %(old)s") % words, people=True),
                Column("new", _("Version %(new)s") % words, people=True),
            ),
            rows=tuple(
                Row(
                    self.labels.get(name, name),
                    {
                        "old": _told(name, old.get(name), self.compared.report.pk),
                        "new": _told(name, new.get(name), self.report.pk),
                    },
                    key=name,
                )
                for name in changed
            ),
            notes=() if changed else (Note(_("Inget skiljer: redovisningen lämnades in igen som den var.")),),
        )


def _people_row(told: Told, period: Period) -> Row:
    key = told.report.pk if told.report else 0
    cells: dict[str, Cell] = {name: Figure(told.values.get(name), fact=(key, name)) for name in COUNTS}
    return Row(period.title, cells, key=str(key))


def _adds_up(row: Row) -> bool:
    """Whether the registered are women and men together, so that a reader could work one out."""
    values = {name: cell.value for name, cell in row.cells.items() if isinstance(cell, Figure)}
    whole, parts = values["registered"], [values["women"], values["men"]]
    known = [part for part in parts if isinstance(part, int)]
    return whole is None or (len(known) == len(parts) and sum(known) == whole)


def _period_of(told: Told | None) -> str:
    return told.period.title if told and told.period else _("Tidigare")


def _told(name: str, value: Decimal | int | str | None, key: int) -> Cell:
    """A count may be masked; money and words are written out."""
    if name in COUNTS and (value is None or isinstance(value, int)):
        return Figure(value, fact=(key, name))
    return value_in_words(name, value)
