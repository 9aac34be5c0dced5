"""A thing to do about a settlement: how it is named, and where it leads."""

from datetime import datetime

from django.urls import reverse

from funding.models import Settlement
from portal.periods import Period
from portal.workareas import State, TodoItem

MOST = 50
NEAR = 2  # urgency


def item_of(
    settlement: Settlement,
    title: str,
    detail: str,
    state: State,
    name: str = "settlement_detail",
    since: datetime | None = None,
) -> TodoItem:
    return TodoItem(
        title=title % {"agreement": settlement.agreement},
        detail=detail,
        url=reverse(f"funding:{name}", args=[settlement.agreement_id, settlement.pk]),
        state=state,
        urgency=NEAR,
        since=since,
    )


def period_title(settlement: Settlement) -> str:
    return Period(settlement.period_kind, settlement.year, settlement.number).title
