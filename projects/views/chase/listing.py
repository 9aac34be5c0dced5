"""``/projekt/redovisningar/``: ONE table of what is expected, with the money at stake."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.ui.layout import dress
from portal.ui.listing import Listing, Total
from portal.ui.views import ListPage
from projects import access
from projects.models.chasing import chased, money_at_stake
from projects.views.chase.columns import EXTRA, duty_columns
from projects.views.chase.filters import DutyFilter
from projects.views.chase.leads import lead_table
from projects.views.choosing import OfAProgramme


class DutyListing(Listing):
    """Its sum counts each project's money once, however many reports of it are waited for."""

    def _sums(self, found: dict[str, Any]) -> list[Total]:
        return [Total(column, money_at_stake(self.queryset), 0) for column in self.summed]

    @cached_property
    def shown_totals(self) -> list[Total]:
        once = {row.project_pk: row.money for row in self.rows if row.money}
        return [Total(column, sum(once.values()), 0) for column in self.summed]


class DutyList(OfAProgramme, ListPage):
    """Late ones first, the longest waited for on top."""

    template_name = "projects/duty_list.html"
    title = gettext_lazy("Redovisningar")
    noun, noun_one = gettext_lazy("redovisningar"), gettext_lazy("redovisning")
    default_sort = "-late"
    extra = EXTRA
    export_name = "redovisningar"
    empty_title = gettext_lazy("Inga väntade redovisningar")
    empty_text = gettext_lazy(
        "När ett projekt beviljas medel står dess redovisningar här, med dag och hur de står."
    )

    def may(self) -> bool:
        return access.may_list_projects(self.request.user)

    def breadcrumb(self):
        return [(_("Projekt"), reverse("projects:project_list"))]

    @cached_property
    def today(self):
        return timezone.localdate()

    def get_queryset(self):
        found = chased(self.request.user)
        programme = self.chosen.programme
        return found.filter(project__programme=programme) if programme else found

    @cached_property
    def filterset(self) -> DutyFilter:
        found = DutyFilter(
            self.request.GET, queryset=self.get_queryset(), request=self.request, chosen=self.chosen
        )
        dress(found.form)
        return found

    def get_columns(self):
        return duty_columns(self.today)

    @cached_property
    def listing(self) -> DutyListing:
        return DutyListing(
            self.filterset.qs,
            self.get_columns(),
            self.request.GET,
            default_sort=self.default_sort,
            extra=self.extra,
            size=self.page_size,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        leads = lead_table(self.get_queryset(), programme=self.chosen.parameter, today=self.today)
        chosen = any(self.request.GET.get(name) for name in ("status", "ansvarig", "period"))
        return super().get_context_data(leads=leads, leads_open=not chosen, **kwargs)
