"""What a settlement was made of, and what it would be made of now: other costs, or other terms of its time.

The same total may be borne by others, and a signed amendment may begin before what is settled: both move
kronor between the parties.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from funding.models import Settlement, SettlementLine, Stretch, Terms
from portal.periods import Period

Costs = Mapping[int, Decimal]  # party -> kronor it has borne itself
Stretches = list[tuple[date, date, Any]]  # half-open, and what its terms say of shares


@dataclass(frozen=True)
class Made:
    """``costs`` without parties that bore nothing; ``stretches`` with neighbours that share alike as one."""

    costs: Costs
    stretches: Stretches


@dataclass(frozen=True)
class Versions:
    """The signed versions of agreements, and what each says of who bears what."""

    by_agreement: Mapping[int, list[Terms]]
    marks: Mapping[int, Any]

    def within(self, agreement: int, period: Period) -> Stretches:
        """Return the stretches of a period by the terms that are in force now."""
        found = []
        for terms in self.by_agreement.get(agreement, []):
            first, after = max(period.begins, terms.force.lower), min(period.ends, terms.force.upper)
            if first < after:
                found.append((first, after, self.marks[terms.pk]))
        return _joined(found)


def versions_of(agreements: Iterable[int]) -> Versions:
    """Read the signed versions of ``agreements`` (their keys). Two queries."""
    signed = Terms.objects.signed().filter(agreement__in=agreements).prefetch_related("shares")
    by_agreement: dict[int, list[Terms]] = {}
    for terms in signed.order_by("force"):
        by_agreement.setdefault(terms.agreement_id, []).append(terms)
    rows = [terms for each in by_agreement.values() for terms in each]
    return Versions(by_agreement, {terms.pk: _mark(terms) for terms in rows})


def made_of(settlements: Iterable[Settlement], versions: Versions) -> dict[int, Made]:
    """Return settlement -> what it was made of. Two queries however many."""
    keys = [each.pk for each in settlements]
    costs: dict[int, dict[int, Decimal]] = {key: {} for key in keys}
    lines = SettlementLine.objects.filter(settlement__in=keys).exclude(own_cost=0)
    for key, party, own in lines.values_list("settlement", "party", "own_cost"):
        costs[key][party] = own
    stretches: dict[int, Stretches] = {key: [] for key in keys}
    rows = Stretch.objects.filter(settlement__in=keys).order_by("begins")
    for key, terms, begins, ends in rows.values_list("settlement", "terms", "begins", "ends"):
        stretches[key].append((begins, ends, versions.marks[terms]))
    return {key: Made(costs[key], _joined(stretches[key])) for key in keys}


def why_changed(made: Made, costs: Costs, stretches: Stretches) -> str:
    """Say what is changed since the settlement was made; "" when nothing is, or nobody has said the costs."""
    if not costs:
        return ""
    if made.stretches != stretches:
        return _("Villkoren för perioden är ändrade sedan dess.")
    if made.costs != {party: amount for party, amount in costs.items() if amount}:
        return _("Det redovisade är ändrat sedan dess.")
    return ""


def _mark(terms: Terms) -> Any:
    """Shares, who takes the rest and how time is counted: all that the kronor follow from."""
    shares = frozenset((share.party_id, share.percent) for share in terms.shares.all() if share.percent)
    return shares, terms.residual_id, terms.convention


def _joined(stretches: Stretches) -> Stretches:
    found: Stretches = []
    for begins, ends, mark in stretches:
        if found and found[-1][1:] == (begins, mark):
            begins = found.pop()[0]
        found.append((begins, ends, mark))
    return found
