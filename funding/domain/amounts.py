"""What a version of the terms costs, a year and for its whole time, and what each party bears of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from funding.domain.settling import yearly_budget
from funding.domain.spanning import CONVENTIONS, Convention, Span
from funding.models import Terms, TermsShare
from portal.money import Split, split


@dataclass(frozen=True)
class Amount:
    """Kronor split by the shares. ``span``: the part of a year it is for, by ``convention``."""

    convention: Convention
    whole: Decimal
    span: Span
    split: Split[str]


@dataclass(frozen=True)
class Refused:
    """A convention that cannot measure the time, and why."""

    convention: Convention
    why: str


def residual_of(terms: Terms, shares: Sequence[TermsShare]) -> str:
    """Return the organisation key of who takes the rest: the one the terms name, else the host, else the
    first by key."""
    keys = {share.party_id: share.party.organisation.key for share in shares}
    host = next((keys[share.party_id] for share in shares if share.party.is_host), "")
    return keys.get(terms.residual_id or 0, "") or host or min(keys.values())


def shared(amount: Decimal, terms: Terms, shares: Sequence[TermsShare]) -> Split[str] | None:
    """Split kronor by the agreed shares, by organisation key; None while no party has a share."""
    percents = {share.party.organisation.key: share.percent for share in shares}
    return split(amount, percents, residual_of(terms, shares)) if any(percents.values()) else None


def amount_under(
    convention: Convention, *, yearly: Decimal, terms: Terms, shares: Sequence[TermsShare]
) -> Amount | Refused | None:
    """Return what ``yearly`` kronor are for the whole time of ``terms``; None while no party has a share."""
    begins, ends = time_of(terms)
    try:
        whole, measured = yearly_budget(yearly, begins, ends, convention)
    except ValidationError as refusal:
        return Refused(convention, " ".join(refusal.messages))
    parts = shared(whole, terms, shares)
    return Amount(convention, whole, measured, parts) if parts else None


def amounts_side_by_side(
    *, yearly: Decimal, terms: Terms, shares: Sequence[TermsShare]
) -> list[Amount | Refused]:
    """Return the whole time's amount under every convention, in the order they are offered."""
    found = [amount_under(each, yearly=yearly, terms=terms, shares=shares) for each in CONVENTIONS]
    return [each for each in found if each]


def time_of(terms: Terms) -> tuple[date, date]:
    """Return the half-open time the terms bind, or are to bind: cut where an amendment takes over."""
    held = terms.force or terms.valid
    return held.lower, held.upper
