"""Ways to begin an amendment: as an answer to notices of renegotiation, or to end the agreement earlier."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funding.domain.drafting import draft_amendment, read_content, write_draft
from funding.domain.noticing import answer_with
from funding.models import Agreement, Notice, Terms


@transaction.atomic
def draft_answer(*, agreement: Agreement, begins: date, change: str, notices: Iterable[Notice] = ()) -> Terms:
    """Draft an amendment that begins on ``begins`` and answers ``notices``. ValidationError: it has no
    reason, or as ``draft_amendment`` and ``answer_with`` refuse."""
    _given(change)
    return _answering(draft_amendment(agreement=agreement, begins=begins, change=change), notices)


@transaction.atomic
def draft_ending(
    *, agreement: Agreement, last_day: date, change: str, notices: Iterable[Notice] = ()
) -> Terms:
    """Draft the amendment by which the agreement ends on ``last_day``, earlier than was agreed. It is in
    force for the last month, or what there is of it, so that whole months stay whole.

    ValidationError: no reason, no terms that day, signed terms come after it, or it ends that day already.
    """
    _given(change)
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    signed = agreement.terms.signed()
    current = signed.filter(force__contains=last_day).first()
    if current is None:
        raise ValidationError(
            {"last_day": _("Inga villkor gäller den dagen, så det finns inget att avsluta.")}
        )
    if signed.filter(force__startswith__gt=last_day).exists():
        raise ValidationError({"last_day": _("Ett undertecknat tillägg gäller efter den dagen. Ändra det.")})
    if last_day == current.force.upper - timedelta(days=1):
        raise ValidationError({"last_day": _("Överenskommelsen slutar redan den dagen.")})
    if last_day <= current.force.lower:
        raise ValidationError({"last_day": _("Villkoren ska ha gällt minst en dag. Välj en senare dag.")})
    first = last_day.replace(day=1)
    begins = first if first > current.force.lower else current.force.lower + timedelta(days=1)
    draft = draft_amendment(agreement=agreement, begins=begins, change=change)
    draft = write_draft(terms=draft, content=replace(read_content(draft), last_day=last_day))
    return _answering(draft, notices)


def _answering(draft: Terms, notices: Iterable[Notice]) -> Terms:
    for notice in notices:
        answer_with(notice=notice, amendment=draft)
    return draft


def _given(change: str) -> None:
    if not change.strip():
        raise ValidationError({"change": _("Skriv vad som ändras och varför.")})
