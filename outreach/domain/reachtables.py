"""The tables of reach, as values; masked together afterwards, for they tell of the same visits."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from outreach.domain.reach import Reach, Sums
from outreach.domain.reachpeople import people_table
from outreach.models import WorkForm
from portal.content.figures import Figure, Share, Unit
from portal.content.notes import Note
from portal.content.tables import Cell, Column, Row, Table

DISTRICTS, FORMS, SPANS, HOURS, HELP, PEOPLE = (
    "stadsdelar",
    "former",
    "perioder",
    "tider",
    "stod",
    "befolkning",
)


def reach_tables(reach: Reach) -> dict[str, Table]:
    """Return the tables by name, in the order of the page; without those that have nothing to say."""
    found = {
        DISTRICTS: districts_table(reach),
        FORMS: forms_table(reach),
        SPANS: spans_table(reach),
        HOURS: hours_table(reach),
        HELP: help_table(reach),
        PEOPLE: people_table(reach),
    }
    return {name: table for name, table in found.items() if table.rows}


def districts_table(reach: Reach) -> Table:
    rows = [_row(each.short_name, f"d{each.pk}", sums, reach) for each, sums in reach.districts]
    return _visits(_("Besök per stadsdelsförvaltning"), _("Stadsdelsförvaltning"), rows, reach)


def forms_table(reach: Reach) -> Table:
    """What is sent out has recipients and no visits; what counts nothing has neither."""
    rows = []
    for each, sums in reach.forms:
        row = _row(each.name, f"f{each.pk}", sums, reach)
        sent = each.counts == WorkForm.Counts.RECIPIENTS
        met = each.counts == WorkForm.Counts.HEADS
        kept = row.cells if met else dict.fromkeys(row.cells, "") | {"activities": row.cells["activities"]}
        rows.append(replace(row, cells={**kept, "recipients": Figure(sums.recipients) if sent else ""}))
    more = (Column("recipients", _("Mottagare av utskick"), people=True),)
    return _visits(_("Besök per arbetsform"), _("Arbetsform"), rows, reach, more)


def spans_table(reach: Reach) -> Table:
    rows = [_row(part.title, f"p{part.key}", sums, reach) for part, sums in reach.spans]
    return _visits(_("Besök per period"), _("Period"), rows, reach)


def hours_table(reach: Reach) -> Table:
    names = {
        "office": _("Vardag klockan 8–17"),
        "evening": _("Vardag före klockan 8 eller efter 17"),
        "weekend": _("Lördag och söndag"),
        "": _("Vardag, klockslag ej angivet"),
    }
    rows = [
        _row(names[name], f"h{name}", sums, reach) for name, sums in reach.hours.items() if sums.activities
    ]
    return _visits(_("Besök efter tid på dygnet"), _("Tid"), rows, reach)


def _visits(
    caption: str, first: str, rows: Sequence[Row], reach: Reach, more: tuple[Column, ...] = ()
) -> Table:
    table = Table(caption, (*_columns(first), *more), tuple(rows), subtitle=reach.window.title, how=_how())
    return table.with_total() if rows else table


def _columns(first: str) -> tuple[Column, ...]:
    return (
        Column("place", first, Unit.TEXT),
        Column("activities", _("Aktiviteter")),
        Column("told", _("Varav säger antal")),
        Column("women", _("Kvinnor"), people=True),
        Column("men", _("Män"), people=True),
        Column("unknown", _("Kön ej noterat"), people=True),
        Column("adults", _("Vuxna"), people=True, sum_of=("women", "men", "unknown")),
        Column(
            "share",
            _("Andel kvinnor"),
            Unit.PERCENT,
            sums=True,
            people=True,
            gives_away=("women", "men"),
            notes=(Note(_("Kvinnor av kvinnor och män. Besök där kön inte är noterat räknas inte in.")),),
        ),
        Column("children", _("Barn"), people=True),
    )


def _row(label: str, key: str, sums: Sums, reach: Reach) -> Row:
    """Nobody has told is not nobody came. Where a form counts nobody there is nothing to tell: zero."""
    told = sums.telling_heads or not sums.asked_heads
    heads = {name: getattr(sums, name) if told else None for name in ("women", "men", "unknown")}
    children = sums.children if sums.telling_children or not sums.asked_heads else None
    both = sums.women + sums.men
    fact = reach.facts[key]
    cells: dict[str, Cell] = {name: Figure(value, fact=(fact, name)) for name, value in heads.items()}
    cells |= {
        "activities": Figure(sums.activities),
        "told": Figure(sums.telling_heads),
        "adults": Figure(sums.women + sums.men + sums.unknown if told else None, fact=(fact, "adults")),
        "share": Figure(Share(sums.women, both) if both else None, Unit.PERCENT) if both else "",
        "children": Figure(children, fact=(fact, "children")),
    }
    return Row(label, cells, key=key)


def _how() -> tuple[str, ...]:
    return (
        _("Ett besök är en person på en aktivitet. Den som kommer två gånger är två besök."),
        _("Kvinnor, män och kön ej noterat är 18 år eller äldre. Barnen står bredvid."),
        _("”Varav säger antal” är de aktiviteter som säger hur många som kom."),
        _("Bara aktiviteter som är hållna räknas. Ett antal som är skrivet som ett spann räknas inte in."),
        _("En form som inte räknar vilka som kom, som ett brev, har inga besök."),
    )


def help_table(reach: Reach) -> Table:
    """How many had childcare and an interpreter, of those that say so: activities, not people."""
    total = reach.total
    asked = (
        (_("Barnpassning"), total.with_childcare, total.telling_childcare),
        (_("Tolk"), total.with_interpreter, total.telling_interpreter),
    )
    heads = (
        Column("help", _("Stöd"), Unit.TEXT),
        Column("had", _("Aktiviteter som hade det")),
        Column("telling", _("Av dem som säger om det fanns")),
        Column("share", _("Andel"), Unit.PERCENT),
        Column("silent", _("Säger inget")),
    )
    rows = tuple(
        Row(
            label,
            {
                "had": Figure(had),
                "telling": Figure(telling),
                "share": Figure(Share(had, telling), Unit.PERCENT) if telling else "",
                "silent": Figure(total.activities - telling),
            },
        )
        for label, had, telling in asked
    )
    return Table(_("Barnpassning och tolk"), heads, rows if total.activities else ())
