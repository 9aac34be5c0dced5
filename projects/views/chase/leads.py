"""The table above the list: for each lead what is waited for, and the money at stake."""

from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.content.figures import Figure, Unit
from portal.content.tables import Column, Row, Table
from portal.deadlines.models import ExpectedReport
from projects.models import chasing
from projects.models.duty import ReportDutyQuerySet
from projects.views.chase.filters import LATE, WAITS


def lead_table(duties: ReportDutyQuerySet, *, programme: str, today: date) -> Table | None:
    """A line for each lead, the most money first; a project's money stands once. None without reports.

    Two queries, added up by the database: how the reports stand, and the money.
    """
    rows = duties.order_by().values("expected__organisation", "expected__organisation__short_name")
    found = list(rows.annotate(**_counts(today)).order_by("expected__organisation"))
    if not found:
        return None
    money = chasing.money_of_leads(duties)
    table = Table(
        _("Pengar utan godtagen redovisning"),
        _columns(),
        tuple(_row(each, money.get(each["expected__organisation"], Decimal()), programme) for each in found),
        subtitle=_("Per ansvarig, störst belopp först"),
        how=_how(),
    )
    return table.ordered("money", descending=True).with_total()


def _counts(today: date) -> dict[str, Count]:
    """The columns of numbers: how many reports stand so."""
    states = {each: Count("pk", filter=Q(expected__state=each)) for each in ExpectedReport.State.values}
    return {f"n_{name}": number for name, number in states.items()} | {
        "n_late": Count("pk", filter=chasing.is_late(today))
    }


def _columns() -> tuple[Column, ...]:
    return (
        Column("lead", _("Ansvarig"), Unit.TEXT),
        Column("waits", _("Ej inlämnade")),
        Column("late", _("Sena")),
        Column("returned", _("Återlämnade")),
        Column("submitted", _("Inlämnade")),
        Column("accepted", _("Godtagna")),
        Column("money", _("Belopp tkr"), Unit.TKR),
    )


def _row(found: dict[str, Any], money: Decimal, programme: str) -> Row:
    pk = found["expected__organisation"]

    def figure(counted: str, status: str) -> Figure:
        count = found[f"n_{counted}"]
        query = urlencode({"program": programme, "ansvarig": pk, "status": status})
        return Figure(count, href=f"{reverse('projects:duty_list')}?{query}" if count else None)

    return Row(
        found["expected__organisation__short_name"],
        {
            "waits": figure("awaited", WAITS),
            "late": figure("late", LATE),
            "returned": figure("returned", "aterlamnad"),
            "submitted": figure("submitted", "inlamnad"),
            "accepted": figure("accepted", "godtagen"),
            "money": Figure(money, Unit.TKR),
        },
        key=str(pk),
    )


def _how() -> tuple[str, ...]:
    return (
        _("Beloppet är allt som projektet beviljats, så länge någon redovisning av det inte är godtagen."),
        _("Ett projekt räknas en gång, också när flera redovisningar väntas."),
    )
