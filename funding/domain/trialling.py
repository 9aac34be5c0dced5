"""Lämna in as a trial: the same code, taken back, so that a preview says exactly what would be said."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from funding.domain.reporting import hand_in_draft
from funding.models import PartyReport
from portal.organisation.models import User


def try_hand_in(*, report: PartyReport, by: User, now: datetime) -> ValidationError | None:
    """Hand the draft in, look, and take it back: return why it would be refused, None when it would not."""
    with transaction.atomic():
        try:
            hand_in_draft(report=report, by=by, now=now)
        except ValidationError as refusal:
            return refusal
        finally:
            transaction.set_rollback(True)
    return None
