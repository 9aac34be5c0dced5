"""Decisions on delegation: noted when they are made, reported to the nämnd's next meeting."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.cases.models import Case
from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import in_words
from portal.documents.models import DelegationDecision, Meeting
from portal.organisation.models import Organisation, User


@transaction.atomic
def note_delegation(
    *,
    committee: Organisation,
    point: str,
    text: str,
    decided_on: date,
    decided_by: User,
    today: date,
    case: Case | None = None,
) -> DelegationDecision:
    """Note a decision made for ``committee`` by ``point`` of its delegation order. ValidationError: something
    is not said, the day is to come, or the text points out a person."""
    if decided_on > today:
        raise ValidationError({"decided_on": _("Dagen har inte kommit än.")})
    text = tidy(text)
    try:
        refuse_personal(text)
    except ValidationError as refusal:
        raise ValidationError({"text": refusal.messages}) from refusal
    row = DelegationDecision(
        committee=committee,
        point=tidy(point),
        text=text,
        decided_on=decided_on,
        decided_by=decided_by,
        case=case,
    )
    row.full_clean(exclude=["committee", "decided_by", "case", "reported_at"])
    with in_words():
        row.save()
    return row


@transaction.atomic
def report_delegations(*, decisions: Iterable[DelegationDecision], meeting: Meeting) -> int:
    """Mark decisions as reported at ``meeting``; return how many. ValidationError: one is reported already,
    belongs to another nämnd, or was made after the meeting."""
    keys = [row.pk for row in decisions]
    rows = list(DelegationDecision.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    if not rows:
        raise ValidationError(_("Kryssa för minst ett beslut."))
    for row in rows:
        if row.reported_at_id:
            raise ValidationError(
                _("Beslutet enligt punkt %(point)s är redan anmält.") % {"point": row.point}
            )
        if row.committee_id != meeting.committee_id:
            raise ValidationError(_("Beslutet är fattat för en annan nämnd än den som sammanträder."))
        if row.decided_on > meeting.held_on:
            raise ValidationError(_("Beslutet är fattat efter sammanträdet. Välj ett senare."))
    return DelegationDecision.objects.filter(pk__in=[row.pk for row in rows]).update(reported_at=meeting)
