"""What waits for a person in the projects, and which reports are due."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Count, F, IntegerField, Min, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.deadlines.models import ExpectedReport, Extension
from portal.deadlines.states import state_of
from portal.organisation.models import Role
from portal.organisation.models.people import DISTRICT_ROLES
from portal.periods import Period
from portal.workareas import Expected, State, TodoItem
from projects import access
from projects.models import (
    Commission,
    FollowUp,
    Project,
    Question,
    ReportDuty,
    Suggestion,
    Survey,
    SurveyReply,
    chasing,
)
from projects.states import DRAFT, EXAMPLE, question_state

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
        yield from _to_review(user, today)
        yield from _to_answer_extensions(user)
    yield from _to_hand_in(user)
    yield from _to_explain(user)
    yield from _to_answer(user, today)
    yield from _to_tell_of(user, today)
    if access.may_keep_learning(user):
        yield from _to_follow_up(user, today)
    if access.may_keep_commissions(user):
        yield from _to_balance(today)


def expected(user, today: date) -> Iterable[Expected]:
    """The project reports that are not in, of those ``user`` may know of: the next first, then the late."""
    if not access.may_list_projects(user):
        return []
    late = Case(When(last_day__lt=today, then=Value(1)), default=Value(0), output_field=IntegerField())
    duties = _outstanding(user).order_by(late, "last_day", "pk")[:DUTIES_SHOWN]
    return [_expected(duty, user, today) for duty in duties]


def _outstanding(user):
    """Duties of visible projects in open cases whose report is not in, with the last day it may come."""
    return (
        ReportDuty.objects.for_user(user)
        .filter(expected__in=ExpectedReport.objects.outstanding().in_open_cases())
        .annotate(last_day=Coalesce("expected__extended_to", "expected__due_on"))
        .select_related("expected__organisation", "project__programme")
    )


def _to_report(user, here: frozenset[int], today: date) -> Iterable[TodoItem]:
    """Reports that the user's own districts owe: late ones, returned ones, and those due within a month."""
    near = Q(last_day__lte=today + SOON) | Q(expected__state=ExpectedReport.State.RETURNED)
    duties = _outstanding(user).filter(near, expected__organisation__in=here)
    counted = duties.annotate(reminded=chasing.reminders())
    for duty in counted.order_by("last_day", "pk")[:MOST]:
        late = duty.last_day < today
        yield TodoItem(
            title=_("Redovisning för %(project)s") % {"project": _named(duty.project)},
            detail=_due(duty),
            url=reverse("projects:report_edit", args=[duty.project_id, duty.pk]),
            state=state_of(duty.expected, today=today),
            urgency=_LATE if late else _NEAR,
        )


def _due(duty: ReportDuty) -> str:
    """Say of what, by when, and how often it has been asked for."""
    words = {"period": _period(duty), "day": duty.last_day.isoformat()}
    text = _("%(period)s. Senast %(day)s.") % words
    if not duty.reminded:
        return text
    often = ngettext("Påmind %(n)s gång.", "Påmind %(n)s gånger.", duty.reminded) % {"n": duty.reminded}
    return f"{text} {often}"


def _to_review(user, today: date) -> Iterable[TodoItem]:
    """Reports that have come in and that nobody has answered, the first that came first."""
    came_in = ExpectedReport.objects.in_open_cases().filter(state=ExpectedReport.State.SUBMITTED)
    waits = ReportDuty.objects.for_user(user).filter(expected__in=came_in)
    duties = waits.select_related("expected__organisation", "project__programme")
    for duty in duties.order_by("expected__submitted_at", "pk")[:MOST]:
        came = localdate(duty.expected.submitted_at).isoformat()
        words = {"lead": duty.expected.organisation, "period": _period(duty), "day": came}
        yield TodoItem(
            title=_("Granska redovisningen för %(project)s") % {"project": _named(duty.project)},
            detail=_("%(lead)s, %(period)s. Inlämnad %(day)s.") % words,
            url=reverse("projects:report_detail", args=[duty.project_id, duty.pk]),
            state=state_of(duty.expected, today=today),
            urgency=_NEAR,
        )


def _to_chase(user, today: date) -> Iterable[TodoItem]:
    """One line per organisation whose reports are late, the longest awaited first."""
    late = _outstanding(user).filter(last_day__lt=today)
    owing = late.values(owed_by=F("expected__organisation"), lead=F("expected__organisation__short_name"))
    counted = owing.annotate(reports=Count("pk"), oldest=Min("last_day"))
    for found in counted.order_by("oldest", "lead")[:MOST]:
        yield _chase(found, (today - found["oldest"]).days)


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
        urgency=_LATE,
    )


