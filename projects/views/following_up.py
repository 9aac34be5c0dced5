"""What remains of the projects: the list of follow-ups, and the page that answers one."""

from functools import cached_property
from typing import Any

import django_filters
from django.db import transaction
from django.db.models import Case, CharField, F, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Concat
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import UpdateView

from portal.database.functions import NaturalKey, SwedishKey
from portal.ui import writing
from portal.ui.columns import COUNT, DAY, TKR, Column, states
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin, ListPage
from projects import access
from projects.domain.following_up import EARLIEST, answer_follow_up
from projects.forms.aftermath import FollowUpForm
from projects.models import FollowUp
from projects.models.following import followed_programmes
from projects.states import follow_up_state

NOTHING = "–"  # nothing to say here: another thing than not reported
ANSWERED_LAST = 100_000  # days: more than any follow-up is late
STATUSES = [
    ("sen", gettext_lazy("Försenade")),
    ("vantar", gettext_lazy("Väntar på sin dag")),
    *((code, capfirst(str(word))) for code, word in FollowUp.Answer.choices),
]


class FollowUpFilter(django_filters.FilterSet):
    """By how it stands, programme and lead. What may be chosen is what the reader may see."""

    status = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"), choices=STATUSES, method="by_status", empty_label=gettext_lazy("Alla")
    )
    program = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Program"),
        field_name="project__programme",
        to_field_name="slug",
        queryset=lambda request: followed_programmes(request.user),
        empty_label=gettext_lazy("Alla"),
    )

    class Meta:
        model = FollowUp
        fields: tuple[str, ...] = ()

    def by_status(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        if value == "sen":
            return rows.filter(answer="", due_on__lt=today)
        if value == "vantar":
            return rows.filter(answer="", due_on__gte=today)
        return rows.filter(answer=value)


def _page(row: Any) -> str:
    return reverse("projects:project_detail", args=[row.project_pk]) + "#h-plan"


class FollowUpList(ListPage):
    """``/projekt/uppfoljning/``: overdue ones first."""

    title = gettext_lazy("Uppföljning av införandet")
    lede = gettext_lazy(
        "Pågår det fortfarande, var och till vilken kostnad? "
        "Frågan ställs 6, 12 och 24 månader efter projektets slut."
    )
    noun, noun_one = gettext_lazy("uppföljningar"), gettext_lazy("uppföljning")
    filterset_class = FollowUpFilter
    default_sort = "-late"
    extra = {"project_pk": "project", "lead_pk": "project__lead"}
    empty_title = gettext_lazy("Inga uppföljningar än")
    empty_text = gettext_lazy(
        "När ett projekt har ett slutdatum eller en godtagen slutredovisning står dess uppföljningar här."
    )

    def may(self) -> bool:
        return access.may_list_projects(self.request.user)

    def breadcrumb(self):
        return [(_("Projekt"), reverse("projects:project_list"))]

    def get_queryset(self):
        return FollowUp.objects.for_user(self.request.user)

    @cached_property
    def answers_here(self) -> frozenset[int] | None:
        """Leads the reader answers for; None is all."""
        return access.answers_follow_ups_at(self.request.user)

    def _answer_url(self, row: Any) -> str | None:
        may = self.answers_here is None or row.lead_pk in self.answers_here
        if not may or row.due_on - EARLIEST > timezone.localdate():
            return None
        return reverse("projects:follow_up_answer", args=[row.pk])

    def get_columns(self):
        today = timezone.localdate()
        return [
            Column(
                "project_name",
                _("Projekt"),
                source=Concat("project__number", Value(" "), "project__title"),
                sort=NaturalKey("project__number"),
                nulls=False,
                head=True,
                link=_page,
            ),
            Column(
                "lead",
                _("Ansvarig"),
                source="project__lead__short_name",
                sort=SwedishKey("project__lead__short_name"),
                nulls=False,
            ),
            Column("months", _("Månader"), kind=COUNT, sort=True, label=_("Månader efter slutet")),
            Column("due_on", _("Senast"), kind=DAY, sort=True, link=self._answer_url),
            Column("status", _("Status"), source=_status(today), kind=states(follow_up_state), sort=True),
            Column(
                "late",
                _("Dagar sen"),
                source=_days_late(today),
                kind=COUNT,
                sort=_urgency(today),
                nulls=False,
            ),
            Column(
                "where", _("Var"), cell=lambda row: row.where or NOTHING, export=lambda row: row.where or None
            ),
            Column("cost", _("Kostnad per år, tkr"), kind=TKR, sort=True, cell=_cost),
        ]


def _days_late(today: Any) -> Case:
    """Days since it should have been answered; 0 when it is, or its day has not come."""
    late = Q(answer="", due_on__lt=today)
    return Case(When(late, then=_days_past(today)), default=Value(0), output_field=IntegerField())


def _urgency(today: Any) -> Case:
    """What is late first, then what is due soonest, then what is answered: a number, the largest first."""
    answered = Value(-ANSWERED_LAST) + _days_past(today)
    return Case(When(answer="", then=_days_past(today)), default=answered, output_field=IntegerField())


def _days_past(today: Any) -> Func:
    return Func(
        Value(today),
        F("due_on"),
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )


def _cost(row: Any) -> Any:
    """The cost where something runs; not reported is said only there."""
    runs = row.status in (FollowUp.Answer.RUNNING, FollowUp.Answer.PARTLY)
    return writing.tkr(row.cost) if runs else NOTHING


def _status(today: Any) -> Case:
    """The code of how a follow-up stands, as ``projects.states`` shows it."""
    return Case(
        When(~Q(answer=""), then=F("answer")),
        When(due_on__lt=today, then=Value("overdue")),
        default=Value("ahead"),
        output_field=CharField(),
    )


class FollowUpAnswer(CaseWorkMixin, UpdateView):
    """``/projekt/uppfoljning/<id>/``: answered by the lead's project manager or the coordinator."""

    model, form_class = FollowUp, FollowUpForm
    submit_label = gettext_lazy("Spara svaret")
    success_message = gettext_lazy("Svaret är sparat.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.follow_up = self._found()
        self.project = self.follow_up.project
        words = {"months": self.follow_up.months, "project": self.project}
        self.title = _("Uppföljning %(months)s månader efter slutet") % words
        self.lede = _("%(project)s. Läget den %(day)s.") % {
            "project": self.project,
            "day": self.follow_up.due_on.isoformat(),
        }
        self.cancel_url = reverse("projects:follow_up_list")

    def _found(self, *, locked: bool = False) -> FollowUp:
        rows = FollowUp.objects.for_user(self.request.user).select_related("project")
        rows = rows.select_for_update(of=("self",)) if locked else rows
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def may(self) -> bool:
        return access.may_answer_follow_up(self.request.user, self.project)

    def breadcrumb(self):
        projects = (_("Projekt"), reverse("projects:project_list"))
        return [projects, (_("Uppföljning av införandet"), self.cancel_url)]

    def get_object(self, queryset: Any = None) -> FollowUp:
        return self.follow_up

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the row before it is compared with what the form was opened on."""
        self.follow_up = self._found(locked=True)
        return super().post(request, *args, **kwargs)

    def act(self, form: FollowUpForm) -> FollowUp:
        return answer_follow_up(
            follow_up=self.follow_up, **form.values(), by=self.request.user, today=timezone.localdate()
        )

    def get_success_url(self) -> str:
        return reverse("projects:project_detail", args=[self.project.pk]) + "#h-plan"
