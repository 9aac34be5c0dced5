"""What waits of reports: to write, to chase, to review, to answer, and which are expected."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Count, F, IntegerField, Min, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.deadlines.models import ExpectedReport, Extension
from portal.deadlines.states import state_of
from portal.periods import Period
from portal.workareas import Expected, State, TodoItem
from projects import access
from projects.models import ReportDuty, chasing
from projects.todo.kinds import LATE, MOST, NEAR, SOON, named

DUTIES_SHOWN = 200


def expected(user, today: date) -> Iterable[Expected]:
    """The project reports that are not in, of those ``user`` may know of: the next first, then the late."""
    if not access.may_list_projects(user):
        return []
    late = Case(When(last_day__lt=today, then=Value(1)), default=Value(0), output_field=IntegerField())
    duties = _outstanding(user).order_by(late, "last_day", "pk")[:DUTIES_SHOWN]
    return [_expected(duty, user, today) for duty in duties]


def to_report(user, here: frozenset[int], today: date) -> Iterable[TodoItem]:
    """Reports that the user's own districts owe: late ones, returned ones, and those due within a month."""
    near = Q(last_day__lte=today + SOON) | Q(expected__state=ExpectedReport.State.RETURNED)
    duties = _outstanding(user).filter(near, expected__organisation__in=here)
    counted = duties.annotate(reminded=chasing.reminders())
    for duty in counted.order_by("last_day", "pk")[:MOST]:
        late = duty.last_day < today
        yield TodoItem(
            title=_("Redovisning för %(project)s") % {"project": named(duty.project)},
            detail=_due(duty),
            url=reverse("projects:report_edit", args=[duty.project_id, duty.pk]),
            state=state_of(duty.expected, today=today),
            urgency=LATE if late else NEAR,
        )


def to_review(user, today: date) -> Iterable[TodoItem]:
    """Reports that have come in and that nobody has answered, the first that came first."""
    came_in = ExpectedReport.objects.in_open_cases().filter(state=ExpectedReport.State.SUBMITTED)
    waits = ReportDuty.objects.for_user(user).filter(expected__in=came_in)
    duties = waits.select_related("expected__organisation", "project__programme")
    for duty in duties.order_by("expected__submitted_at", "pk")[:MOST]:
        came = localdate(duty.expected.submitted_at).isoformat()
        words = {"lead": duty.expected.organisation, "period": _period(duty), "day": came}
        yield TodoItem(
            title=_("Granska redovisningen för %(project)s") % {"project": named(duty.project)},
            detail=_("%(lead)s, %(period)s. Inlämnad %(day)s.") % words,
            url=reverse("projects:report_detail", args=[duty.project_id, duty.pk]),
            state=state_of(duty.expected, today=today),
            urgency=NEAR,
        )


def to_chase(user, today: date) -> Iterable[TodoItem]:
    """One line per organisation whose reports are late, the longest awaited first."""
    late = _outstanding(user).filter(last_day__lt=today)
    owing = late.values(owed_by=F("expected__organisation"), lead=F("expected__organisation__short_name"))
    counted = owing.annotate(reports=Count("pk"), oldest=Min("last_day"))
    for found in counted.order_by("oldest", "lead")[:MOST]:
        yield _chase(found, (today - found["oldest"]).days)


def to_answer_extensions(user) -> Iterable[TodoItem]:
    """Uppskov that districts have asked for, the longest waiting first."""
    asked = Extension.objects.filter(granted__isnull=True, expected__project_duty__isnull=False)
    rows = asked.select_related("expected__project_duty__project__programme", "expected__organisation")
    for extension in rows.order_by("asked_at", "pk")[:MOST]:
        duty = extension.expected.project_duty
        words = {"lead": extension.expected.organisation, "day": extension.asked_to.isoformat()}
        yield TodoItem(
            title=_("Uppskov för %(project)s") % {"project": named(duty.project)},
            detail=_("%(lead)s begär uppskov till %(day)s.") % words,
            url=reverse("projects:extension_answer", args=[duty.pk, extension.pk]),
            state=State(_("Väntar på svar"), "wait", "warn"),
            urgency=NEAR,
        )


def _outstanding(user):
    """Duties of visible projects in open cases whose report is not in, with the last day it may come."""
    return (
        ReportDuty.objects.for_user(user)
        .filter(expected__in=ExpectedReport.objects.outstanding().in_open_cases())
        .annotate(last_day=Coalesce("expected__extended_to", "expected__due_on"))
        .select_related("expected__organisation", "project__programme")
    )


def _due(duty: ReportDuty) -> str:
    """Say of what, by when, and how often it has been asked for."""
    words = {"period": _period(duty), "day": duty.last_day.isoformat()}
    text = _("%(period)s. Senast %(day)s.") % words
    if not duty.reminded:
        return text
    often = ngettext("Påmind %(n)s gång.", "Påmind %(n)s gånger.", duty.reminded) % {"n": duty.reminded}
    return f"{text} {often}"


def _chase(found: dict[str, Any], days: int) -> TodoItem:
    count = found["reports"]
    title = ngettext(
        "%(lead)s: %(count)s redovisning är sen", "%(lead)s: %(count)s redovisningar är sena", count
    )
    detail = ngettext("Väntad i %(days)s dag.", "Den äldsta har varit väntad i %(days)s dagar.", days)
    query = {"program": "alla", "status": "sen", "ansvarig": found["owed_by"]}
    return TodoItem(
        title=title % {"lead": found["lead"], "count": count},
        detail=detail % {"days": days},
        url=f"{reverse('projects:duty_list')}?{urlencode(query)}",
        state=State(_("Sen"), "bad", "bad"),
        urgency=LATE,
    )


def _expected(duty: ReportDuty, user, today: date) -> Expected:
    page = "report_edit" if access.may_write_report(user, duty) else "report_detail"
    return Expected(
        title=named(duty.project),
        url=reverse(f"projects:{page}", args=[duty.project_id, duty.pk]),
        organisation=duty.expected.organisation.short_name,
        period=_period(duty),
        due_on=duty.last_day,
        state=state_of(duty.expected, today=today),
        days_late=duty.expected.days_late(today),
        report=duty.expected_id,
    )


def _period(duty: ReportDuty) -> str:
    report = duty.expected
    return Period(report.period_kind, report.year, report.number).title
