"""A report's ledger: all that was done to get it, as lines newest first, and as the ready sentences."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.deadlines import telling
from portal.deadlines.models import ExpectedReport, Extension, Promise, Reminder
from portal.deadlines.writing import step_words

#: what ``with_ledger`` reads beside the report, by the expected report's own relations
_PARTS: dict[str, tuple[QuerySet, tuple[str, ...]]] = {
    "reminders": (Reminder.objects.all(), ("noted_by",)),
    "promises": (Promise.objects.all(), ("noted_by",)),
    "extensions": (Extension.objects.all(), ("asked_by", "answered_by")),
}


@dataclass(frozen=True)
class Line:
    """One thing that happened. ``when`` is its day in words where no day is known; ``who`` noted it."""

    on: date
    title: str
    icon: str
    text: str = ""
    who: str = ""
    when: str = ""
    promise: Promise | None = field(default=None, compare=False)  # one that can still be taken back


def with_ledger(path: str = "") -> list[Prefetch]:
    """What to prefetch for a ledger, in three queries; ``path`` leads to the expected report."""
    return [
        Prefetch(f"{path}{name}", rows.select_related(*people).order_by("pk"))
        for name, (rows, people) in _PARTS.items()
    ]


def ledger_lines(expected: ExpectedReport) -> list[Line]:
    """Everything the ledger holds, newest first. Prefetch ``with_ledger``."""
    lines = [
        *_reminders(expected),
        *_words(expected),
        *_extensions(expected),
        *_states(expected),
    ]
    return sorted(lines, key=lambda line: line.on, reverse=True)


def chase_of(expected: ExpectedReport, *, what: str) -> telling.Chase:
    """The ledger as ``telling.committee_text`` takes it. Prefetch ``with_ledger``."""
    words = list(expected.promises.all())
    chiefs = Promise.Chief
    return telling.Chase(
        what=what,
        last_day=expected.last_day,
        state=expected.state,
        reminders=[telling.Moment(one.on, one.when_text) for one in expected.reminders.all()],
        promises=[
            telling.Word(telling.Moment(one.noted_on, one.when_text), one.promised_for, one.withdrawn_on)
            for one in words
            if one.kind == Promise.Kind.PROMISE
        ],
        escalated=[(str(chiefs(one.chief).label), one.noted_on) for one in words if one.chief],
        extended_from=expected.due_on if expected.extended_to else None,
        came_on=_local(expected.submitted_at),
        reviewed_on=_local(expected.decided_at),
    )


def _local(moment: Any) -> date | None:
    return timezone.localdate(moment) if moment else None


def _reminders(expected: ExpectedReport) -> Iterator[Line]:
    for one in expected.reminders.all():
        if one.step is None:  # by hand
            title, text = _("Påminnelse: %(how)s") % {"how": one.get_channel_display()}, one.text
        else:
            title = _("Påminnelse, portalens e-post")
            text = _("%(step)s, till %(people)s.") % {"step": step_words(one.step), "people": _told(one)}
        yield Line(one.on, title, "send", text, _name(one.noted_by), one.when_text)


def _told(reminder: Reminder) -> str:
    count = reminder.recipients or 0
    return ngettext("%(count)s mottagare", "%(count)s mottagare", count) % {"count": count}


def _words(expected: ExpectedReport) -> Iterator[Line]:
    for one in expected.promises.all():
        who = _name(one.noted_by)
        if one.kind == Promise.Kind.ESCALATION:
            title = _("Lyft till %(chief)s") % {"chief": one.get_chief_display()}
            yield Line(one.noted_on, title, "asc", one.text, who, one.when_text)
        elif one.kind == Promise.Kind.EXCUSE:
            yield Line(one.noted_on, _("Förklaring"), "info", one.text, who, one.when_text)
        else:
            yield Line(one.noted_on, _promised(one), "wait", one.text, who, one.when_text, _open(one))
            if one.withdrawn_on:
                yield Line(one.withdrawn_on, _("Löftet återtaget"), "undo", one.text)


def _promised(promise: Promise) -> str:
    if promise.promised_for is None:
        return _("Löfte")
    return _("Löfte till %(day)s") % {"day": promise.promised_for.isoformat()}


def _open(promise: Promise) -> Promise | None:
    return None if promise.withdrawn_on else promise


def _extensions(expected: ExpectedReport) -> Iterator[Line]:
    for one in expected.extensions.all():
        words = {"day": one.asked_to.isoformat()}
        asked = _("Uppskov begärt till %(day)s") % words
        yield Line(timezone.localdate(one.asked_at), asked, "wait", one.reason, _name(one.asked_by))
        if one.granted is not None and one.answered_at:
            granted, refused = _("Uppskov beviljat till %(day)s"), _("Uppskov till %(day)s avslaget")
            title = (granted if one.granted else refused) % words
            icon = "ok" if one.granted else "bad"
            on = timezone.localdate(one.answered_at)
            yield Line(on, title, icon, one.answer, _name(one.answered_by))


def _states(expected: ExpectedReport) -> Iterator[Line]:
    if expected.submitted_at:
        yield Line(timezone.localdate(expected.submitted_at), _("Redovisningen inlämnad"), "file")
    if expected.decided_at and expected.state == ExpectedReport.State.RETURNED:
        on = timezone.localdate(expected.decided_at)
        yield Line(on, _("Lämnad tillbaka"), "undo", expected.return_reason)
    if expected.decided_at and expected.state == ExpectedReport.State.ACCEPTED:
        yield Line(timezone.localdate(expected.decided_at), _("Granskad och godtagen"), "ok")


def _name(person: Any) -> str:
    return str(person) if person else ""
