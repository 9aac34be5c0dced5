"""The facts every table of agreements is made of, one row each: a figure and what it opens never differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from funding.domain.amounts import Amount, amount_under, shared
from funding.domain.spanning import Convention
from funding.models import Agreement, Settlement, SettlementLine, Terms, standing
from portal.organisation.lineage import Lineage, load_lineage
from portal.organisation.models import Organisation
from portal.periods import Period
from portal.workareas import Scope


@dataclass(frozen=True)
class ShareFact:
    """A party's agreed share in the version that speaks for the agreement. Kronor; ``whole`` None: the time
    cannot be measured by the convention."""

    agreement: Agreement
    terms: Terms
    organisation: int
    is_host: bool
    in_force: bool
    percent: Decimal
    per_year: Decimal
    whole: Decimal | None


@dataclass(frozen=True)
class SettledFact:
    """A party's line of a settled settlement, in kronor. ``share`` is zero where a correction replaces it."""

    settlement: Settlement
    organisation: int
    is_host: bool
    share: Decimal
    to_debit: Decimal
    booked: Decimal

    @property
    def period(self) -> Period:
        return Period(self.settlement.period_kind, self.settlement.year, self.settlement.number)


class Facts:
    """What ``scope.user`` may see of signed agreements, in districts of then or of now."""

    def __init__(self, scope: Scope):
        self.scope = scope

    @cached_property
    def versions(self) -> list[Terms]:
        """Return the signed version that speaks for each agreement, by title."""
        seen = Terms.objects.for_user(self.scope.user).signed()
        ranked = standing.ranked(seen, self.scope.today).select_related("agreement", "residual")
        rows = ranked.prefetch_related("shares__party__organisation", "costs")
        best: dict[int, Terms] = {}
        for terms in rows:
            best.setdefault(terms.agreement_id, terms)
        return sorted(best.values(), key=lambda each: (each.agreement.title, each.pk))

    @cached_property
    def shares(self) -> list[ShareFact]:
        return [fact for terms in self.versions for fact in shares_of(terms)]

    @cached_property
    def settled(self) -> list[SettledFact]:
        """Return the lines of the settled settlements, by agreement and time."""
        lines = SettlementLine.objects.filter(
            settlement__state=Settlement.State.SETTLED,
            settlement__agreement__in=[terms.agreement_id for terms in self.versions],
        ).select_related("settlement__agreement", "settlement__order", "party")
        ordered = lines.order_by(
            "settlement__agreement__title",
            "settlement__year",
            "settlement__number",
            "settlement__sequence",
            "party__heading_order",
            "pk",
        )
        return _settled_of(list(ordered))

    @cached_property
    def lineage(self) -> Lineage:
        return self.scope.user.reach.lineage or load_lineage()

    @cached_property
    def organisations(self) -> dict[int, Organisation]:
        return Organisation.objects.in_bulk()

    def line(self, organisation: int) -> int:
        """The organisation a party's figures stand under: itself, or who answers for it today."""
        if self.scope.division != "nu":
            return organisation
        return self.lineage.successor(organisation, on=self.scope.today)

    def name(self, organisation: int) -> str:
        return self.organisations[organisation].short_name


def shares_of(terms: Terms) -> list[ShareFact]:
    shares = sorted(terms.shares.all(), key=lambda each: (each.party.heading_order, each.party_id))
    yearly = sum((line.amount for line in terms.costs.all()), Decimal())
    per_year = shared(yearly, terms, shares)
    amount = amount_under(Convention(terms.convention), yearly=yearly, terms=terms, shares=shares)
    whole = amount.split.parts if isinstance(amount, Amount) else {}
    return [
        ShareFact(
            agreement=terms.agreement,
            terms=terms,
            organisation=share.party.organisation_id,
            is_host=share.party.is_host,
            in_force=getattr(terms, "rank", None) == standing.STANDINGS.index(standing.IN_FORCE),
            percent=share.percent.normalize(),
            per_year=per_year.parts[share.party.organisation.key] if per_year else Decimal(),
            whole=whole.get(share.party.organisation.key),
        )
        for share in shares
    ]


def _settled_of(lines: Sequence[SettlementLine]) -> list[SettledFact]:
    newest = {_period_of(line.settlement): line.settlement_id for line in lines}
    return [
        _settled(line, is_newest=newest[_period_of(line.settlement)] == line.settlement_id) for line in lines
    ]


def _period_of(settlement: Settlement) -> tuple[int, str, int, int]:
    return settlement.agreement_id, settlement.period_kind, settlement.year, settlement.number


def _settled(line: SettlementLine, *, is_newest: bool) -> SettledFact:
    """What was carried over is of an earlier settlement: here it is booked, there it was settled."""
    order = getattr(line.settlement, "order", None)
    nothing = Decimal()
    return SettledFact(
        settlement=line.settlement,
        organisation=line.party.organisation_id,
        is_host=line.party.is_host,
        share=line.share_of_cost if is_newest else nothing,
        to_debit=nothing if line.party.is_host else line.remains - line.carried_over,
        booked=line.remains if order and order.booked_on and not line.party.is_host else nothing,
    )
