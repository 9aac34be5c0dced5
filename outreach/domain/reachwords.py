"""The answer to "Hur når vi kvinnor och barn?" in words, with the figures the tables show.

A pure function of the reach and its tables: made from masked tables the words are masked too.
"""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outreach.domain.reach import Reach
from outreach.domain.reachlimits import listed, not_known, said_of_help, said_of_hours, small
from outreach.domain.reachtables import DISTRICTS, FORMS
from portal.content.figures import Figure, Share, Unit
from portal.content.papers import Paragraph
from portal.content.tables import Row, Table
from portal.money import percent, write_number

MOST_NAMED = 3  # districts named one by one
ENOUGH = 30  # visits that a comparison of shares rests on


def answer(reach: Reach, tables: Mapping[str, Table]) -> list[Paragraph]:
    """Return what is known and, last, what is not. ``tables`` as ``reach_tables``, masked or not."""
    if not reach.total.activities:
        said = _("Ingen uppsökande aktivitet är redovisad. Period: %(window)s.")
        return [Paragraph(said % {"window": small(reach.window.title)})]
    total = tables[DISTRICTS].total
    figures = {key: cell for key, cell in total.cells.items() if isinstance(cell, Figure)} if total else {}
    found = (
        _held(reach),
        _women(figures),
        _population(reach, figures),
        _compared(tables),
        _children(reach, figures),
        said_of_help(reach),
        said_of_hours(reach),
        not_known(reach),
    )
    return [each for each in found if each]


def _held(reach: Reach) -> Paragraph:
    places = [each.short_name for each, sums in reach.districts if sums.activities]
    n = reach.total.activities
    where = (
        listed(places)
        if len(places) <= MOST_NAMED
        else _("%(n)s stadsdelsförvaltningar") % {"n": write_number(len(places))}
    )
    words = {"n": write_number(n), "where": where, "window": small(reach.window.title)}
    text = ngettext(
        "%(n)s uppsökande aktivitet hölls i %(where)s. Period: %(window)s.",
        "%(n)s uppsökande aktiviteter hölls i %(where)s. Period: %(window)s.",
        n,
    )
    return Paragraph(text % words, (("aktiviteter", Figure(n)),))


def _women(figures: Mapping[str, Figure]) -> Paragraph:
    women, men, unknown, adults = (figures[key] for key in ("women", "men", "unknown", "adults"))
    if adults.value is None:
        return Paragraph(_("Ingen av dem säger hur många kvinnor och män som kom."))
    words = {
        "adults": adults.written,
        "women": women.written,
        "men": men.written,
        "unknown": unknown.written,
    }
    text = _(
        "De hade %(adults)s besök av vuxna: %(women)s av kvinnor, %(men)s av män och %(unknown)s där kön "
        "inte är noterat."
    )
    share = figures.get("share")
    more = ""
    if share and isinstance(share.value, Share):
        said = _("Av besöken där kön är noterat gjordes %(share)s av kvinnor.")
        more = " " + said % {"share": share.written}
    named = (("kvinnor", women), ("män", men), ("kön ej noterat", unknown), ("vuxna", adults))
    return Paragraph(text % words + more, (*named, *((("andel kvinnor", share),) if share else ())))


def _population(reach: Reach, figures: Mapping[str, Figure]) -> Paragraph | None:
    """The city's share of women beside the visits', for those who read of all the city."""
    city = next((each for each in reach.people if each.organisation is None), None)
    share = figures.get("share")
    if not city or not share or not isinstance(share.value, Share):
        return None
    of_all = Figure(Share(city.women, city.women + city.men), Unit.PERCENT)
    words = {
        "women": write_number(city.women),
        "men": write_number(city.men),
        "year": city.year,
        "all": percent(city.women, city.women + city.men),
        "visits": percent(*share.value),
    }
    text = _(
        "I staden fanns %(women)s kvinnor och %(men)s män år %(year)s, alla åldrar. Kvinnor är %(all)s "
        "procent av befolkningen och %(visits)s procent av besöken."
    )
    return Paragraph(text % words, (("andel kvinnor i befolkningen", of_all),))


def _compared(tables: Mapping[str, Table]) -> Paragraph | None:
    said = [
        _highest_and_lowest(tables[FORMS], _("Bland arbetsformerna")) if FORMS in tables else "",
        _highest_and_lowest(tables[DISTRICTS], _("Bland stadsdelsförvaltningarna")),
    ]
    text = " ".join(filter(None, said))
    return Paragraph(text) if text else None


def _highest_and_lowest(table: Table, where: str) -> str:
    """Say where the share of women is highest and lowest, of rows with visits enough to say it of."""
    ranked = sorted(_comparable(table.rows), key=lambda pair: pair[0].order or 0)
    if len(ranked) < 2 or ranked[0][0].order == ranked[-1][0].order:
        return ""
    (low, least), (high, most) = ranked[0], ranked[-1]
    words = {"where": where, "most": most, "high": high.written, "least": least, "low": low.written}
    text = _("%(where)s var andelen kvinnor störst i %(most)s, %(high)s, och minst i %(least)s, %(low)s.")
    return text % words


def _comparable(rows: Sequence[Row]) -> Iterator[tuple[Figure, str]]:
    for row in rows:
        share = row.cells["share"]
        if isinstance(share, Figure) and isinstance(share.value, Share) and share.value.whole >= ENOUGH:
            yield share, row.label


def _children(reach: Reach, figures: Mapping[str, Figure]) -> Paragraph:
    children, telling = figures["children"], reach.total.telling_children
    if not telling:
        return Paragraph(_("Ingen av aktiviteterna säger hur många barn som kom."))
    words = {
        "children": children.written,
        "telling": write_number(telling),
        "n": write_number(reach.total.activities),
    }
    text = _("Barn gjorde %(children)s besök. Antalet barn är angivet för %(telling)s av %(n)s aktiviteter.")
    return Paragraph(text % words, (("barn", children),))
