"""The small part on a project's page: how often its reports were asked for, and what was promised."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.deadlines.models import Promise
from portal.organisation.models import User
from projects.models import Project, chasing
from projects.views.chase import looks


@dataclass(frozen=True)
class ChaseLine:
    """One report that was chased: its duty, its period, and the chase in a sentence or three."""

    pk: int
    period: str
    text: str


def chase_lines(project: Project, user: User) -> list[ChaseLine]:
    """The project's reports with anything in their ledgers, the newest first, in one query."""
    told = chasing.chased(user).filter(project=project).annotate(code=chasing.period_code(), **_COUNTS)
    any_of = Q(reminded__gt=0) | Q(promised__gt=0) | Q(asked__gt=0)
    rows = told.filter(any_of).order_by(F("expected__due_on").desc(), "pk")
    names = ("pk", "code", "reminded", "last", "promised", "promised_for", "asked")
    return [
        ChaseLine(pk, looks.period(code), " ".join(_said(*rest)))
        for pk, code, *rest in rows.values_list(*names)
    ]


_PROMISE = Q(expected__promises__kind=Promise.Kind.PROMISE, expected__promises__withdrawn_on__isnull=True)
_COUNTS: dict[str, Any] = {
    "reminded": Count("expected__reminders", distinct=True),
    "last": Max("expected__reminders__sent_at"),
    "promised": Count("expected__promises", filter=_PROMISE, distinct=True),
    "promised_for": Max("expected__promises__promised_for", filter=_PROMISE),
    "asked": Count(
        "expected__extensions", filter=Q(expected__extensions__granted__isnull=True), distinct=True
    ),
}


def _said(reminded: int, last: datetime | None, promised: int, until: Any, asked: int) -> Iterable[str]:
    if reminded and last:
        words = {"n": reminded, "day": timezone.localdate(last).isoformat()}
        text = ngettext("%(n)s påminnelse, %(day)s.", "%(n)s påminnelser, senast %(day)s.", reminded)
        yield text % words
    if promised:
        promise = ngettext("%(n)s löfte", "%(n)s löften", promised) % {"n": promised}
        yield f"{promise}, {_('till %(day)s') % {'day': until.isoformat()}}." if until else f"{promise}."
    if asked:
        yield _("Uppskov är begärt.")
