"""The visits beside how many people there are: a rate, and why it is no share of them."""

from decimal import Decimal

from django.utils.translation import gettext as _

from outreach.domain.reach import People, Reach
from portal.content.figures import Figure, Unit
from portal.content.notes import Note
from portal.content.tables import Cell, Column, Row, Table


def people_table(reach: Reach) -> Table:
    """The visits beside how many women and men there are, where that is known."""
    heads = (
        Column("place", _("Plats"), Unit.TEXT),
        Column("women", _("Besök av kvinnor"), people=True),
        Column("all_women", _("Kvinnor i befolkningen")),
        Column("women_rate", _("Besök per 1 000 kvinnor"), Unit.NUMBER, gives_away=("women",)),
        Column("men", _("Besök av män"), people=True),
        Column("all_men", _("Män i befolkningen")),
        Column("men_rate", _("Besök per 1 000 män"), Unit.NUMBER, gives_away=("men",)),
    )
    rows = tuple(_people_row(each, reach) for each in reach.people)
    return Table(_("Besök mot befolkningen"), heads, rows, notes=(_twice(),) if rows else ())


def _people_row(each: People, reach: Reach) -> Row:
    # The same facts as in the tables above, so that one call hides them in all.
    key = f"d{each.organisation.pk}" if each.organisation else "total"
    fact = reach.facts[key] if each.organisation else None
    told = each.visits.telling_heads > 0
    cells: dict[str, Cell] = {}
    for name, visits, all_of_them in (
        ("women", each.visits.women, each.women),
        ("men", each.visits.men, each.men),
    ):
        cells[name] = Figure(visits if told else None, fact=fact and (fact, name))
        cells[f"all_{name}"] = Figure(all_of_them)
        cells[f"{name}_rate"] = _rate(visits, all_of_them) if told and all_of_them else ""
    label = each.organisation.short_name if each.organisation else _("Hela staden")
    words = {"year": each.year, "source": each.source}
    note = Note(_("Befolkningen %(year)s, alla åldrar. Källa: %(source)s.") % words)
    return Row(label, cells, key=key, notes=(note,))


def _rate(visits: int, people: int) -> Figure:
    return Figure((Decimal(1000 * visits) / people).quantize(Decimal("0.1")), Unit.NUMBER)


def _twice() -> Note:
    return Note(
        _(
            "Besöken är vuxna och samma person kan ha kommit flera gånger. Talen säger alltså inte hur "
            "stor del av befolkningen som är nådd."
        )
    )
