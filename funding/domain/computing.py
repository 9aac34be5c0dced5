"""A period's account and a year's budget, by the terms that were in force and what is debited."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from funding.domain.bookingrules import rule_of
from funding.domain.carrying import debited
from funding.domain.settling import Account, TermsInForce, settle, yearly_budget
from funding.domain.spanning import Convention
from funding.models import Agreement, CostType, Terms
from portal.periods import Period


def account_of(
    agreement: Agreement,
    period: Period,
    own_costs: Mapping[str, Decimal],
    *,
    carried_over: Mapping[str, Decimal] | None = None,
) -> Account:
    """Work out the period: the parties' costs by the terms, less what each has borne and been debited.

    Of a period in which the agreement begins or ends only the days it is in force are settled.
    ValidationError: no terms are in force in the period, or there is a gap between them.
    """
    terms = terms_between(agreement, period.begins, period.ends)
    if not terms:
        raise ValidationError(_("Inga villkor är i kraft under perioden, så den kan inte avräknas."))
    return settle(
        begins=max(period.begins, min(each.force.lower for each in terms)),
        ends=min(period.ends, max(each.force.upper for each in terms)),
        own_costs=own_costs,
        terms=[in_force(each) for each in terms],
        already_debited=debited(agreement, period),
        carried_over=carried_over,
        whole_kronor_but=host_of(agreement) if rule_of(period.year).whole_kronor else None,
    )


def terms_between(agreement: Agreement, begins: date, ends: date) -> list[Terms]:
    """Return the signed versions that bind some day of the half-open stretch, the first first."""
    overlapping = agreement.terms.signed().filter(force__overlap=(begins, ends))
    found = overlapping.select_related("residual__organisation").prefetch_related(
        "shares__party__organisation", "costs__kind"
    )
    return sorted(found, key=lambda each: each.force.lower)


def in_force(terms: Terms) -> TermsInForce:
    """Return what the arithmetic needs of a signed version."""
    shares = {share.party.organisation.key: share.percent for share in terms.shares.all()}
    host = next(
        (share.party.organisation.key for share in terms.shares.all() if share.party.is_host), min(shares)
    )
    residual = terms.residual.organisation.key if terms.residual else host
    return TermsInForce(
        terms.pk, terms.force.lower, terms.force.upper, shares, residual, Convention(terms.convention)
    )


def host_of(agreement: Agreement) -> str:
    """Return the organisation key of the host: of the newest party that is one."""
    hosts = agreement.parties.hosts().order_by("-pk")
    return hosts.values_list("organisation__key", flat=True)[0]


def budget_between(terms: Iterable[Terms], begins: date, ends: date) -> dict[CostType, Decimal]:
    """Return what the yearly costs are for the half-open stretch, by type, in kronor.

    Each version's costs count for the days it binds; a convention that cannot measure them gives way to days.
    """
    found: dict[CostType, Decimal] = {}
    for each in terms:
        first, after = max(begins, each.force.lower), min(ends, each.force.upper)
        if first >= after:
            continue
        for line in sorted(each.costs.all(), key=lambda line: (line.kind.position, line.kind_id)):
            amount = _for_a_time(line.amount, first, after, Convention(each.convention))
            found[line.kind] = found.get(line.kind, Decimal()) + amount
    return found


def _for_a_time(yearly: Decimal, first: date, after: date, convention: Convention) -> Decimal:
    try:
        return yearly_budget(yearly, first, after, convention)[0]
    except ValidationError:
        return yearly_budget(yearly, first, after, Convention.DAYS)[0]
