"""How a settlement is named and where it lies; and the newest ones, for the agreement's own page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from funding.models import Agreement, Settlement
from funding.states import order_state, settlement_state
from portal.periods import Period

SHOWN = 4


def period_of_settlement(settlement: Settlement) -> Period:
    return Period(settlement.period_kind, settlement.year, settlement.number)


def settlement_url(settlement: Settlement, name: str = "settlement_detail") -> str:
    """Return the address of a settlement's page, or of one of its verbs."""
    return reverse(f"funding:{name}", args=[settlement.agreement_id, settlement.pk])


def settlement_title(settlement: Settlement) -> str:
    """Return "Avräkning tertial 1 2026", and that it is a correction."""
    title = period_of_settlement(settlement).title
    name = _("Avräkning %(period)s") % {"period": title[:1].lower() + title[1:]}
    return _("%(name)s, rättelse") % {"name": name} if settlement.corrects_id else name


def settlement_row(settlement: Settlement) -> dict[str, Any]:
    """Return what a row about a settlement shows; its order must have been read with it."""
    order = getattr(settlement, "order", None)
    return {
        "row": settlement,
        "title": settlement_title(settlement),
        "url": settlement_url(settlement),
        "state": settlement_state(settlement),
        "order": order,
        "order_state": order_state(order) if order else None,
    }


def newest_settlements(agreement: Agreement) -> list[dict[str, Any]]:
    """Return the rows of the agreement's newest settlements; withdrawn ones are left out. One query."""
    rows = agreement.settlements.exclude(state=Settlement.State.WITHDRAWN).select_related("order")
    return [settlement_row(each) for each in rows.order_by("-year", "-number", "-sequence")[:SHOWN]]
