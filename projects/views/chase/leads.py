"""The table above the list: for each lead what is waited for, and the money at stake."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.content.figures import Figure, Unit
from portal.content.tables import Column, Row, Table
from projects.models import chasing
from projects.models.duty import ReportDutyQuerySet
from projects.views.chase.filters import LATE, WAITS


def lead_table(duties: ReportDutyQuerySet, *, programme: str, today: date) -> Table | None:
    """A line for each lead, the most money first; a project's money stands once. None without reports.

    Two queries: how the reports stand, and each project's money.
    """
    rows = duties.annotate(
        stands=chasing.standing(today), late=chasing.days_late(today), money=chasing.at_stake()
    ).values_list(
        "expected__organisation", "expected__organisation__short_name", "project", "stands", "late", "money"
    )
    leads: dict[tuple[int, str], list[tuple]] = defaultdict(list)
    for organisation, name, *rest in rows.order_by("expected__organisation", F("pk")):
        leads[organisation, name].append(tuple(rest))
    if not leads:
        return None
    table = Table(
        _("Pengar utan godtagen redovisning"),
        _columns(),
        tuple(_row(pk, name, found, programme) for (pk, name), found in leads.items()),
        subtitle=_("Per ansvarig, störst belopp först"),
        how=_how(),
    )
    return table.ordered("money", descending=True).with_total()


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


def _row(pk: int, name: str, found: list[tuple], programme: str) -> Row:
    def figure(count: int, status: str) -> Figure:
        query = urlencode({"program": programme, "ansvarig": pk, "status": status})
        return Figure(count, href=f"{reverse('projects:duty_list')}?{query}" if count else None)

    def count(*codes: str) -> int:
        return sum(stands in codes for _project, stands, _late, _money in found)

    money = {project: amount for project, _stands, _late, amount in found if amount}
    return Row(
        name,
        {
            "waits": figure(count(chasing.LATE, chasing.DUE, chasing.AHEAD), WAITS),
            "late": figure(sum(late > 0 for _project, _stands, late, _money in found), LATE),
            "returned": figure(count("returned"), "aterlamnad"),
            "submitted": figure(count("submitted"), "inlamnad"),
            "accepted": figure(count("accepted"), "godtagen"),
            "money": Figure(sum(money.values(), Decimal()), Unit.TKR),
        },
        key=str(pk),
    )


def _how() -> tuple[str, ...]:
    return (
        _("Beloppet är allt som projektet beviljats, så länge någon redovisning av det inte är godtagen."),
        _("Ett projekt räknas en gång, också när flera redovisningar väntas."),
    )
