"""What waits for a person in the projects, and which reports are due."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, Count, F, IntegerField, Min, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.deadlines.models import ExpectedReport
from portal.deadlines.states import state_of
from portal.organisation.models import Role
from portal.organisation.models.people import DISTRICT_ROLES
from portal.periods import Period
from portal.workareas import Expected, State, TodoItem
from projects import access
from projects.models import Project, ReportDuty, Suggestion, Survey, SurveyReply
from projects.states import DRAFT, EXAMPLE

SOON = timedelta(days=30)  # so long before it is due a report waits for the one who writes it
TIME_TO_HAPPEN = timedelta(days=30)  # so long after it was made a suggestion waits for its follow-up
MOST = 50  # lines of a kind; who has more opens the list
DUTIES_SHOWN = 200

_LATE, _NEAR, _DRAFT = 3, 2, 1  # urgency


def waiting(user, today: date) -> Iterable[TodoItem]:
    """What waits for ``user`` on ``today``: reports to write, late reports to chase, drafts to hand in."""
    if not access.may_list_projects(user):
        return
    if here := user.reach.at(Role.PROJECT_MANAGER):
        yield from _to_report(user, here, today)
    if user.reach.has(Role.COORDINATOR):
        yield from _to_chase(user, today)
    yield from _to_hand_in(user)
    yield from _to_answer(user, today)
    if access.may_keep_learning(user):
        yield from _to_follow_up(user, today)


def expected(user, today: date) -> Iterable[Expected]:
    """The project reports that are not in, of those ``user`` may know of: the next first, then the late."""
    if not access.may_list_projects(user):
        return []
    late = Case(When(last_day__lt=today, then=Value(1)), default=Value(0), output_field=IntegerField())
    duties = _outstanding(user).order_by(late, "last_day", "pk")[:DUTIES_SHOWN]
    return [_expected(duty, today) for duty in duties]


def about(reports: Sequence[int], today: date) -> Mapping[int, Expected]:
    """What the expected reports are about, by key, for letters to those who owe them."""
    duties = ReportDuty.objects.filter(expected__in=reports).select_related(
        "expected__organisation", "project__programme"
    )
    shown = duties.annotate(last_day=Coalesce("expected__extended_to", "expected__due_on"))
    return {duty.expected_id: _expected(duty, today) for duty in shown}


def _outstanding(user):
    """Duties of visible projects whose report is not in, with the last day it may come."""
    done = [ExpectedReport.State.SUBMITTED, ExpectedReport.State.ACCEPTED]
    return (
        ReportDuty.objects.for_user(user)
        .exclude(expected__state__in=done)
        .annotate(last_day=Coalesce("expected__extended_to", "expected__due_on"))
        .select_related("expected__organisation", "project__programme")
    )


def _to_report(user, here: frozenset[int], today: date) -> Iterable[TodoItem]:
    """Reports that the user's own districts owe: late ones, returned ones, and those due within a month."""
    near = Q(last_day__lte=today + SOON) | Q(expected__state=ExpectedReport.State.RETURNED)
    duties = _outstanding(user).filter(near, expected__organisation__in=here).order_by("last_day", "pk")
    for duty in duties[:MOST]:
        late = duty.last_day < today
        yield TodoItem(
            title=_("Redovisning för %(project)s") % {"project": _named(duty.project)},
            detail=_("%(period)s. Senast %(day)s.")
            % {"period": _period(duty), "day": duty.last_day.isoformat()},
            url=f"{_url(duty.project)}#redovisningar",
            state=state_of(duty.expected, today=today),
            urgency=_LATE if late else _NEAR,
        )


def _to_chase(user, today: date) -> Iterable[TodoItem]:
    """One line per organisation whose reports are late, the longest awaited first."""
    late = _outstanding(user).filter(last_day__lt=today)
    owing = late.values("expected__organisation", lead=F("expected__organisation__short_name")).annotate(
        reports=Count("pk"), oldest=Min("last_day"), leads=ArrayAgg("project__lead", distinct=True)
    )
    for found in owing.order_by("oldest", "lead")[:MOST]:
        yield _chase(found, (today - found["oldest"]).days)


