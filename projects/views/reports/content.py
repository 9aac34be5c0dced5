"""One version of a report as tables and figures: what a page, a print and a Word file are all made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from portal.content.figures import Figure, Share, Unit
from portal.content.notes import Note
from portal.content.tables import Cell, Column, Row, Table
from portal.deadlines.expecting import period_of_report
from portal.periods import Period
from projects.domain.codelist import PARTICIPANTS
from projects.domain.earlier import Told, told_by
from projects.domain.reportcontent import ADULTS, CountValues, flat, key_of
from projects.domain.reportmoney import Money, money_of
from projects.models import OutcomeCount, Report, ReportDuty
from projects.views.reports.masking import mask_report, verified_fact
from projects.views.reports.wording import count_label, is_people, labels, texts_of, value_in_words

Url = Callable[[OutcomeCount], str]


@dataclass
class ReportContent:
    """``report`` with its counts at hand. ``compared`` is the version before it, when there is one.

    ``verify_url`` leads from a count to the page where it is checked, for who may.
    """

    duty: ReportDuty
    report: Report
    earlier: Told
    compared: Report | None = None
    verify_url: Url | None = None

    @property
    def period(self) -> Period:
        return period_of_report(self.duty.expected)

    @cached_property
    def counts(self) -> list[OutcomeCount]:
        return list(self.report.counts.all())

    @cached_property
    def money(self) -> Money:
        return money_of(self.duty, spent=self.report.spent, forecast=self.report.forecast)

    @cached_property
    def texts(self) -> list[tuple[str, str]]:
        return texts_of(self.report)

    @cached_property
    def tables(self) -> list[Table]:
        """All tables of the page, unmasked: what one hides another could tell, so they go together."""
        told = [self._people(), self._outcomes(), self._difference()]
        return [table for table in told if table]

    @cached_property
    def masked(self) -> list[Table]:
        return mask_report(self.tables, self.report, self.earlier.report)

    def _people(self) -> Table:
        """Participants by sex, this period and the one before; children beside them."""
        periods = [(self.report.pk, told_by(self.report))]
        if self.earlier.report:
            periods.append((self.earlier.report.pk, self.earlier))
        rows = tuple(_people_row(key, told) for key, told in periods if told.period)
        adds_up = all(_adds_up(row) for row in rows)
        return Table(
            caption=_("Deltagare sedan projektet började"),
            columns=(
                Column("period", _("Period"), Unit.TEXT),
                Column("women", _("Kvinnor"), people=True),
                Column("men", _("Män"), people=True),
                Column("unknown", _("Kön ej noterat"), people=True),
                Column("total", _("Deltagare"), people=True, sum_of=ADULTS if adds_up else ()),
                Column("children", _("Barn (under 18)"), people=True),
            ),
            rows=rows,
            notes=(Note(_("Deltagare är 18 år eller äldre. Barn räknas för sig.")),),
        )

    def _outcomes(self) -> Table | None:
        rows = [*(self._outcome(count) for count in self.counts), *self._left_out()]
        if not rows:
            return None
        before = self.earlier.period.title if self.earlier.period else _("Tidigare")
        return Table(
            caption=_("Utfall, redovisat och kontrollerat"),
            columns=(
                Column("measure", _("Mått"), Unit.TEXT),
                Column("earlier", before, people=True),
                Column("reported", _("Redovisat"), people=True),
                Column("verified", _("Kontrollerat"), people=True),
                Column("share", _("Andel"), Unit.PERCENT, people=True, gives_away=("reported", "verified")),
            ),
            rows=tuple(rows),
            notes=(Note(_("Handlingar använder det kontrollerade värdet där det finns.")),),
            how=(
                _("Andelen räknas av det antal som måttet hör till, annars av deltagarna."),
                _("Täljare och nämnare är de kontrollerade värdena där de finns, annars de redovisade."),
            ),
        )

    def _left_out(self) -> Iterable[Row]:
        """What was told the period before and is not told now: not reported, and seen to be so."""
        told = {key_of(count) for count in self.counts}
        before = self.earlier.report.counts.all() if self.earlier.report else []
        for count in before:
            if (key := key_of(count)) not in told:
                early = _figure(count.value, count, (count.report_id, key))
                cells: dict[str, Cell] = {"earlier": early, "reported": Figure(None)}
                yield Row(count_label(count), cells | {"verified": "", "share": ""}, key=key)

    def _outcome(self, count: OutcomeCount) -> Row:
        key = key_of(count)
        before = self.earlier.counts.get(key, CountValues())
        notes = tuple(Note(words) for words in (count.note, _checked(count)) if words)
        early = _figure(before.total, count, (self.earlier.report.pk, key) if self.earlier.report else None)
        return Row(
            count_label(count),
            {
                "earlier": early if self.earlier.report else "",
                "reported": _figure(count.told, count, (self.report.pk, key)),
                "verified": _figure(count.verified, count, verified_fact(count))
                if count.verified is not None
                else "",
                "share": self._share(count),
            },
            href=self.verify_url(count) if self.verify_url else None,
            notes=notes,
            key=key,
        )

    def _share(self, count: OutcomeCount) -> Cell:
        """The part of what the count belongs to, else of the participants; nothing where there is none.

        More than the participants are no part of them: those who were called (Kallade) are counted before.
        Where they should be a part, the plausibility check asks.
        """
        own = next((each for each in self.counts if each.pk == count.base_id), None)
        base = own or next((each for each in self.counts if each.measure.code == PARTICIPANTS), None)
        if base is None or base.pk == count.pk or not (is_people(count) and is_people(base)):
            return ""
        part, whole = _whole(count.counted), _whole(base.counted)
        if part is None or not whole or (own is None and part > whole):
            return ""
        return Figure(Share(part, whole), Unit.PERCENT)

    def _difference(self) -> Table | None:
        """What differs from the version before, line by line."""
        if self.compared is None:
            return None
        old, new = (_flat(each) for each in (self.compared, self.report))
        named = labels()
        changed = [name for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name)]
        words = {"old": self.compared.version, "new": self.report.version}
        return Table(
            caption=_("Skillnad mellan version %(old)s och %(new)s") % words,
            columns=(
                Column("name", _("Uppgift"), Unit.TEXT),
                Column("old", _("Version %(old)s") % words, people=True),
                Column("new", _("Version %(new)s") % words, people=True),
            ),
            rows=tuple(
                Row(
                    named.get(name, name),
                    {
                        "old": _told(name, old.get(name), self.compared.pk),
                        "new": _told(name, new.get(name), self.report.pk),
                    },
                    key=name,
                )
                for name in changed
            ),
            notes=() if changed else (Note(_("Inget skiljer: redovisningen lämnades in igen som den var.")),),
        )


def named(tables: Iterable[Table], letter: str) -> list[tuple[str, Table]]:
    """Give each table of a page a name of its own, "t1", "t2": its ids begin so."""
    return [(f"{letter}{number}", table) for number, table in enumerate(tables, start=1)]


def _people_row(key: int, told: Told) -> Row:
    values = told.counts.get(PARTICIPANTS, CountValues())
    cells: dict[str, Cell] = {
        name: Figure(_whole(getattr(values, name)), fact=(key, f"{PARTICIPANTS}_{name}"))
        for name in (*ADULTS, "children")
    }
    cells["total"] = Figure(_whole(values.total), fact=(key, PARTICIPANTS))
    return Row(told.period.title if told.period else "", cells, key=str(key))


def _adds_up(row: Row) -> bool:
    """Whether the total is the sum of its parts, so that a reader could work one out from the others."""
    values = {name: cell.value for name, cell in row.cells.items() if isinstance(cell, Figure)}
    parts = [values[name] for name in ADULTS]
    known = [part for part in parts if isinstance(part, int)]
    return values["total"] is None or (len(known) == len(parts) and sum(known) == values["total"])


def _figure(value: Decimal | int | None, count: OutcomeCount, fact: tuple | None) -> Figure:
    """A count of people is a whole number and may be masked; percent and groups are numbers."""
    whole = _whole(value)
    if value is None or (whole is not None and is_people(count)):
        return Figure(whole, fact=fact)
    return Figure(value, Unit.NUMBER)


def _checked(count: OutcomeCount) -> str:
    if count.verified is None:
        return ""
    words = {"why": count.verified_why, "who": count.verified_by or _("systemet")}
    return _("Kontrollerat av %(who)s: %(why)s") % words


def _whole(value: Decimal | int | None) -> int | None:
    return int(value) if value is not None and value == int(value) else None


def _flat(report: Report) -> dict:
    told = told_by(report)
    return flat(told.plain, told.counts)


def _told(name: str, value: object, key: int) -> Cell:
    whole = _whole(value) if isinstance(value, Decimal | int) and not isinstance(value, bool) else None
    if whole is not None and name not in ("spent", "left_stated", "forecast"):
        return Figure(whole, fact=(key, name))
    return value_in_words(name, value) or _("ej redovisat")
