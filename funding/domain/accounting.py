"""A period is settled: prepared by one, checked by each party, settled once; corrected only by a new one."""

from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from funding.domain.settling import Account, TermsInForce, settle
from funding.domain.spanning import Convention
from funding.models import (
    ActualCost,
    Agreement,
    Party,
    PartyReport,
    Settlement,
    SettlementLine,
    Stretch,
    Terms,
)
from portal.money import explain
from portal.organisation.models import User
from portal.periods import Period

_State = Settlement.State


@transaction.atomic
def prepare_settlement(
    *, agreement: Agreement, period: Period, by: User, now: datetime, reason: str = "", final: bool = False
) -> Settlement:
    """Prepare the settlement of a period from the reported costs, for the parties to check.

    A period that is settled already is corrected: that needs ``reason``, and only the difference remains to
    debit or credit. ValidationError: no cost is reported, one is under way, a day has no terms in force.
    """
    held = Agreement.objects.select_for_update().get(pk=agreement.pk)
    earlier = list(_of_period(held, period).order_by("sequence"))
    if any(one.state == _State.CHECKING for one in earlier):
        raise ValidationError(_("Perioden håller redan på att avräknas."))
    settled = [one for one in earlier if one.state == _State.SETTLED]
    if settled and not reason.strip():
        raise ValidationError({"reason": _("Perioden är redan avräknad. Skriv varför den rättas.")})
    settlement = Settlement(
        agreement=held,
        period_kind=period.kind,
        year=period.year,
        number=period.number,
        sequence=len(earlier) + 1,
        corrects=settled[-1] if settled else None,
        reason=reason.strip(),
        is_final=final,
        cost=reported_cost(held, period),
        prepared_by=by,
        prepared_at=now,
    )
    return _store(settlement, account_of(held, period, settlement.cost))


def account_of(agreement: Agreement, period: Period, cost: Decimal) -> Account:
    """Work out the period: ``cost`` kronor by the terms in force, less what settlements have debited."""
    return settle(
        begins=period.begins,
        ends=period.ends,
        cost=cost,
        terms=[_in_force(terms) for terms in _terms(agreement, period)],
        already_debited=debited(agreement, period),
    )


def reported_cost(agreement: Agreement, period: Period) -> Decimal:
    """Sum the actual costs of the period in its newest reports, in kronor. ValidationError: there is none."""
    costs = ActualCost.objects.filter(
        report__in=PartyReport.objects.submitted(),
        report__duty__party__agreement=agreement,
        report__duty__expected__period_kind=period.kind,
        report__duty__expected__year=period.year,
        report__duty__expected__number=period.number,
    )
    newest = costs.order_by("report__duty", "kind", "-report__version").distinct("report__duty", "kind")
    amounts = list(newest.values_list("amount", flat=True))
    if not amounts:
        raise ValidationError(_("Ingen har redovisat kostnader för perioden än, så den kan inte avräknas."))
    return sum(amounts, Decimal())


def debited(agreement: Agreement, period: Period) -> dict[str, Decimal]:
    """Return what settled settlements of the period have debited each party, by organisation key."""
    lines = SettlementLine.objects.filter(
        settlement__in=_of_period(agreement, period).filter(state=_State.SETTLED)
    )
    sums = lines.values_list("party__organisation__key").annotate(Sum("remains"))
    return dict(sums)


@transaction.atomic
def check_line(*, line: SettlementLine, by: User, now: datetime) -> SettlementLine:
    """A party checks its line; when all have, the period is settled. ValidationError: checked, or closed."""
    settlement = _locked(line.settlement)
    row = SettlementLine.objects.get(pk=line.pk)
    if row.checked_at:
        raise ValidationError(_("Raden är redan granskad."))
    row.checked_by, row.checked_at = by, now
    row.save(update_fields=["checked_by", "checked_at"])
    if not settlement.lines.filter(checked_at__isnull=True).exists():
        settlement.state, settlement.settled_at = _State.SETTLED, now
        settlement.save(update_fields=["state", "settled_at"])
    return row


@transaction.atomic
def withdraw_settlement(*, settlement: Settlement, reason: str) -> Settlement:
    """Take back what not all parties have checked. ValidationError: settled, or nothing says why."""
    row = _locked(settlement)
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv varför avräkningen tas tillbaka.")})
    row.state, row.withdrawn_reason = _State.WITHDRAWN, reason.strip()
    row.save(update_fields=["state", "withdrawn_reason"])
    return row


def _of_period(agreement: Agreement, period: Period):
    return Settlement.objects.filter(
        agreement=agreement, period_kind=period.kind, year=period.year, number=period.number
    )


def _terms(agreement: Agreement, period: Period):
    overlapping = agreement.terms.signed().filter(force__overlap=(period.begins, period.ends))
    return overlapping.select_related("residual__organisation").prefetch_related(
        "shares__party__organisation"
    )


def _in_force(terms: Terms) -> TermsInForce:
    shares = {share.party.organisation.key: share.percent for share in terms.shares.all()}
    host = next(
        (share.party.organisation.key for share in terms.shares.all() if share.party.is_host), min(shares)
    )
    residual = terms.residual.organisation.key if terms.residual else host
    return TermsInForce(
        terms.pk, terms.force.lower, terms.force.upper, shares, residual, Convention(terms.convention)
    )


def _store(settlement: Settlement, account: Account) -> Settlement:
    settlement.full_clean()
    settlement.save()
    parties = {
        party.organisation.key: party
        for party in Party.objects.filter(agreement=settlement.agreement).select_related("organisation")
    }
    names = {key: str(party) for key, party in parties.items()}
    Stretch.objects.bulk_create(
        Stretch(
            settlement=settlement,
            terms_id=one.terms.key,
            begins=one.begins,
            ends=one.ends,
            cost=one.cost,
            steps=[one.span.words, *explain(one.split, names.__getitem__)],
        )
        for one in account.stretches
    )
    SettlementLine.objects.bulk_create(
        SettlementLine(
            settlement=settlement,
            party=parties[one.party],
            share_of_cost=one.share_of_cost,
            already_debited=one.already_debited,
            remains=one.remains,
        )
        for one in account.parties
    )
    return settlement


def _locked(settlement: Settlement) -> Settlement:
    row = Settlement.objects.select_for_update().get(pk=settlement.pk)
    if row.state != _State.CHECKING:
        raise ValidationError(_("Avräkningen är avslutad. Rätta den med en ny avräkning."))
    return row
