"""The list of meetings, and the form of a new one."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Case as Choice
from django.db.models import CharField, Count, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from portal.cases.tables import committee_name
from portal.database.functions import SwedishKey
from portal.documents import access
from portal.documents.domain.meetings import call_meeting
from portal.documents.forms.meetings import MeetingForm
from portal.documents.models import Meeting
from portal.documents.views.meetings.page import (
    CALLED,
    HELD,
    PREPARED,
    documents_crumb,
    meetings_crumb,
)
from portal.organisation.models import Organisation
from portal.ui.columns import COUNT, DAY, Column, states
from portal.ui.views import Action, CaseWorkMixin, ListPage

STATES = {"prepared": PREPARED, "called": CALLED, "held": HELD}


def _state(today: date) -> Any:
    return Choice(
        When(agenda_fixed_at__isnull=True, then=Value("prepared")),
        When(held_on__lt=today, then=Value("held")),
        default=Value("called"),
        output_field=CharField(),
    )


def _url(row: Any) -> str:
    return reverse("documents:meeting_detail", args=[row.pk])


class MeetingFilter(django_filters.FilterSet):
    """``?namnd= kommande=``"""

    namnd = django_filters.ChoiceFilter(
        label=gettext_lazy("Nämnd"), field_name="committee", empty_label=gettext_lazy("Alla")
    )
    tid = django_filters.ChoiceFilter(
        label=gettext_lazy("Tid"),
        method="in_time",
        choices=[("kommande", gettext_lazy("Kommande")), ("tidigare", gettext_lazy("Tidigare"))],
        empty_label=gettext_lazy("Alla"),
    )

    class Meta:
        model = Meeting
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        met = Meeting.objects.for_user(self.request.user).values("committee")
        bodies = Organisation.objects.filter(pk__in=met).by_name()
        self.filters["namnd"].extra["choices"] = [(body.pk, body.as_committee) for body in bodies]

    def in_time(self, rows: Any, name: str, value: str) -> Any:
        today = timezone.localdate()
        return rows.filter(held_on__gte=today) if value == "kommande" else rows.filter(held_on__lt=today)


class MeetingList(ListPage):
    """``/handlingar/sammantraden/``"""

    title = gettext_lazy("Sammanträden")
    noun, noun_one = gettext_lazy("sammanträden"), gettext_lazy("sammanträde")
    filterset_class = MeetingFilter
    default_sort = "-held_on"
    empty_title = gettext_lazy("Inga sammanträden än")
    empty_text = gettext_lazy(
        "Här står nämndens sammanträden med ärendelista, handlingar och beslut. Lägg till det första."
    )

    def may(self) -> bool:
        return access.may_list(self.request.user)

    def breadcrumb(self):
        return [documents_crumb()]

    def get_queryset(self):
        return Meeting.objects.for_user(self.request.user)

    def get_columns(self) -> list[Column]:
        name, state = committee_name("committee"), _state(timezone.localdate())
        return [
            Column("held_on", _("Sammanträde"), kind=DAY, sort=True, nulls=False, head=True, link=_url),
            Column("committee", _("Nämnd"), source=name, sort=SwedishKey(name), nulls=False),
            Column("papers_by", _("Handlingar senast"), kind=DAY, sort=True, none=_("ingen dag satt")),
            Column("items", _("Punkter"), source=Count("items"), kind=COUNT, sort=True, nulls=False),
            Column(
                "documents",
                _("Handlingar"),
                source=Count("items", filter=Q(items__recipient__isnull=False)),
                kind=COUNT,
            ),
            Column("state", _("Läge"), source=state, kind=states(STATES.get), sort=True, nulls=False),
        ]

    def actions(self):
        if not access.may_keep_meetings(self.request.user):
            return []
        return [Action(_("Lägg till sammanträde"), reverse("documents:meeting_create"), icon="plus")]


class MeetingCreate(CaseWorkMixin, FormView):
    """``/handlingar/sammantraden/nytt/``"""

    form_class = MeetingForm
    title = gettext_lazy("Nytt sammanträde")
    submit_label = gettext_lazy("Lägg till sammanträdet")
    success_message = gettext_lazy("Sammanträdet är tillagt. Lägg ärendelistan.")

    def may(self) -> bool:
        return access.may_keep_meetings(self.request.user)

    def breadcrumb(self):
        return [documents_crumb(), meetings_crumb()]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "today": timezone.localdate()}

    def act(self, form: MeetingForm) -> Meeting:
        return call_meeting(**form.cleaned_data)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()
