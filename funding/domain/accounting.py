"""A period is settled: prepared by one, checked by each party, settled once; corrected only by a new one."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from funding.domain.bookingrules import rule_of
from funding.domain.carrying import carried, debited, left_unbooked, of_period
from funding.domain.computing import account_of, terms_between
from funding.domain.reasoning import given
from funding.domain.reported import own_costs
from funding.domain.settling import Account
from funding.models import Agreement, Party, Settlement, SettlementLine, Stretch
from portal.database.refusals import words_of
from portal.money import explain
from portal.organisation.models import User
from portal.periods import Period

__all__ = ["check_line", "debited", "prepare_settlement", "withdraw_settlement"]
_State = Settlement.State
DECEMBER = 12


@transaction.atomic
def prepare_settlement(
    *, agreement: Agreement, period: Period, by: User, now: datetime, reason: str = "", final: bool = False
) -> Settlement:
    """Prepare the settlement of a period from the reported costs, for the parties to check.

    A period that is settled already is corrected: that needs ``reason``, and only the difference remains to
    debit or credit. What earlier years left unbooked is taken over. ValidationError: no cost is reported, one
    is under way, a day has no terms in force, or ``final`` before the year's last period or before December.
    """
    held = Agreement.objects.select_for_update().get(pk=agreement.pk)
    earlier = list(of_period(held, period).order_by("sequence"))
    settled = [one for one in earlier if one.state == _State.SETTLED]
    _check(held, period, earlier, reason)
    if final:
        _check_final(held, period, timezone.localdate(now))
    left = left_unbooked(held, period, timezone.localdate(now))
    account = account_of(held, period, own_costs(held, period), carried_over=carried(left))
    settlement = Settlement(
        agreement=held,
        period_kind=period.kind,
        year=period.year,
        number=period.number,
        sequence=len(earlier) + 1,
        corrects=settled[-1] if settled else None,
        reason=reason.strip(),
        is_final=final,
        whole_kronor=rule_of(period.year).whole_kronor,
        cost=account.cost,
        prepared_by=by,
        prepared_at=now,
    )
    stored = _store(settlement, account)
    Settlement.objects.filter(pk__in=[each.pk for each in left]).update(carried_to=stored)
    return stored


def may_be_final(agreement: Agreement, period: Period) -> bool:
    """Whether a settlement of the period ends the year: it is the year's last, or the agreement's."""
    if period.next().year != period.year:
        return True
    return not terms_between(agreement, period.ends, period.next().ends)


@transaction.atomic
def check_line(*, line: SettlementLine, by: User | None, now: datetime) -> SettlementLine:
    """A party checks its line; when all have, the period is settled.

    ValidationError: checked, an objection waits for its answer, or closed.
    """
    settlement = open_settlement(line.settlement)
    row = SettlementLine.objects.get(pk=line.pk)
    if row.checked_at:
        raise ValidationError(_("Raden är redan granskad."))
    if row.objections.filter(answered_at__isnull=True).exists():
        raise ValidationError(words_of("objection_answered_first"))
    row.checked_by, row.checked_at = by, now
    row.save(update_fields=["checked_by", "checked_at"])
    if not settlement.lines.filter(checked_at__isnull=True).exists():
        settlement.state, settlement.settled_at = _State.SETTLED, now
        settlement.save(update_fields=["state", "settled_at"])
    return row


@transaction.atomic
def withdraw_settlement(*, settlement: Settlement, reason: str) -> Settlement:
    """Take back what not all parties have checked. ValidationError: settled, or nothing says why."""
    row = open_settlement(settlement)
    why = given(reason, name="reason", missing=_("Skriv varför avräkningen tas tillbaka."))
    row.state, row.withdrawn_reason = _State.WITHDRAWN, why
    row.save(update_fields=["state", "withdrawn_reason"])
    row.carried.update(carried_to=None)
    return row


def _check(agreement: Agreement, period: Period, earlier: list[Settlement], reason: str) -> None:
    if any(one.state == _State.CHECKING for one in earlier):
        raise ValidationError(_("Perioden håller redan på att avräknas."))
    if any(one.state == _State.SETTLED for one in earlier) or reason.strip():
        given(reason, name="reason", missing=_("Perioden är redan avräknad. Skriv varför den rättas."))


def _check_final(agreement: Agreement, period: Period, today: date) -> None:
    """Final in December (administration.md 15): not before, with months of the year still to come. Later
    only what was late; an agreement that ends earlier in the year is final when its last period is over."""
    if not may_be_final(agreement, period):
        raise ValidationError({"final": _("Slutlig är bara årets sista avräkning. De andra är preliminära.")})
    ends_the_year = period.next().year != period.year
    first = date(period.year, DECEMBER, 1) if ends_the_year else period.ends
    if today < first:
        words = {"day": first.isoformat()}
        raise ValidationError(
            {
                "final": _("Den slutliga avräkningen görs från och med den %(day)s. Den här är preliminär.")
                % words
            }
        )


def _store(settlement: Settlement, account: Account) -> Settlement:
    settlement.full_clean()
    settlement.save()
    parties = {
        party.organisation.key: party
        for party in Party.objects.filter(agreement=settlement.agreement).select_related("organisation")
    }
    Stretch.objects.bulk_create(_stretches(settlement, account, parties))
    SettlementLine.objects.bulk_create(
        SettlementLine(
            settlement=settlement,
            party=parties[one.party],
            share_of_cost=one.share_of_cost,
            own_cost=one.own_cost,
            already_debited=one.already_debited,
            carried_over=one.carried_over,
            rounding=one.rounding,
            remains=one.remains,
        )
        for one in account.parties
    )
    return settlement


def _stretches(settlement: Settlement, account: Account, parties: dict[str, Party]) -> list[Stretch]:
    """Return the stretches with each party's percent and kronor, and how they were found, in words."""
    names = {key: str(party) for key, party in parties.items()}
    return [
        Stretch(
            settlement=settlement,
            terms_id=one.terms.key,
            begins=one.begins,
            ends=one.ends,
            cost=one.cost,
            steps=[one.span.words, *explain(one.split, names.__getitem__)],
            parts=[
                [parties[key].pk, f"{one.terms.shares[key].normalize():f}", str(part)]
                for key, part in one.split.parts.items()
            ],
        )
        for one in account.stretches
    ]


def open_settlement(settlement: Settlement) -> Settlement:
    """Return it locked while the parties check it. ValidationError: it is settled, or taken back."""
    row = Settlement.objects.select_for_update().get(pk=settlement.pk)
    if row.state != _State.CHECKING:
        raise ValidationError(_("Avräkningen är avslutad. Rätta den med en ny avräkning."))
    return row
