"""Balanslista: the uppdrag of each nämnd, on the page, on paper and as a file."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Case as Choice
from django.db.models import (
    CharField,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import ExtractDay
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.cases.tables import committee_name
from portal.database.functions import SwedishKey
from portal.documents import access
from portal.documents.models import Assignment, Document
from portal.documents.views.meetings.page import documents_crumb
from portal.organisation.models import Organisation
from portal.ui.columns import COUNT, DAY, Column, states
from portal.ui.views import Action, ListPage
from portal.workareas import State

STATES = {
    "late": State(gettext_lazy("Försenat"), "warn", "bad"),
    "open": State(gettext_lazy("Öppet"), "wait", "warn"),
    "answered": State(gettext_lazy("Handling finns"), "file", "info"),
    "closed": State(gettext_lazy("Avslutat"), "ok", "ok"),
}


def balance_crumb() -> tuple[Any, str]:
    return (_("Balanslista"), reverse("documents:assignment_list"))


def _state(today: date) -> Any:
    return Choice(
        When(closed_on__isnull=False, then=Value("closed")),
        When(due_on__lt=today, then=Value("late")),
        When(answered_in__isnull=False, then=Value("answered")),
        default=Value("open"),
        output_field=CharField(),
    )


def state_of(row: Assignment, today: date) -> State:
    """How one uppdrag stands, as the list says it."""
    if row.closed_on:
        return STATES["closed"]
    if row.days_late(today):
        return STATES["late"]
    return STATES["answered" if row.answered_in_id else "open"]


def _late(today: date) -> Any:
    """Days past the last day; nothing where there is none to be late for."""
    days = ExtractDay(ExpressionWrapper(Value(today) - F("due_on"), output_field=DurationField()))
    return Choice(When(closed_on__isnull=True, due_on__lt=today, then=days), output_field=IntegerField())


def _url(row: Any) -> str:
    return reverse("documents:assignment_detail", args=[row.pk])


class AssignmentFilter(django_filters.FilterSet):
    """``?namnd= lage=``; what is closed shows only when asked for: a balanslista is of what is open."""

    namnd = django_filters.ChoiceFilter(
        label=gettext_lazy("Nämnd"), field_name="committee", empty_label=gettext_lazy("Alla")
    )
    lage = django_filters.ChoiceFilter(
        label=gettext_lazy("Läge"),
        method="in_state",
        choices=[
            ("sena", gettext_lazy("Försenade")),
            ("avslutade", gettext_lazy("Avslutade")),
            ("alla", gettext_lazy("Alla, även avslutade")),
        ],
        empty_label=gettext_lazy("Öppna"),
    )

    class Meta:
        model = Assignment
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        given = Assignment.objects.for_user(self.request.user).values("committee")
        bodies = Organisation.objects.filter(pk__in=given).by_name()
        self.filters["namnd"].extra["choices"] = [(body.pk, body.as_committee) for body in bodies]

    def filter_queryset(self, queryset: Any) -> Any:
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("lage") else found.open()

    def in_state(self, rows: Any, name: str, value: str) -> Any:
        if value == "sena":
            return rows.overdue(timezone.localdate())
        return rows.filter(closed_on__isnull=False) if value == "avslutade" else rows


class AssignmentList(ListPage):
    """``/handlingar/balanslista/``"""

    template_name = "documents/printed_list.html"
    title = gettext_lazy("Balanslista")
    lede = gettext_lazy("Uppdrag som nämnderna har gett förvaltningen och som inte är avslutade.")
    noun, noun_one = gettext_lazy("uppdrag"), gettext_lazy("uppdrag")
    filterset_class = AssignmentFilter
    default_sort = "due_on"
    empty_title = gettext_lazy("Inga uppdrag på balanslistan")
    empty_text = gettext_lazy(
        "Här står vad en nämnd har gett i uppdrag, när det ska vara klart och vad som svarar."
    )

    def may(self) -> bool:
        return access.may_list(self.request.user)

    def breadcrumb(self):
        return [documents_crumb()]

    def get_queryset(self):
        return Assignment.objects.for_user(self.request.user)

    def get_columns(self) -> list[Column]:
        name, today = committee_name("committee"), timezone.localdate()
        seen = Document.objects.for_user(self.request.user).filter(pk=OuterRef("answered_in"))
        answer = Subquery(seen.values("title")[:1])  # a foreign draft is not named
        return [
            Column("text", _("Uppdrag"), sort=SwedishKey("text"), nulls=False, head=True, link=_url),
            Column("committee", _("Nämnd"), source=name, sort=SwedishKey(name), nulls=False),
            Column("source", _("Kommer från")),
            Column("given_on", _("Givet"), kind=DAY, sort=True),
            Column("due_on", _("Klart senast"), kind=DAY, sort=True, none=_("ingen dag satt")),
            Column("late", _("Dagar sen"), source=_late(today), kind=COUNT, sort=True, none=_("i tid")),
            Column("answer", _("Besvaras i"), source=answer, none=_("ingen än")),
            Column("state", _("Läge"), source=_state(today), kind=states(STATES.get), sort=True, nulls=False),
        ]

    def actions(self):
        if not access.may_keep_meetings(self.request.user):
            return []
        return [Action(_("Lägg till uppdrag"), reverse("documents:assignment_create"), icon="plus")]
