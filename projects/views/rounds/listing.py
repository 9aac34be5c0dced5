"""The list of decision rounds, the newest first, and how far each has come."""

from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, ExtractYear
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.database.functions import SwedishKey
from portal.ui import writing
from portal.ui.columns import COUNT, DAY, Column
from portal.ui.views import Action, ListPage
from projects import access
from projects.domain.rounds import FINAL
from projects.models import Application, CommitteeDecision, DecisionRound, RoundCommittee
from projects.states import EXAMPLE, round_state

# The rounds of a programme stand together, those of the programme that began last first.
_BEGAN = Cast(Coalesce(ExtractYear("programme__starts_on"), Value(0)), BigIntegerField())
NEWEST = ExpressionWrapper(
    (_BEGAN * 10_000 + F("programme")) * 100_000 + F("number"), output_field=BigIntegerField()
)


def counted(rows: QuerySet) -> Subquery:
    """How many of ``rows`` belong to the round: an expression a list's column carries."""
    grouped = rows.filter(round=OuterRef("pk")).order_by().values("round").annotate(n=Count("pk"))
    return Subquery(grouped.values("n"), output_field=IntegerField())


def state_on(row: Any) -> writing.State:
    """How a row of the list stands today."""
    return round_state(row.committees or 0, row.decided or 0, row.apply_by, today=timezone.localdate())


def _name(row: Any) -> SafeString:
    mark = format_html(" {}", writing.badge(EXAMPLE)) if row.is_example else ""
    url = f"{reverse('projects:round_list')}{row.pk}/"
    return format_html('<a href="{}">{} {}</a>{}', url, row.programme, row.number, mark)


class RoundList(ListPage):
    """``/projekt/beslutstillfallen/``: counts are of what the reader may see."""

    title = gettext_lazy("Beslutstillfällen")
    noun, noun_one = gettext_lazy("beslutstillfällen"), gettext_lazy("beslutstillfälle")
    lede = gettext_lazy("När nämnderna beslutar om medel till projekt. Varje nämnd beslutar om sina egna.")
    default_sort = "-number"
    extra = {
        "programme": "programme__name",
        "is_example": "programme__is_example",
        "decided": counted(CommitteeDecision.objects.filter(outcome__in=FINAL)),
        "committees": counted(RoundCommittee.objects.all()),
    }
    empty_title = gettext_lazy("Inga beslutstillfällen än")
    empty_text = gettext_lazy(
        "Här står tillfällena: sista dag att söka, vilka nämnder som beslutar och hur det gick."
    )

    def may(self) -> bool:
        return access.may_list_projects(self.request.user)

    def get_queryset(self):
        return DecisionRound.objects.all()

    def get_columns(self):
        seen = Application.objects.for_user(self.request.user).submitted()
        return [
            Column(
                "number",
                gettext_lazy("Beslutstillfälle"),
                sort=NEWEST,
                nulls=False,
                head=True,
                cell=_name,
                export=lambda row: f"{row.programme} {row.number}",
            ),
            Column(
                "apply_by",
                gettext_lazy("Sök senast"),
                kind=DAY,
                sort=True,
                none=gettext_lazy("ingen sista dag"),
            ),
            Column("decided_on", gettext_lazy("Datum"), kind=DAY, sort=True, none=gettext_lazy("ej angivet")),
            Column(
                "applications", gettext_lazy("Ansökningar"), source=counted(seen), kind=COUNT, cell=_count
            ),
            Column(
                "state",
                gettext_lazy("Status"),
                source=SwedishKey("programme__name"),
                cell=lambda row: writing.badge(state_on(row)),
                export=lambda row: str(state_on(row).word),
            ),
        ]

    def breadcrumb(self):
        return [(_("Projekt"), reverse("projects:project_list"))]

    def actions(self):
        if not access.may_decide(self.request.user):
            return []
        return [Action(_("Nytt beslutstillfälle"), reverse("projects:round_create"), icon="plus")]


def _count(row: Any) -> SafeString:
    url = f"{reverse('projects:application_list')}?tillfalle={row.pk}"
    shown = writing.number(row.applications or 0)
    return format_html('<a class="fig" href="{}">{}</a>', url, shown) if row.applications else shown
