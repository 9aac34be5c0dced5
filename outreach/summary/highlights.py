"""The figures of outreach on the start page: what the last twelve months came to, in one question."""

from dataclasses import replace

from django.conf import settings
from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from outreach.summary.facts import ADDED, Facts, Sums
from outreach.summary.tables import DISTRICTS, cells_of, columns
from portal.content.figures import Figure
from portal.content.masking_tables import mask_table
from portal.content.tables import Row, Table
from portal.workareas import Highlights, KeyFigure, Scope


def highlights(scope: Scope) -> Highlights | None:
    """Activities, women and children; masked as everywhere. None when nothing was held."""
    facts = Facts(Scope(user=scope.user, today=scope.today, unmasked=True))
    found = facts.rows().aggregate(**{name: Sum(name) for name in ADDED})
    sums = Sums(*(found[name] or 0 for name in ADDED))
    if not sums.activities:
        return None
    row = Row("", {name: Figure(value) for name, value in cells_of(sums).items()})
    table = Table("", columns(""), (row,))
    shown = table if facts.shows_small else mask_table(table, below=settings.MASK_BELOW)
    url = reverse("summaries:table", args=[DISTRICTS])
    cells = shown.rows[0].cells

    def opening(name: str) -> Figure:
        """A figure of people that opens what it is made of; a masked one opens the table that says why."""
        found = cells[name]
        return replace(found, href=url) if isinstance(found, Figure) else Figure(None)

    told = _("Av aktiviteterna säger %(told)s hur många som kom.") % {"told": sums.telling_heads}
    return Highlights(
        _("Uppsökande arbete, senaste 12 månaderna"),
        figures=[
            KeyFigure(_("Aktiviteter"), Figure(sums.activities, href=url), told),
            KeyFigure(_("Besök av kvinnor"), opening("kvinnor")),
            KeyFigure(_("Besök av män"), opening("man")),
            KeyFigure(_("Besök av barn"), opening("barn")),
        ],
    )
