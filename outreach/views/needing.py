"""The needs beside the coverage: people counted by other areas, and whom their numbers may be shown to."""

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _

from outreach import access
from outreach.domain.needs import Need
from outreach.domain.windows import Window
from portal.content.figures import Figure, Unit
from portal.content.masking_tables import mask_table
from portal.content.notes import Note
from portal.content.tables import Cell, Column, Row, Table
from portal.organisation.models import User


def needs_table(needs: Sequence[Need], window: Window) -> Table:
    """No totals: the counts are of different days, and a visit is no person."""
    columns = (
        Column("district", _("Stadsdelsförvaltning"), Unit.TEXT),
        Column("counted", _("Räknade personer"), people=True, sums=False),
        Column("activities", _("Aktiviteter"), sums=False),
        Column("visits", _("Besök av vuxna"), people=True, sums=False),
        Column("state", _("Läge"), Unit.TEXT),
    )
    how = (
        _("Antalet räknade personer kommer ur överenskommelsernas underlag, som du får läsa."),
        _("Har flera räknat gäller det senaste. Besök är inte personer: den som återkommer räknas igen."),
    )
    rows = tuple(_row(need) for need in needs)
    return Table(_("Behov och täckning"), columns, rows, subtitle=window.title, how=how)


def _row(need: Need) -> Row:
    newest = need.counted[0]
    words = {
        "what": newest.what[:1].upper() + newest.what[1:],
        "first": f"{newest.begins:%Y-%m-%d}",
        "last": f"{newest.last_day:%Y-%m-%d}",
        "source": newest.source,
    }
    note = Note(_("%(what)s, räknade %(first)s till %(last)s. Källa: %(source)s.") % words)
    cells: dict[str, Cell] = {
        "counted": Figure(need.number, href=newest.url),
        "activities": Figure(need.activities),
        "visits": Figure(need.visits),
        "state": _state(need),
    }
    return Row(need.district.short_name, cells, notes=(note,), key=f"d{need.district.pk}")


def _state(need: Need) -> str:
    if need.activities:
        return _("mött")
    return _("räknade personer men ingen aktivitet") if need.number else _("ingen mött")


def shown_to(user: User, needs: Sequence[Need], table: Table, *, unmasked: bool) -> Table:
    """The table with small counts hidden, each but those ``user`` may see (``unmasked``) or all may.

    No number in it is a sum of others, so that showing one gives no other away.
    """
    masked = mask_table(table, below=settings.MASK_BELOW)
    rows = []
    for need, raw, hidden in zip(needs, table.rows, masked.rows, strict=True):
        open_to_all = need.is_published or (unmasked and need.shows_small)
        own = unmasked and access.sees_unmasked(user, need.district.pk)
        cells = {
            **hidden.cells,
            **({"counted": raw.cells["counted"]} if open_to_all else {}),
            **({"visits": raw.cells["visits"]} if own else {}),
        }
        rows.append(replace(hidden, cells=cells))
    return table if tuple(rows) == table.rows else replace(masked, rows=tuple(rows))
