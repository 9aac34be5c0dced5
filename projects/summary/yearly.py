"""Beviljade medel per år: area by year, with the unknown year in a column of its own, never guessed."""

from decimal import Decimal

from django.utils.translation import gettext as _

from portal import money
from portal.content.figures import Figure, Unit
from portal.content.notes import Note
from portal.content.sorting import text_key
from portal.content.tables import Column, Row, Table
from projects.summary.facts import Facts
from projects.summary.naming import listed, opened

SLUG = "beviljade-medel-per-ar"
UNKNOWN, ALL_YEARS = "okant", "totalt"


def year_key(year: int | None) -> str:
    return str(year) if year else UNKNOWN


def yearly_table(facts: Facts) -> Table:
    """Granted money in tkr by area and year, areas in Swedish order."""
    years = sorted({grant.year for grant in facts.grants if grant.year})
    keys = [*(str(year) for year in years), UNKNOWN]
    areas = sorted({fact.area for fact in facts.projects}, key=text_key)
    table = Table(
        _("Beviljade medel per område och år"),
        (
            Column("area", _("Område"), Unit.TEXT),
            *(Column(str(year), str(year), Unit.TKR) for year in years),
            Column(UNKNOWN, _("År okänt"), Unit.TKR, notes=_unknown(facts)),
            Column(ALL_YEARS, _("Totalt"), Unit.TKR, sum_of=tuple(keys)),
        ),
        tuple(_row(facts, area, keys) for area in areas),
        subtitle=_("tkr, efter det år medlen beviljades för"),
        how=(
            _("Beloppet är summan av besluten om medel för projekten i området, också förlängningar."),
            _("Ett beslut utan år står i kolumnen År okänt. Det fördelas inte på år."),
        ),
    )
    with_money = {ALL_YEARS, *(year_key(grant.year) for grant in facts.grants)}
    return table.with_total(hrefs={key: opened(facts, SLUG, "", key) for key in with_money})


def _row(facts: Facts, area: str, keys: list[str]) -> Row:
    sums = dict.fromkeys((*keys, ALL_YEARS), Decimal())
    for grant in facts.grants:
        if facts.by_pk[grant.project].area == area:
            sums[year_key(grant.year)] += grant.amount
            sums[ALL_YEARS] += grant.amount
    cells = {
        key: Figure(amount, Unit.TKR, href=opened(facts, SLUG, area, key) if amount else None)
        for key, amount in sums.items()
    }
    return Row(area, cells, key=area)


def _unknown(facts: Facts) -> tuple[Note, ...]:
    without = [grant for grant in facts.grants if grant.year is None]
    if not without:
        return ()
    names = [
        _("%(project)s (%(tkr)s tkr)")
        % {"project": facts.by_pk[grant.project].name, "tkr": money.write_tkr(grant.amount)}
        for grant in without
    ]
    return (Note(_("Källan delar inte beloppet på år: %(projects)s.") % {"projects": listed(names)}),)
