"""One indicator as a table: its values, and beside them index, rolling mean and goal line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.content.figures import Figure, Unit
from portal.content.notes import Note
from portal.content.tables import Cell, Column, Row, Table
from portal.money import write_number
from projects.domain.indicatorperiods import in_words, plain
from projects.domain.indicatorpoints import Told
from projects.models import DefinitionBreak
from projects.views.indicators.sheet import IndicatorSheet, Line

SHOWN = 400  # values on a page; a file has them all
NOT_COMPUTED = "–"


def table_of(sheet: IndicatorSheet, *, may_keep: bool = False, in_file: bool = False) -> Table:
    """The values in the order of time, with a line where the way of counting changed.

    On a page the latest ``SHOWN`` of them, and a number that cannot be worked out is a dash; a file has all,
    and leaves the cell empty. ``may_keep``: each period opens its value.
    """
    columns = _columns(sheet)
    lines = sheet.lines if in_file else sheet.lines[-SHOWN:]
    wanted, gap = {column.key for column in columns}, "" if in_file else NOT_COMPUTED
    found = _rows(sheet, lines, may_keep=may_keep and not in_file)
    rows = tuple(_filled(row, wanted, gap) for row in found)
    return Table(
        caption=capfirst(sheet.series.in_full),
        columns=columns,
        rows=tuple(replace(row, label=plain(row.label)) for row in rows) if in_file else rows,
        notes=tuple(_notes(sheet, rows, in_file=in_file)),
        how=tuple(_how(sheet)),
    )


def _columns(sheet: IndicatorSheet) -> tuple[Column, ...]:
    number = Unit.NUMBER
    base = _("Index (%(year)s = 100)") % {"year": sheet.base_year}
    found = [
        (True, Column("period", _("Period"), Unit.TEXT)),
        (True, Column("value", _("Värde, %(unit)s") % {"unit": sheet.series.unit}, number, sums=False)),
        (
            any(line.point.is_preliminary for line in sheet.lines),
            Column("early", _("Preliminärt"), Unit.TEXT),
        ),
        (sheet.has_index, Column("index", base, number, sums=False)),
        (sheet.has_mean, Column("mean", _("Rullande 12-månadersmedel"), number, sums=False)),
        (sheet.goal is not None, Column("goal", _("Mål enligt mållinjen"), number, sums=False)),
        (_has_words(sheet), Column("comment", _("Kommentar"), Unit.TEXT)),
    ]
    return tuple(column for shown, column in found if shown)


def _has_words(sheet: IndicatorSheet) -> bool:
    return bool(sheet.breaks) or any(line.value.comment for line in sheet.lines)


def _rows(sheet: IndicatorSheet, lines: list[Line], *, may_keep: bool) -> Iterator[Row]:
    """Each value, and each break before the first value it is about."""
    ahead = [each for each in sheet.breaks if not lines or each.begins >= lines[0].point.days.begins]
    for line in lines:
        while ahead and ahead[0].begins < line.point.days.ends:
            yield _break_row(ahead.pop(0))
        yield _value_row(line, may_keep=may_keep)
    yield from map(_break_row, ahead)


def _break_row(found: DefinitionBreak) -> Row:
    label = _("Brott från %(period)s") % {"period": in_words(found.period)}
    return Row(label, {"comment": found.text}, key=f"brott-{found.pk}")


def _value_row(line: Line, *, may_keep: bool) -> Row:
    value, point = line.value, line.point
    cells: dict[str, Cell | None] = {
        "value": Figure(point.value, Unit.NUMBER),
        "early": _("Ja") if point.is_preliminary else _("Nej"),
        "index": _figure(line.index),
        "mean": _figure(line.mean),
        "goal": _figure(line.goal),
        "comment": value.comment,
    }
    href = reverse("projects:indicator_value_edit", args=[value.series_id, value.pk]) if may_keep else None
    notes = (Note(_("Perioden går över ett brott: en del av den är räknad på ett annat sätt.")),)
    return Row(in_words(point.written), cells, href, notes if line.break_inside else (), key=str(value.pk))  # type: ignore[arg-type]  # gaps are filled


def _figure(told: Told | None) -> Figure | None:
    return None if told is None or told.value is None else Figure(told.value, Unit.NUMBER)


def _filled(row: Row, wanted: set[str], gap: str) -> Row:
    """The row with a cell in every column: nothing for text that is not there, ``gap`` for numbers."""
    said: dict[str, Any] = dict(row.cells)
    blank = {key: "" if key in ("comment", "early") or row.key.startswith("brott") else gap for key in wanted}
    blank.pop("period")
    return replace(row, cells={key: blank[key] if said.get(key) is None else said[key] for key in blank})


def _notes(sheet: IndicatorSheet, rows: Sequence[Row], *, in_file: bool) -> Iterator[Note]:
    if len(sheet.lines) > SHOWN and not in_file:
        words = _("De senaste %(shown)s av %(all)s värden visas. Filen har alla.")
        yield Note(words % {"shown": write_number(SHOWN), "all": write_number(len(sheet.lines))})
    if any(NOT_COMPUTED in row.cells.values() for row in rows):
        yield Note(_("– betyder att talet inte går att räkna. Skälen står under ”Så räknades det”."))
    if sheet.series.source:
        yield Note(_("Källa: %(source)s") % {"source": sheet.series.source})


def _how(sheet: IndicatorSheet) -> Iterator[str]:
    """The latest of each number with its arithmetic, and why others are missing."""
    kinds = [
        (sheet.has_index, "index", _("Index: %(how)s"), _("Index saknas. %(why)s")),
        (sheet.has_mean, "mean", _("Rullande medel: %(how)s"), _("Rullande medel saknas. %(why)s")),
        (sheet.goal is not None, "goal", _("Mållinje: %(how)s"), _("Mållinjen saknas. %(why)s")),
    ]
    for shown, name, known, missing in kinds:
        told = [(line.point.written, getattr(line, name)) for line in sheet.lines] if shown else []
        computed = [each for _period, each in told if each.value is not None]
        if computed:
            yield known % {"how": computed[-1].how}
        for why in sheet.missing(told):
            yield missing % {"why": why}
