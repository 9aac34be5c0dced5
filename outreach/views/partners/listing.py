"""The partners of the districts one may read of: how many cooperate, how much is done together."""

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import Count, Exists, IntegerField, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outreach import access
from outreach.domain.cooperating import PARTNERS
from outreach.models import Activity, ActivityPartner, Cooperation
from outreach.views.pages import OutreachPage
from portal.database.functions import SwedishKey
from portal.organisation.models import Organisation, User
from portal.saved.viewing import save_address
from portal.ui.columns import COUNT, DAY, Column, words
from portal.ui.views import Action, ListPage

KINDS = {code: capfirst(str(word)) for code, word in Organisation.Kind.choices}
YEAR = timedelta(days=365)


def visible_partners(user: User) -> Any:
    """The organisations that ``user`` may know a district cooperates with."""
    agreed = Cooperation.objects.for_user(user).filter(partner=OuterRef("pk"))
    met = ActivityPartner.objects.filter(partner=OuterRef("pk"), activity__in=Activity.objects.for_user(user))
    return Organisation.objects.filter(Exists(agreed) | Exists(met))


class PartnerFilter(django_filters.FilterSet):
    """``?ord= slag=``"""

    ord = django_filters.CharFilter(label=gettext_lazy("Ord i namnet"), method="with_words", max_length=120)
    slag = django_filters.ChoiceFilter(
        label=gettext_lazy("Slag"),
        field_name="kind",
        choices=[(code, KINDS[code]) for code in PARTNERS],
        empty_label=gettext_lazy("Alla slag"),
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def with_words(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(Q(short_name__icontains=value) | Q(full_name__icontains=value))


class PartnerList(OutreachPage, ListPage):
    """``/uppsokande/samverkan/``"""

    title = gettext_lazy("Samverkan")
    noun, noun_one = gettext_lazy("samverkanspartner"), gettext_lazy("samverkanspartner")
    default_sort = "name"
    filterset_class = PartnerFilter
    empty_title = gettext_lazy("Ingen samverkan än")
    empty_text = gettext_lazy("Här står vilka föreningar och myndigheter ni når människor tillsammans med.")

    def get_queryset(self):
        return visible_partners(self.request.user)

    @property
    def save_view_url(self) -> str:
        return save_address(self.request)

    def actions(self):
        if not access.may_register(self.request.user):
            return []
        return [Action(_("Ny samverkan"), reverse("outreach:cooperation_create"), icon="plus")]

    def get_columns(self):
        agreed = Cooperation.objects.for_user(self.request.user).filter(partner=OuterRef("pk"))
        met = Activity.objects.for_user(self.request.user).held().filter(partners__partner=OuterRef("pk"))
        return [
            Column(
                "name",
                _("Partner"),
                source="short_name",
                sort=SwedishKey("short_name"),
                nulls=False,
                head=True,
                link=lambda row: reverse("outreach:partner_detail", args=[row.pk]),
            ),
            Column("kind", _("Slag"), kind=words(KINDS), sort=True),
            Column(
                "agreed",
                _("Stadsdelar med överenskommelse"),
                source=_count(agreed.going_on(self.today), "partner"),
                kind=COUNT,
                sort=True,
                nulls=False,
            ),
            Column(
                "together",
                _("Aktiviteter senaste 12 månaderna"),
                source=_count(met.filter(day__gt=self.today - YEAR), "partners__partner"),
                kind=COUNT,
                sort=True,
                nulls=False,
                total=True,
            ),
            Column(
                "latest",
                _("Senast"),
                source=Subquery(
                    met.order_by().values("partners__partner").annotate(n=Max("day")).values("n")
                ),
                kind=DAY,
                sort=True,
                none=_("ingen aktivitet"),
            ),
        ]


def _count(rows: Any, by: str) -> Coalesce:
    found = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(found, output_field=IntegerField()), 0)
