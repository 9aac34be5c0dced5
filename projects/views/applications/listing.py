"""The list of applications: the coordinator's of all that is handed in, a district's of its own."""

from typing import Any

from django.db.models import DecimalField, OuterRef, Subquery, Sum
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.database.functions import SwedishKey
from portal.saved.viewing import save_address
from portal.ui import writing
from portal.ui.columns import DAY, TKR, Column, Kind, states, words
from portal.ui.views import Action, ListPage
from projects import access
from projects.forms.applicationfilter import ApplicationFilter
from projects.models import Application, ApplicationBudget, Grant
from projects.states import EXAMPLE, application_state

_MONEY = DecimalField(max_digits=14, decimal_places=2)
_ASKED = ApplicationBudget.objects.filter(application=OuterRef("pk")).order_by().values("application")
_GIVEN = Grant.objects.filter(application=OuterRef("pk")).order_by().values("application")
_ROUND = Kind(css="nowrap")


def _sum(rows: Any) -> Subquery:
    return Subquery(rows.annotate(sum=Sum("amount")).values("sum"), output_field=_MONEY)


def _title(row: Any) -> SafeString:
    mark = format_html(" {}", writing.badge(EXAMPLE)) if row.is_example else ""
    url = f"{reverse('projects:application_list')}{row.pk}/"
    return format_html('<a href="{}">{}</a>{}', url, row.title, mark)


def _title_out(row: Any) -> str:
    return f"{row.title} ({EXAMPLE.word})" if row.is_example else row.title


class ApplicationList(ListPage):
    """``/projekt/ansokningar/``"""

    title = gettext_lazy("Ansökningar")
    noun, noun_one = gettext_lazy("ansökningar"), gettext_lazy("ansökan")
    lede = gettext_lazy("Ansökningar om medel. Ett utkast ser bara den egna förvaltningen.")
    default_sort = "-submitted"
    filterset_class = ApplicationFilter
    extra = {"is_example": "round__programme__is_example"}
    empty_title = gettext_lazy("Inga ansökningar än")
    empty_text = gettext_lazy("Här står ansökningar om medel: vem som söker, vad, och hur det gick.")
    columns = [
        Column(
            "title",
            gettext_lazy("Ansökan"),
            sort=SwedishKey("title"),
            nulls=False,
            head=True,
            cell=_title,
            export=_title_out,
        ),
        Column(
            "programme",
            gettext_lazy("Program"),
            source="round__programme__name",
            sort=SwedishKey("round__programme__name"),
            nulls=False,
        ),
        Column("round", gettext_lazy("Tillfälle"), source="round__number", sort=True, kind=_ROUND),
        Column(
            "lead",
            gettext_lazy("Ansvarig"),
            source="lead__short_name",
            sort=SwedishKey("lead__short_name"),
            nulls=False,
        ),
        Column("kind", gettext_lazy("Slag"), kind=words(dict(Grant.Kind.choices))),
        Column(
            "asked",
            gettext_lazy("Söker tkr"),
            source=_sum(_ASKED),
            kind=TKR,
            sort=True,
            total=True,
            none=gettext_lazy("inget än"),
        ),
        Column(
            "granted",
            gettext_lazy("Beviljat tkr"),
            source=_sum(_GIVEN),
            kind=TKR,
            sort=True,
            total=True,
            none=gettext_lazy("inget"),  # a villkorad or refused one has no money, and lacks no figure
        ),
        Column(
            "submitted",
            gettext_lazy("Inlämnad"),
            source="submitted_at",
            kind=DAY,
            sort=True,
            none=gettext_lazy("ej inlämnad"),
            export=lambda row: localdate(row.submitted) if row.submitted else None,
        ),
        Column("state", gettext_lazy("Status"), kind=states(application_state), sort=True),
    ]

    def may(self) -> bool:
        return access.may_list_projects(self.request.user)

    def get_queryset(self):
        return Application.objects.for_user(self.request.user)

    def breadcrumb(self):
        return [(_("Projekt"), reverse("projects:project_list"))]

    def actions(self):
        if not access.may_apply(self.request.user):
            return []
        return [Action(_("Ansök om medel"), reverse("projects:application_create"), icon="plus")]

    @property
    def save_view_url(self) -> str:
        return save_address(self.request) if self.request.GET else ""