def _to_answer_extensions(user) -> Iterable[TodoItem]:
    """Uppskov that districts have asked for, the longest waiting first."""
    asked = Extension.objects.filter(granted__isnull=True, expected__project_duty__isnull=False)
    rows = asked.select_related("expected__project_duty__project__programme", "expected__organisation")
    for extension in rows.order_by("asked_at", "pk")[:MOST]:
        duty = extension.expected.project_duty
        words = {"lead": extension.expected.organisation, "day": extension.asked_to.isoformat()}
        yield TodoItem(
            title=_("Uppskov för %(project)s") % {"project": _named(duty.project)},
            detail=_("%(lead)s begär uppskov till %(day)s.") % words,
            url=reverse("projects:extension_answer", args=[duty.pk, extension.pk]),
            state=State(_("Väntar på svar"), "wait", "warn"),
            urgency=_NEAR,
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


def _to_explain(user) -> Iterable[TodoItem]:
    """One line for each living programme with unanswered questions that the user may answer."""
    asked = Question.objects.for_user(user).filter(status=Question.Status.UNANSWERED)
    asked = asked.filter(project__programme__is_published=False)
    if not user.reach.has(Role.COORDINATOR):
        asked = asked.filter(project__lead__in=user.reach.at(Role.PROJECT_MANAGER))
    found = asked.values_list("project__programme__name", "project__programme__slug").annotate(n=Count("pk"))
    for name, slug, count in found.order_by("project__programme__name"):
        title = ngettext("Svara på %(n)s fråga om talen", "Svara på %(n)s frågor om talen", count)
        query = {"program": slug, "status": "obesvarad"}
        yield TodoItem(
            title=title % {"n": count},
            detail=_("%(programme)s. Rimlighetskontrollen frågar när tal inte verkar stämma.")
            % {"programme": name},
            url=f"{reverse('projects:question_list')}?{urlencode(query)}",
            state=question_state(Question.Status.UNANSWERED),
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


def _to_tell_of(user, today: date) -> Iterable[TodoItem]:
    """What ended projects left behind: follow-ups that are overdue, or due within a month.

    The lead's project manager is told of each, the coordinator of how many are overdue.
    """
    rows = FollowUp.objects.for_user(user).filter(answer="", due_on__lte=today + SOON)
    here = user.reach.at(Role.PROJECT_MANAGER)
    own = rows.filter(project__lead__in=here).select_related("project__programme").order_by("due_on", "pk")
    for row in own[:MOST] if here else ():
        late = row.due_on < today
        words = {"months": row.months, "day": row.due_on.isoformat()}
        yield TodoItem(
            title=_("Uppföljning av %(project)s") % {"project": _named(row.project)},
            detail=_("Pågår det fortfarande, %(months)s månader efter slutet? Senast %(day)s.") % words,
            url=reverse("projects:follow_up_answer", args=[row.pk]),
            state=State(_("Sen"), "bad", "bad") if late else State(_("Inte besvarad"), "wait", "warn"),
            urgency=_LATE if late else _NEAR,
        )
    if user.reach.has(Role.COORDINATOR) and (count := rows.overdue(on=today).count()):
        title = ngettext("%(n)s uppföljning är sen", "%(n)s uppföljningar är sena", count)
        yield TodoItem(
            title=title % {"n": count},
            detail=_("Ingen har svarat på om det som infördes pågår fortfarande."),
            url=f"{reverse('projects:follow_up_list')}?{urlencode({'status': 'sen'})}",
            state=State(_("Sen"), "bad", "bad"),
            urgency=_LATE,
        )


def _to_balance(today: date) -> Iterable[TodoItem]:
    """Unanswered uppdrag that are overdue, or to be answered within a month."""
    rows = Commission.objects.unanswered().filter(due_on__lte=today + SOON).select_related("committee")
    for row in rows.order_by("due_on", "pk")[:MOST]:
        late = row.due_on < today
        words = {"committee": row.committee.as_committee, "day": row.due_on.isoformat()}
        yield TodoItem(
            title=_("Uppdrag att besvara: %(text)s") % {"text": Truncator(row.text).chars(80)},
            detail=_("%(committee)s. Senast %(day)s.") % words,
            url=reverse("projects:commission_detail", args=[row.pk]),
            state=State(_("Sent"), "bad", "bad") if late else State(_("Obesvarat"), "wait", "warn"),
            urgency=_LATE if late else _NEAR,
        )


def _expected(duty: ReportDuty, user, today: date) -> Expected:
    page = "report_edit" if access.may_write_report(user, duty) else "report_detail"
    return Expected(
        title=_named(duty.project),
        url=reverse(f"projects:{page}", args=[duty.project_id, duty.pk]),
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
