"""The list of uppdrag."""

from typing import Any

import django_filters
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.database.functions import SwedishKey
from portal.organisation.models import Organisation
from portal.ui import writing
from portal.ui.columns import DAY, Column, states
from portal.ui.views import Action, ListPage
from projects import access
from projects.models import Commission
from projects.models.following import followed_programmes
from projects.states import commission_state

NOTHING = "–"  # nothing to say here: another thing than not reported
LONG = 140  # signs of an uppdrag that a list shows
STATUSES = [
    ("sen", gettext_lazy("Försenade")),
    *((code, capfirst(str(word))) for code, word in Commission.State.choices),
]


class CommissionFilter(django_filters.FilterSet):
    """By state, the nämnd that is to answer, and programme."""

    status = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"), choices=STATUSES, method="by_status", empty_label=gettext_lazy("Alla")
    )
    namnd = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Nämnd som ska svara"),
        field_name="committee",
        to_field_name="key",
        queryset=lambda request: Organisation.objects.filter(
            pk__in=Commission.objects.values("committee")
        ).by_name(),
        empty_label=gettext_lazy("Alla"),
    )
    program = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Program"),
        field_name="programme",
        to_field_name="slug",
        queryset=lambda request: followed_programmes(request.user),
        empty_label=gettext_lazy("Alla"),
    )

    class Meta:
        model = Commission
        fields: tuple[str, ...] = ()

    def by_status(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "sen":
            return rows.overdue(on=timezone.localdate())
        return rows.filter(state=value)


def state_on(today: Any) -> Case:
    """The code of how an uppdrag stands, as ``projects.states`` shows it."""
    return Case(
        When(Q(state="open", due_on__lt=today), then=Value("overdue")),
        default=F("state"),
        output_field=CharField(),
    )


def _due(row: Any) -> SafeString | str:
    return writing.day(row.due_on) if row.due_on else _("ingen dag satt")


def _text(row: Any) -> SafeString:
    url = reverse("projects:commission_detail", args=[row.pk])
    return format_html('<a href="{}">{}</a>', url, Truncator(row.text).chars(LONG))


class CommissionList(ListPage):
    """``/projekt/uppdrag/``: the unanswered that are due first stand first."""

    title = gettext_lazy("Uppdrag")
    lede = gettext_lazy(
        "Var arbetet kommer ifrån: uppdrag i budget och beslut, vem som ska svara, när och i vilken handling."
    )
    noun = gettext_lazy("uppdrag")
    filterset_class = CommissionFilter
    default_sort = "-given_on"
    empty_title = gettext_lazy("Inga uppdrag än")
    empty_text = gettext_lazy("Här står de uppdrag som nämnderna har fått, och hur de besvarades.")

    def may(self) -> bool:
        return access.may_read_commissions(self.request.user)

    def breadcrumb(self):
        return [(_("Projekt"), reverse("projects:project_list"))]

    def actions(self):
        found = [
            Action(_("Balanslista"), reverse("projects:commission_balance"), primary=False),
            Action(_("Beslut i tryck"), reverse("projects:printed_point_list"), primary=False),
        ]
        if access.may_keep_commissions(self.request.user):
            found.insert(
                0, Action(_("Registrera uppdrag"), reverse("projects:commission_create"), icon="plus")
            )
        return found

    def get_queryset(self):
        return Commission.objects.all()

    def get_columns(self):
        return [
            Column(
                "text",
                _("Uppdrag"),
                sort=SwedishKey("text"),
                nulls=False,
                head=True,
                cell=_text,
                export=lambda row: row.text,
            ),
            Column(
                "given_by_name",
                _("Gavs av"),
                source="given_by__short_name",
                sort=SwedishKey("given_by__short_name"),
                nulls=False,
            ),
            Column("given_on", _("Gavs den"), kind=DAY, sort=True),
            Column(
                "committee_name",
                _("Nämnd som ska svara"),
                source="committee__short_name",
                sort=SwedishKey("committee__short_name"),
                nulls=False,
            ),
            Column("due_on", _("Senast"), kind=DAY, sort=True, cell=_due),
            Column(
                "status",
                _("Status"),
                source=state_on(timezone.localdate()),
                kind=states(commission_state),
                sort=True,
                nulls=False,
            ),
            Column(
                "answered_in",
                _("Besvarat i"),
                cell=lambda row: row.answered_in or NOTHING,
                export=lambda row: row.answered_in or None,
            ),
        ]
