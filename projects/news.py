"""What has happened in the projects that a person should hear of in the day's letter, and what falls due."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.deadlines.models import ExpectedReport, Extension
from portal.organisation.models import Role
from portal.periods import Period
from portal.workareas import News
from projects import access
from projects.models import Application, FollowUp, Question, ReportDuty

MOST = 30  # lines under a heading; the rest stands in the list
AHEAD = timedelta(days=14)
MARKS = (7, 1, 0, -1)  # days left on which a report that is due makes a letter of its own

_State = ExpectedReport.State


def news(user, since: datetime, today: date) -> Iterable[News]:
    """For those who report: what came back, answers on uppskov, questions, what is due, follow-ups after the
    end too. For the coordinator: what came in, what is asked, what is late."""
    if not access.may_list_projects(user):
        return
    if here := user.reach.at(Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR):
        own = _duties(user).filter(expected__organisation__in=here)
        yield from _returned(own, since)
        yield from _answered(own, since)
        yield from _questions(user, here, since)
        yield from _due(own, today)
        yield from _to_follow_up(user, here, today)
        yield from _decided(user, here, since)
    if user.reach.has(Role.COORDINATOR):
        yield from _applied_for(since)
        yield from _came_in(_duties(user), since)
        yield from _asked(_duties(user), since)
        yield from _late(_duties(user), today)
        yield from _late_follow_ups(user, today)


def _duties(user) -> QuerySet[ReportDuty]:
    found = ReportDuty.objects.for_user(user).select_related("expected__organisation", "project")
    return found.annotate(latest=Coalesce("expected__extended_to", "expected__due_on"))


def _returned(own: QuerySet[ReportDuty], since: datetime) -> Iterator[News]:
    back = own.filter(expected__state=_State.RETURNED, expected__decided_at__gt=since)
    for duty in back.order_by("expected__decided_at", "pk")[:MOST]:
        yield _news(_("Lämnat tillbaka"), duty, duty.expected.return_reason)


def _answered(own: QuerySet[ReportDuty], since: datetime) -> Iterator[News]:
    for extension in _extensions(own, Q(answered_at__gt=since)):
        words = (
            _("Uppskov beviljat till %(day)s.") if extension.granted else _("Uppskov till %(day)s avslaget.")
        )
        answer = f"{words % {'day': extension.asked_to.isoformat()}} {extension.answer}".strip()
        yield _news(_("Svar på uppskov"), extension.expected.project_duty, answer)


def _asked(duties: QuerySet[ReportDuty], since: datetime) -> Iterator[News]:
    for extension in _extensions(duties, Q(granted__isnull=True)):
        words = {"day": extension.asked_to.isoformat(), "reason": extension.reason}
        text = _("Till %(day)s: %(reason)s") % words
        is_new = extension.asked_at > since
        yield _news(_("Uppskov att svara på"), extension.expected.project_duty, text, is_new=is_new)


def _extensions(duties: QuerySet[ReportDuty], which: Q) -> QuerySet[Extension]:
    found = Extension.objects.filter(which, expected__project_duty__in=duties.values("pk"))
    rows = found.select_related("expected__project_duty__project", "expected__organisation")
    return rows.order_by("asked_at", "pk")[:MOST]


def _questions(user, here: frozenset[int], since: datetime) -> Iterator[News]:
    """Questions about the own projects, a line for each project."""
    found = Question.objects.for_user(user).filter(
        project__lead__in=here, asked_at__gt=since, status=Question.Status.UNANSWERED
    )
    count: dict[tuple[int, str], int] = {}
    for question in found.select_related("project").order_by("asked_at", "pk"):
        key = (question.project_id, str(question.project))
        count[key] = count.get(key, 0) + 1
    for (pk, name), number in list(count.items())[:MOST]:
        text = ngettext("%(n)s ny fråga.", "%(n)s nya frågor.", number) % {"n": number}
        url = reverse("projects:project_detail", args=[pk])
        yield News(_("Nya frågor"), name, f"{url}#fragor", text)


def _due(own: QuerySet[ReportDuty], today: date) -> Iterator[News]:
    """What is due within two weeks, or late; new on the days that matter."""
    owed = _outstanding(own).filter(latest__lte=today + AHEAD)
    for duty in owed.order_by("latest", "pk")[:MOST]:
        left = (duty.latest - today).days
        yield _news(_("Ska redovisas"), duty, _left(duty.latest, left), is_new=left in MARKS)


def _to_follow_up(user, here: frozenset[int], today: date) -> Iterator[News]:
    """Follow-ups 6, 12 and 24 months after the own projects' end: told on the same days as reports are."""
    rows = _unanswered(user).filter(project__lead__in=here, due_on__lte=today + AHEAD)
    for row in rows.order_by("due_on", "pk")[:MOST]:
        left = (row.due_on - today).days
        yield _follow_up(_("Ska följas upp"), row, _left(row.due_on, left), is_new=left in MARKS)


