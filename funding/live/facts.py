"""One agreement as a document tells of it: the version that speaks for it, its costs, counts and clauses."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.text import slugify

from funding.models import Agreement, BasisCount, Clause, CostLine, StaffLine, SteeringMember, Terms, standing
from funding.summary.facts import ShareFact, shares_of
from portal.content.masking import masked_below
from portal.organisation.models import Organisation


class AgreementFacts:
    """What is sent for signing or signed of ``agreement``; nobody's draft."""

    def __init__(self, agreement: Agreement, today: date, *, unmasked: bool = False):
        self.agreement, self.today = agreement, today
        self.shows_small = unmasked or agreement.is_published

    @cached_property
    def terms(self) -> Terms | None:
        """The version in force, or to be signed, or the last that was; None when nothing is sent."""
        sent = Terms.objects.submitted().filter(agreement=self.agreement)
        rows = standing.ranked(sent, self.today).select_related("residual__organisation", "agreement")
        return rows.prefetch_related("shares__party__organisation", "costs__kind").first()

    @cached_property
    def shares(self) -> list[ShareFact]:
        """The parties with their shares, in the order of the heading."""
        return shares_of(self.terms) if self.terms else []

    @cached_property
    def organisations(self) -> dict[int, Organisation]:
        """The parties by key."""
        shares = self.terms.shares.all() if self.terms else ()
        return {each.party.organisation_id: each.party.organisation for each in shares}

    @cached_property
    def costs(self) -> list[CostLine]:
        found = list(self.terms.costs.all()) if self.terms else []
        return sorted(found, key=lambda line: (line.kind.position, line.pk))

    @property
    def yearly(self) -> Decimal:
        return sum((line.amount for line in self.costs), Decimal())

    @cached_property
    def basis(self) -> list[BasisCount]:
        """The counts that the version can rest on: those of a window that begins before it does."""
        if self.terms is None:
            return []
        rows = self.agreement.basis.filter(ends__lte=self.terms.valid.lower)
        return list(
            rows.select_related("party__organisation").order_by("begins", "party__heading_order", "pk")
        )

    @cached_property
    def staff(self) -> Sequence[StaffLine]:
        return list(self.terms.staffing.order_by("pk")) if self.terms else []

    @cached_property
    def steering_group(self) -> Sequence[SteeringMember]:
        return list(self.terms.steering_group.order_by("-is_chair", "pk")) if self.terms else []

    @cached_property
    def clauses(self) -> Sequence[Clause]:
        return list(self.terms.clauses.order_by("number")) if self.terms else []

    def is_small(self, persons: int) -> bool:
        return not self.shows_small and 0 < persons < masked_below()


def party_key(facts: AgreementFacts, organisation: int) -> str:
    """A party as a part of a key."""
    return slugify(facts.organisations[organisation].short_name)
