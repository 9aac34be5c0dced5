"""What a party's report says, as values under names of one level: "women", "forecast", "cost_tolk"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from funding.models import ActualCost, PartyDuty, PartyReport

COUNTS = ("registered", "women", "men", "children")
TEXTS = ("cause", "action", "comment")
PLAIN = (*COUNTS, "forecast", *TEXTS)
COST = "cost_"
BLANK: dict[str, Any] = {
    each.name: each.get_default() for each in PartyReport._meta.fields if each.name in PLAIN
}


@dataclass(frozen=True)
class ReportCandidate:
    """What a report is to say: ``values`` by the names of this module, money in kronor, and perhaps a
    ``correction_reason``. What they do not name stays as it is; None says "not reported"."""

    duty: PartyDuty
    values: Mapping[str, Any] = field(default_factory=dict)


def cost_name(code: str) -> str:
    """The name of a kind of cost."""
    return f"{COST}{code}"


def code_of(name: str) -> str:
    """The kind of cost that ``name`` is about; "" for what is no cost."""
    return name.removeprefix(COST) if name.startswith(COST) else ""


def values_of(report: PartyReport | None) -> dict[str, Any]:
    """What a report says, its costs at hand by kind; of none, what a blank one says."""
    if report is None:
        return dict(BLANK)
    plain = {name: getattr(report, name) for name in PLAIN}
    return plain | costs_of(report.costs.all())


def costs_of(costs: Iterable[ActualCost]) -> dict[str, Decimal]:
    return {cost_name(cost.kind.code): cost.amount for cost in costs}


def outcome_of(values: Mapping[str, Any]) -> Decimal | None:
    """The costs together, in kronor; None when none is reported."""
    told = [amount for name, amount in values.items() if code_of(name) and amount is not None]
    return sum(told, Decimal()) if told else None


def said(values: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is said: two reports are the same when these are."""
    return {name: value for name, value in values.items() if value not in (None, "")}
