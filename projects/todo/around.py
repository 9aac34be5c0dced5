"""What waits around the reports: drafts, questions, surveys, suggestions, follow-ups and uppdrag."""

from collections.abc import Iterable
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Count, F
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.organisation.models import Role
from portal.organisation.models.people import DISTRICT_ROLES
from portal.workareas import State, TodoItem
from projects import access
from projects.models import Commission, FollowUp, Project, Question, Suggestion, SurveyReply
from projects.states import DRAFT, question_state
from projects.todo.kinds import LATE, LEAST, MOST, NEAR, SOON, named

TIME_TO_HAPPEN = timedelta(days=30)  # so long after it was made a suggestion waits for its follow-up


def to_hand_in(user) -> Iterable[TodoItem]:
    """The drafts the user may hand in."""
    drafts = Project.objects.for_user(user).drafts().select_related("programme").by_number()
    for project in drafts[:MOST]:
        if access.may_hand_in_project(user, project):
            yield TodoItem(
                title=_("Lämna in %(project)s") % {"project": named(project)},
                detail=_("Utkastet ser bara din egen förvaltning."),
                url=reverse("projects:project_detail", args=[project.pk]),
                state=DRAFT,
                urgency=LEAST,
            )


def to_explain(user) -> Iterable[TodoItem]:
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
            urgency=LEAST,
        )


def to_answer(user, today: date) -> Iterable[TodoItem]:
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
            title=_("Svara på enkäten %(survey)s") % {"survey": named(reply.survey)},
            detail=detail % {"district": reply.organisation, "day": due},
            url=reverse("projects:survey_reply_edit", args=[reply.survey_id, reply.pk]),
            state=State(_("Sen"), "bad", "bad") if late else State(_("Inte besvarad"), "wait", "warn"),
            urgency=LATE if late else NEAR,
        )


def to_follow_up(user, today: date) -> Iterable[TodoItem]:
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
            urgency=LEAST,
        )


def to_tell_of(user, today: date) -> Iterable[TodoItem]:
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
            title=_("Uppföljning av %(project)s") % {"project": named(row.project)},
            detail=_("Pågår det fortfarande, %(months)s månader efter slutet? Senast %(day)s.") % words,
            url=reverse("projects:follow_up_answer", args=[row.pk]),
            state=State(_("Sen"), "bad", "bad") if late else State(_("Inte besvarad"), "wait", "warn"),
            urgency=LATE if late else NEAR,
        )
    if user.reach.has(Role.COORDINATOR) and (count := rows.overdue(on=today).count()):
        title = ngettext("%(n)s uppföljning är sen", "%(n)s uppföljningar är sena", count)
        yield TodoItem(
            title=title % {"n": count},
            detail=_("Ingen har svarat på om det som infördes pågår fortfarande."),
            url=f"{reverse('projects:follow_up_list')}?{urlencode({'status': 'sen'})}",
            state=State(_("Sen"), "bad", "bad"),
            urgency=LATE,
        )


def to_balance(today: date) -> Iterable[TodoItem]:
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
            urgency=LATE if late else NEAR,
        )
