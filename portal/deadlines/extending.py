"""Begär uppskov: a new last day is asked for with a reason, then granted or refused. The due date stays."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.deadlines.models import ExpectedReport, Extension
from portal.deadlines.words import checked
from portal.organisation.models import User

_IN = (ExpectedReport.State.SUBMITTED, ExpectedReport.State.ACCEPTED)


@transaction.atomic
def ask_extension(*, expected: ExpectedReport, to: date, reason: str, by: User, now: datetime) -> Extension:
    """Ask for a later last day. ValidationError: the report is in, a question already waits, the day is not
    later than the last one or has passed, or nothing says why."""
    row = _locked(expected)
    if row.extensions.filter(granted__isnull=True).exists():
        raise ValidationError(_("Ett uppskov är redan begärt och väntar på svar."))
    if to <= row.last_day:
        raise ValidationError({"asked_to": _("Uppskovet ska vara till en senare dag.")})
    if to < timezone.localdate(now):
        raise ValidationError({"asked_to": _("Den dagen har redan varit. Välj en senare dag.")})
    why = checked(reason, name="reason", missing=_("Skriv varför ni behöver mer tid."))
    return Extension.objects.create(expected=row, asked_at=now, asked_by=by, asked_to=to, reason=why)


@transaction.atomic
def grant_extension(*, extension: Extension, by: User, now: datetime, answer: str = "") -> Extension:
    """Grant what was asked: the report's last day moves, its due date does not. ValidationError when the
    question is answered or the report has come in."""
    expected = _locked(extension.expected)
    _answer(extension, granted=True, by=by, now=now, answer=answer)
    expected.extended_to = extension.asked_to
    expected.save(update_fields=["extended_to"])
    return extension


@transaction.atomic
def refuse_extension(*, extension: Extension, by: User, now: datetime, answer: str) -> Extension:
    """Refuse it, with words to the one who asked. ValidationError when answered already or without words."""
    checked(answer, name="answer", missing=_("Skriv varför uppskovet inte beviljas."))
    Extension.objects.select_for_update().get(pk=extension.pk)
    return _answer(extension, granted=False, by=by, now=now, answer=answer)


def _answer(extension: Extension, *, granted: bool, by: User, now: datetime, answer: str) -> Extension:
    extension.refresh_from_db()
    if extension.granted is not None:
        raise ValidationError(_("Uppskovet är redan besvarat."))
    extension.granted, extension.answer = granted, checked(answer, name="answer")
    extension.answered_at, extension.answered_by = now, by
    extension.save(update_fields=["granted", "answer", "answered_at", "answered_by"])
    return extension


def _locked(expected: ExpectedReport) -> ExpectedReport:
    row = ExpectedReport.objects.select_for_update().get(pk=expected.pk)
    if row.state in _IN:
        raise ValidationError(_("Redovisningen är redan inlämnad, så uppskov behövs inte."))
    return row
