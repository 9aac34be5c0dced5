"""A booking order as a table: exactly the columns of the file that the accounts are fed (one place)."""

from decimal import Decimal

from django.utils.translation import gettext as _

from funding.models import BookingLine, BookingOrder
from portal.content.figures import Figure, Unit
from portal.content.tables import Cell, Column, Row, Table


def order_table(order: BookingOrder) -> Table:
    """Return the lines of the order in their order; no total, the file is read by a machine."""
    lines = order.lines.select_related("committee").order_by("row")
    return Table(order.number, _columns(), tuple(_row(order, line) for line in lines))


SHOWN = (
    "committee",
    "responsibility",
    "activity",
    "account",
    "project",
    "task",
    "counterparty",
    "debit",
    "credit",
    "text",
)


def shown_table(order: BookingOrder) -> Table:
    """Return the lines for a page, where what they all share stands above them; the total last."""
    whole = order_table(order)
    kept = tuple(column for column in whole.columns if column.key in SHOWN)
    rows = tuple(
        Row(str(number), {key: row.cells[key] for key in SHOWN})
        for number, row in enumerate(whole.rows, start=1)
    )
    return Table(order.number, (Column("row", _("Rad"), Unit.TEXT), *kept), rows).with_total()


def _columns() -> tuple[Column, ...]:
    text = [
        ("date", _("Bokföringsdatum"), Unit.DATE),
        ("period", _("Period"), Unit.TEXT),
        ("committee", _("Nämnd"), Unit.TEXT),
        ("responsibility", _("Ansvar"), Unit.TEXT),
        ("activity", _("Verksamhet"), Unit.TEXT),
        ("account", _("Konto"), Unit.TEXT),
        ("project", _("Projekt"), Unit.TEXT),
        ("task", _("Aktivitet"), Unit.TEXT),
        ("counterparty", _("Motpart"), Unit.TEXT),
    ]
    return (
        Column("number", _("Bokföringsorder"), Unit.TEXT),
        Column("row", _("Rad"), Unit.COUNT, sums=False),
        *(Column(key, title, kind) for key, title, kind in text),
        Column("debit", _("Debet"), Unit.KRONOR),
        Column("credit", _("Kredit"), Unit.KRONOR),
        Column("text", _("Text"), Unit.TEXT),
        Column("support", _("Underlag"), Unit.TEXT),
        Column("prepared", _("Upprättad av"), Unit.TEXT),
        Column("attested", _("Attesterad av"), Unit.TEXT),
    )


def _row(order: BookingOrder, line: BookingLine) -> Row:
    cells: dict[str, Cell] = {
        "row": Figure(line.row),
        "date": order.booking_date,
        "period": f"{order.booking_date:%Y%m}",
        "committee": line.committee.as_committee,
        "responsibility": line.responsibility,
        "activity": line.activity,
        "account": line.account,
        "project": line.project,
        "task": line.task,
        "counterparty": line.counterparty,
        "debit": _side(line.debit),
        "credit": _side(line.credit),
        "text": line.text,
        "support": line.support,
        "prepared": _named(order.prepared_by),
        "attested": _named(order.attested_by),
    }
    return Row(order.number, cells)


def _side(amount: Decimal) -> Figure:
    return Figure(amount, Unit.KRONOR)


def _named(user) -> str:
    return str(user) if user else ""
