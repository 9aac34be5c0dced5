"""Lämna in as a trial: the same code, taken back, so that a preview says exactly what would be said."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from portal.organisation.models import User
from projects.domain.reporting import hand_in_draft
from projects.models import Question, Report


@dataclass(frozen=True)
class Trial:
    """What would become of a draft: why it would be refused, or the questions it would raise."""

    refusal: ValidationError | None = None
    questions: tuple[Question, ...] = ()


def try_hand_in(*, report: Report, by: User, now: datetime) -> Trial:
    """Hand the draft in, look, and take it back."""
    with transaction.atomic():
        try:
            hand_in_draft(report=report, by=by, now=now)
            asked = Question.objects.filter(report=report, status=Question.Status.UNANSWERED)
            return Trial(questions=tuple(asked.order_by("pk")))
        except ValidationError as refusal:
            return Trial(refusal=refusal)
        finally:
            transaction.set_rollback(True)
