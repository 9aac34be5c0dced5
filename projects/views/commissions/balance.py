"""Balanslista: what each nämnd has not answered yet, on the page, on paper and as a file."""

from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.content.figures import Figure, Unit
from portal.content.sorting import text_key
from portal.content.tables import Column, Row, Table
from portal.content.writers import table_response
from portal.ui.doors import READING, only_for
from portal.ui.requests import Asked
from projects import access
from projects.models import Commission

FORMATS = ("csv", "xlsx")


@only_for(access.may_read_commissions, *READING)
def balance(request: Asked) -> HttpResponseBase:
    """``/projekt/uppdrag/balanslista/``: a table for each nämnd; a file holds them all in one."""
    today = timezone.localdate()
    rows = _unanswered()
    wanted = request.GET.get("format", "")
    if wanted in FORMATS:
        return table_response(_whole(rows, today), wanted, f"balanslista-{today.isoformat()}")
    page = {
        "title": _("Balanslista"),
        "tables": [_table(name, mine, today) for name, mine in _by_committee(rows)],
        "today": today,
        "breadcrumb": [
            (_("Projekt"), reverse("projects:project_list")),
            (_("Uppdrag"), reverse("projects:commission_list")),
        ],
    }
    return render(request, "projects/commission_balance.html", page)


def _unanswered() -> list[Commission]:
    """Unanswered uppdrag: by nämnd as Swedes sort, the first due first, those without a day last."""
    rows = Commission.objects.unanswered().select_related("given_by", "committee")
    return sorted(
        rows,
        key=lambda row: (
            text_key(row.committee.as_committee),
            row.committee_id,
            row.due_on or date.max,
            row.given_on,
            row.pk,
        ),
    )


def _by_committee(rows: list[Commission]) -> list[tuple[str, list[Commission]]]:
    groups = groupby(rows, key=lambda row: (row.committee_id, row.committee.as_committee))
    return [(name, list(mine)) for (_pk, name), mine in groups]


def _columns(*, with_committee: bool) -> tuple[Column, ...]:
    return (
        Column("text", _("Uppdrag"), Unit.TEXT),
        *((Column("committee", _("Nämnd"), Unit.TEXT),) if with_committee else ()),
        Column("given_by", _("Gavs av"), Unit.TEXT),
        Column("given_on", _("Gavs den"), Unit.DATE),
        Column("reference", _("Diarienummer eller paragraf"), Unit.TEXT),
        Column("due_on", _("Senast"), Unit.DATE),
        Column("late", _("Dagar sen"), sums=False),
    )


def _row(commission: Commission, today: date, *, with_committee: bool) -> Row:
    cells: dict[str, Any] = {
        "given_by": commission.given_by.as_committee,
        "given_on": commission.given_on,
        "reference": ", ".join(filter(None, (commission.reference, commission.point))),
        "due_on": commission.due_on or _("ingen dag satt"),
        "late": Figure(commission.days_late(today)),
    }
    if with_committee:
        cells["committee"] = commission.committee.as_committee
    url = reverse("projects:commission_detail", args=[commission.pk])
    return Row(commission.text, cells, href=url, key=str(commission.pk))


def _table(name: str, rows: list[Commission], today: date) -> Table:
    count = ngettext("%(n)s obesvarat uppdrag", "%(n)s obesvarade uppdrag", len(rows)) % {"n": len(rows)}
    lines = tuple(_row(each, today, with_committee=False) for each in rows)
    return Table(name, _columns(with_committee=False), lines, subtitle=count)


def _whole(rows: list[Commission], today: date) -> Table:
    lines = tuple(_row(each, today, with_committee=True) for each in rows)
    day = _("Uttaget %(day)s.") % {"day": today.isoformat()}
    return Table(_("Balanslista"), _columns(with_committee=True), lines, subtitle=day)