def _came_in(duties: QuerySet[ReportDuty], since: datetime) -> Iterator[News]:
    came = duties.filter(expected__state=_State.SUBMITTED, expected__submitted_at__gt=since)
    for duty in came.order_by("expected__submitted_at", "pk")[:MOST]:
        yield _news(_("Kommit in"), duty, str(duty.expected.organisation))


def _late(duties: QuerySet[ReportDuty], today: date) -> Iterator[News]:
    late = _outstanding(duties).filter(latest__lt=today)
    for duty in late.order_by(F("latest").desc(), "pk")[:MOST]:
        left = (duty.latest - today).days
        text = f"{duty.expected.organisation}. {_left(duty.latest, left)}"
        yield _news(_("Sena redovisningar"), duty, text, is_new=left == -1)


def _late_follow_ups(user, today: date) -> Iterator[News]:
    rows = _unanswered(user).filter(due_on__lt=today).select_related("project__lead")
    for row in rows.order_by(F("due_on").desc(), "pk")[:MOST]:
        left = (row.due_on - today).days
        text = f"{row.project.lead}. {_left(row.due_on, left)}"
        yield _follow_up(_("Sena uppföljningar"), row, text, is_new=left == -1)


def _unanswered(user) -> QuerySet[FollowUp]:
    return FollowUp.objects.for_user(user).filter(answer="").select_related("project")


def _follow_up(heading: str, row: FollowUp, detail: str, *, is_new: bool) -> News:
    title = _("%(project)s, %(months)s månader efter slutet") % {"project": row.project, "months": row.months}
    return News(heading, title, reverse("projects:follow_up_answer", args=[row.pk]), detail, is_new)


def _applied_for(since: datetime) -> Iterator[News]:
    """Applications that came in."""
    rows = Application.objects.filter(submitted_at__gt=since).select_related("lead", "round__programme")
    for row in rows.order_by("submitted_at", "pk")[:MOST]:
        url = reverse("projects:application_detail", args=[row.pk])
        yield News(_("Nya ansökningar"), row.title, url, f"{row.lead}. {row.round.programme}")


def _decided(user, here: frozenset[int], since: datetime) -> Iterator[News]:
    """The own applications that the last decision granted, refused or made villkorade."""
    told = [Application.State.GRANTED, Application.State.REJECTED, Application.State.CONDITIONAL]
    rows = Application.objects.for_user(user).filter(
        lead__in=here, state__in=told, round__decisions__registered_at__gt=since
    )
    for row in rows.distinct().order_by("title", "pk")[:MOST]:
        url = reverse("projects:application_detail", args=[row.pk])
        yield News(_("Beslut om ansökningar"), row.title, url, f"{capfirst(row.get_state_display())}.")


def _outstanding(duties: QuerySet[ReportDuty]) -> QuerySet[ReportDuty]:
    return duties.filter(expected__in=ExpectedReport.objects.outstanding().in_open_cases())


def _left(day: date, left: int) -> str:
    if left < 0:
        return ngettext("%(days)s dag sen.", "%(days)s dagar sen.", -left) % {"days": -left}
    if left == 0:
        return _("Senast i dag.")
    return _("Senast %(day)s.") % {"day": day.isoformat()}


def _news(heading: str, duty: ReportDuty, detail: str, *, is_new: bool = True) -> News:
    report = duty.expected
    period = Period(report.period_kind, report.year, report.number).title
    url = reverse("projects:duty_detail", args=[duty.pk])
    return News(heading, f"{duty.project}, {period}", url, detail, is_new, report.pk)
