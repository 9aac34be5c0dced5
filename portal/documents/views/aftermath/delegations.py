"""Decisions on delegation: the list, a new one, and those to report at a meeting."""

from typing import Any

import django_filters
from django.db.models import Case as Choice
from django.db.models import CharField, F, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from portal.cases.tables import committee_name
from portal.database.functions import SwedishKey
from portal.documents import access
from portal.documents.domain.delegating import note_delegation, report_delegations
from portal.documents.forms.aftermath import DelegationForm, ReportForm
from portal.documents.models import DelegationDecision, Meeting
from portal.documents.views.meetings.page import documents_crumb
from portal.ui.columns import DAY, Column, states
from portal.ui.views import Action, CaseWorkMixin, ListPage
from portal.workareas import State

STATES = {
    "waiting": State(gettext_lazy("Att anmäla"), "wait", "warn"),
    "reported": State(gettext_lazy("Anmält"), "ok", "ok"),
}
_NAME = Trim(Concat("decided_by__first_name", Value(" "), "decided_by__last_name"))


def delegation_crumb() -> tuple[Any, str]:
    return (_("Delegationsbeslut"), reverse("documents:delegation_list"))


class DelegationFilter(django_filters.FilterSet):
    """``?lage=att-anmala|anmalda``"""

    lage = django_filters.ChoiceFilter(
        label=gettext_lazy("Läge"),
        method="in_state",
        choices=[("att-anmala", gettext_lazy("Att anmäla")), ("anmalda", gettext_lazy("Anmälda"))],
        empty_label=gettext_lazy("Alla"),
    )

    class Meta:
        model = DelegationDecision
        fields: list[str] = []

    def in_state(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(reported_at__isnull=value == "att-anmala")


class DelegationList(ListPage):
    """``/handlingar/delegation/``"""

    template_name = "documents/printed_list.html"
    title = gettext_lazy("Delegationsbeslut")
    lede = gettext_lazy("Beslut som någon har fattat för nämnden. De anmäls till nästa sammanträde.")
    noun, noun_one = gettext_lazy("beslut"), gettext_lazy("beslut")
    filterset_class = DelegationFilter
    default_sort = "-decided_on"
    empty_title = gettext_lazy("Inga delegationsbeslut än")
    empty_text = gettext_lazy("Skriv upp ett beslut när det är fattat, med punkten i delegationsordningen.")

    def may(self) -> bool:
        return access.may_list(self.request.user)

    def breadcrumb(self):
        return [documents_crumb()]

    def get_queryset(self):
        return DelegationDecision.objects.for_user(self.request.user)

    def get_columns(self) -> list[Column]:
        name = committee_name("committee")
        state = Choice(
            When(reported_at__isnull=True, then=Value("waiting")),
            default=Value("reported"),
            output_field=CharField(),
        )
        who = Coalesce(NullIf(_NAME, Value("")), F("decided_by__username"))
        return [
            Column("decided_on", _("Beslutat"), kind=DAY, sort=True),
            Column("point", _("Punkt"), sort=True),
            Column("text", _("Beslut"), head=True),
            Column("who", _("Beslutat av"), source=who, sort=True),
            Column("committee", _("Nämnd"), source=name, sort=SwedishKey(name), nulls=False),
            Column(
                "meeting",
                _("Anmält vid"),
                source="reported_at__held_on",
                kind=DAY,
                sort=True,
                none=_("inte anmält"),
            ),
            Column("state", _("Läge"), source=state, kind=states(STATES.get), sort=True, nulls=False),
        ]

    def actions(self):
        user, found = self.request.user, []
        if access.may_note_delegation(user):
            found.append(Action(_("Skriv upp beslut"), reverse("documents:delegation_create"), icon="plus"))
        if access.may_keep_meetings(user) and self.get_queryset().unreported().exists():
            report = reverse("documents:delegation_report")
            found.append(Action(_("Anmäl till sammanträde"), report, icon="send", primary=False))
        return found


class DelegationCreate(CaseWorkMixin, FormView):
    """``/handlingar/delegation/nytt/``"""

    form_class = DelegationForm
    title = gettext_lazy("Nytt delegationsbeslut")
    submit_label = gettext_lazy("Spara beslutet")
    success_message = gettext_lazy("Beslutet är uppskrivet och väntar på att anmälas till nämnden.")

    def may(self) -> bool:
        return access.may_note_delegation(self.request.user)

    def breadcrumb(self):
        return [documents_crumb(), delegation_crumb()]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "today": timezone.localdate()}

    def act(self, form: DelegationForm) -> DelegationDecision:
        return note_delegation(**form.cleaned_data, today=timezone.localdate())

    def get_success_url(self) -> str:
        return reverse("documents:delegation_list")


class DelegationReport(CaseWorkMixin, FormView):
    """``/handlingar/delegation/anmal/``"""

    form_class = ReportForm
    title = gettext_lazy("Anmäl delegationsbeslut")
    lede = gettext_lazy("Välj sammanträdet och kryssa för de beslut som anmäls där.")
    submit_label = gettext_lazy("Anmäl besluten")
    success_message = gettext_lazy("Besluten är anmälda och står i sammanträdets protokoll.")

    def may(self) -> bool:
        return access.may_keep_meetings(self.request.user)

    def breadcrumb(self):
        return [documents_crumb(), delegation_crumb()]

    def get_form_kwargs(self) -> dict[str, Any]:
        """The own nämnd's decisions that wait, and the meetings of those nämnder."""
        user = self.request.user
        own = user.reach.own_organisations
        decisions = DelegationDecision.objects.unreported().filter(committee__in=own)
        meetings = Meeting.objects.filter(committee__in=own)
        return super().get_form_kwargs() | {
            "decisions": decisions.order_by("decided_on", "pk"),
            "meetings": meetings.select_related("committee").order_by("-held_on"),
        }

    def act(self, form: ReportForm) -> int:
        said = form.cleaned_data
        return report_delegations(decisions=said["decisions"], meeting=said["meeting"])

    def get_success_url(self) -> str:
        return reverse("documents:delegation_list")
