"""The list of activities: what was done and what is planned, by place, form, group, language and time."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from outreach import access
from outreach.filters import ActivityFilter
from outreach.models import Activity
from outreach.tables import EXTRA, activity_columns
from portal.disclosures.opening import opens_unmasked
from portal.saved.viewing import save_address
from portal.ui.addresses import with_query
from portal.ui.views import Action, ListPage

INTERNAL = "intern"  # ?variant=intern: small counts in print and file too, for who may see them


class ActivityList(ListPage):
    """``/uppsokande/``"""

    template_name = "outreach/activity_list.html"
    title, noun, noun_one = _("Uppsökande aktiviteter"), _("aktiviteter"), _("aktivitet")
    lede = _("Vad som har gjorts och vad som är planerat, utan namn.")
    default_sort = "-day"
    extra = EXTRA
    filterset_class = ActivityFilter
    export_name = "aktiviteter"
    empty_title = _("Inga aktiviteter än")
    empty_text = _("Här står det uppsökande arbetet: var, för vem, på vilka språk och hur många som kom.")

    def may(self) -> bool:
        return access.may_read_outreach(self.request.user)

    def get_queryset(self):
        return Activity.objects.for_user(self.request.user)

    @cached_property
    def is_internal(self) -> bool:
        return self.request.GET.get("variant") == INTERNAL

    def shows(self, row: Any) -> bool:
        """Whether the reader sees the small counts of a row: of the own district, or of a list disclosed."""
        return self.is_disclosed or access.sees_unmasked(self.request.user, row.organisation_id)

    @cached_property
    def is_disclosed(self) -> bool:
        return opens_unmasked(self.request)

    def gives_out(self, row: Any) -> bool:
        return self.is_internal and self.shows(row)

    @cached_property
    def columns_once(self):
        return activity_columns(
            page=self.shows,
            out=self.gives_out,
            several=self.request.user.reach.central,
        )

    def get_columns(self):
        return self.columns_once

    def actions(self):
        found = [Action(_("Kalender"), reverse("outreach:calendar"), icon="wait", primary=False)]
        if access.may_register(self.request.user):
            found.append(Action(_("Ny aktivitet"), reverse("outreach:activity_create"), icon="plus"))
        return found

    @property
    def save_view_url(self) -> str:
        return save_address(self.request) if self.request.GET else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        params = self.request.GET
        internal = (
            {kind: with_query(params, format=kind, variant=INTERNAL) for kind in ("xlsx", "csv")}
            if self.request.user.reach.district_organisations
            else {}
        )
        return super().get_context_data(internal=internal, is_internal=self.is_internal, **kwargs)
