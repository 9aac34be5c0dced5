"""A party objects to its line of a settlement instead of checking it; the officer answers, or counts anew."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from funding.domain.accounting import open_settlement, prepare_settlement, withdraw_settlement
from funding.domain.reasoning import given
from funding.models import Agreement, Objection, Settlement, SettlementLine
from portal.organisation.models import User
from portal.periods import Period


@transaction.atomic
def object_to_line(*, line: SettlementLine, reason: str, by: User | None, now: datetime) -> Objection:
    """Object. ValidationError: no reason, a line checked or objected to, a settlement that is over."""
    open_settlement(line.settlement)
    why = given(reason, name="reason", missing=_("Skriv vad som inte stämmer."))
    row = SettlementLine.objects.get(pk=line.pk)
    if row.checked_at:
        raise ValidationError(_("Raden är redan granskad."))
    if row.objections.filter(answered_at__isnull=True).exists():
        raise ValidationError(_("Raden har redan en invändning som väntar på svar."))
    return Objection.objects.create(line=row, reason=why, made_by=by, made_at=now)


@transaction.atomic
def answer_objection(*, objection: Objection, answer: str, by: User, now: datetime) -> Objection:
    """Answer in words: the party can check its line, or object again.

    ValidationError: no answer, answered already, or the settlement is over.
    """
    open_settlement(objection.line.settlement)
    words = given(answer, name="answer", missing=_("Skriv ett svar på invändningen."))
    row = Objection.objects.get(pk=objection.pk)
    if row.answered_at:
        raise ValidationError(_("Invändningen är redan besvarad."))
    row.answer, row.answered_by, row.answered_at = words, by, now
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    return row


@transaction.atomic
def make_anew(*, settlement: Settlement, answer: str, by: User, now: datetime) -> Settlement:
    """Answer every open objection by a new settlement, of what is reported now; this one is taken back.

    What each party has checked here is checked again there. ValidationError: no answer, no objection waits,
    the settlement is over, or it cannot be made anew.
    """
    # The agreement first, as everything that prepares does: two that wait for each other never end.
    Agreement.objects.select_for_update().get(pk=settlement.agreement_id)
    row = open_settlement(settlement)
    words = given(answer, name="reason", missing=_("Skriv vad som är ändrat."))
    if not open_objections(row).update(answer=words, answered_by=by, answered_at=now):
        raise ValidationError(_("Ingen invändning väntar på svar."))
    withdraw_settlement(settlement=row, reason=words)
    return prepare_settlement(
        agreement=row.agreement,
        period=Period(row.period_kind, row.year, row.number),
        by=by,
        now=now,
        reason=row.reason,
        final=row.is_final,
    )


def open_objections(settlement: Settlement) -> QuerySet[Objection]:
    """Return the objections of the settlement that wait for an answer."""
    return Objection.objects.filter(line__settlement=settlement, answered_at__isnull=True)