def _chase(found: dict[str, Any], days: int) -> TodoItem:
    count = found["reports"]
    title = ngettext(
        "%(lead)s: %(count)s redovisning är sen", "%(lead)s: %(count)s redovisningar är sena", count
    )
    detail = ngettext("Väntad i %(days)s dag.", "Den äldsta har varit väntad i %(days)s dagar.", days)
    query = [("program", "alla"), ("redovisning", "sen"), *(("ansvarig", lead) for lead in found["leads"])]
    return TodoItem(
        title=title % {"lead": found["lead"], "count": count},
        detail=detail % {"days": days},
        url=f"{reverse('projects:project_list')}?{urlencode(query)}",
        state=State(_("Sen"), "bad", "bad"),
        urgency=_LATE,
    )


def _to_hand_in(user) -> Iterable[TodoItem]:
    """The drafts the user may hand in."""
    drafts = Project.objects.for_user(user).drafts().select_related("programme").by_number()
    for project in drafts[:MOST]:
        if access.may_hand_in_project(user, project):
            yield TodoItem(
                title=_("Lämna in %(project)s") % {"project": _named(project)},
                detail=_("Utkastet ser bara din egen förvaltning."),
                url=_url(project),
                state=DRAFT,
                urgency=_DRAFT,
            )


def _to_answer(user, today: date) -> Iterable[TodoItem]:
    """The surveys that the user's own districts have not answered, the soonest due first."""
    here = user.reach.at(*DISTRICT_ROLES)
    if not here:
        return
    replies = SurveyReply.objects.drafts().filter(organisation__in=here, survey__closed_on__isnull=True)
    asked = replies.exclude(survey__sent_on__gt=today).select_related("survey__programme", "organisation")
    for reply in asked.order_by(F("survey__due_on").asc(nulls_last=True), "pk")[:MOST]:
        late = reply.survey.due_on is not None and reply.survey.due_on < today
        due = reply.survey.due_on.isoformat() if reply.survey.due_on else ""
        detail = _("%(district)s. Senast %(day)s.") if due else _("%(district)s.")
        yield TodoItem(
            title=_("Svara på enkäten %(survey)s") % {"survey": _named(reply.survey)},
            detail=detail % {"district": reply.organisation, "day": due},
            url=reverse("projects:survey_reply_edit", args=[reply.survey_id, reply.pk]),
            state=State(_("Sen"), "bad", "bad") if late else State(_("Inte besvarad"), "wait", "warn"),
            urgency=_LATE if late else _NEAR,
        )


def _to_follow_up(user, today: date) -> Iterable[TodoItem]:
    """One line for each living programme with suggestions nobody has followed up within a month."""
    waiting = Suggestion.objects.for_user(user).filter(
        outcome=Suggestion.Outcome.WAITING,
        made_on__lte=today - TIME_TO_HAPPEN,
        programme__is_published=False,
    )
    counted = waiting.values("programme__slug", "programme__name").annotate(n=Count("pk"))
    for found in counted.order_by("programme__slug"):
        words = ngettext(
            "%(n)s förslag väntar på uppföljning", "%(n)s förslag väntar på uppföljning", found["n"]
        )
        query = urlencode({"program": found["programme__slug"], "uppfoljning": Suggestion.Outcome.WAITING})
        yield TodoItem(
            title=words % {"n": found["n"]},
            detail=_("%(programme)s. Blev det av?") % {"programme": found["programme__name"]},
            url=f"{reverse('projects:suggestion_list')}?{query}",
            state=State(_("Att följa upp"), "wait", "info"),
            urgency=_DRAFT,
        )


def _expected(duty: ReportDuty, today: date) -> Expected:
    return Expected(
        title=_named(duty.project),
        url=f"{_url(duty.project)}#redovisningar",
        organisation=duty.expected.organisation.short_name,
        period=_period(duty),
        due_on=duty.last_day,
        state=state_of(duty.expected, today=today),
        days_late=duty.expected.days_late(today),
        report=duty.expected_id,
    )


def _named(thing: Project | Survey) -> str:
    return f"{thing} ({EXAMPLE.word})" if thing.programme.is_example else str(thing)


def _period(duty: ReportDuty) -> str:
    report = duty.expected
    return Period(report.period_kind, report.year, report.number).title


def _url(project: Project) -> str:
    return reverse("projects:project_detail", args=[project.pk])
