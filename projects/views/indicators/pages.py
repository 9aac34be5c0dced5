"""One indicator: its chart, its values with what is worked out of them, its breaks; and who changed what."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from portal.content.writers import table_response
from portal.history.views import HistoryPage
from portal.money import write_number
from portal.ui.exporting import FORMATS
from portal.ui.requests import Asked
from portal.ui.views import Action, PageMixin
from projects import access
from projects.domain.goallines import Goal
from projects.domain.indicatorperiods import Days, in_words
from projects.domain.indicatorpoints import crossed
from projects.models import IndicatorSeries
from projects.states import EXAMPLE
from projects.views.indicators.picture import chart_of
from projects.views.indicators.sheet import IndicatorSheet, Line
from projects.views.indicators.table import table_of

TABS = (("indicator_detail", gettext_lazy("Översikt")), ("indicator_history", gettext_lazy("Historik")))


class IndicatorPage(PageMixin):
    """What every page about one indicator has. Not there: 404."""

    request: Asked
    kwargs: dict[str, Any]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        rows = IndicatorSeries.objects.for_user(request.user).select_related("programme")
        self.series = get_object_or_404(rows, pk=kwargs["pk"])
        super().setup(request, *args, **kwargs)

    def may(self) -> bool:
        return access.may_read_indicators(self.request.user)

    @property
    def url(self) -> str:
        return reverse("projects:indicator_detail", args=[self.series.pk])

    def breadcrumb(self):
        listed = reverse("projects:indicator_list")
        return [(_("Projekt"), reverse("projects:project_list")), (_("Indikatorer"), listed)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = self.request.resolver_match.url_name if self.request.resolver_match else ""
        tabs = [(name, title, reverse(f"projects:{name}", args=[self.series.pk])) for name, title in TABS]
        programme = self.series.programme
        found = {
            "series": self.series,
            "tabs": [(title, url, name == here) for name, title, url in tabs],
            "badge": EXAMPLE if programme and programme.is_example else None,
            "may_keep": access.may_keep_indicators(self.request.user),
        }
        return super().get_context_data(**(found | kwargs))


class IndicatorDetail(IndicatorPage, TemplateView):
    """``/projekt/indikatorer/<id>/``, with ``?bas=1999`` for the index and ``?format=csv|xlsx``."""

    template_name = "projects/indicator_detail.html"

    @property
    def title(self) -> str:
        return capfirst(str(self.series))

    @cached_property
    def sheet(self) -> IndicatorSheet:
        return IndicatorSheet(self.series, asked=self.request.GET.get("bas", ""))

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (wanted := request.GET.get("format")) in FORMATS:
            name = slugify(f"indikator {self.series.in_full}")[:80]
            return table_response(table_of(self.sheet, in_file=True), wanted, name)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_keep = access.may_keep_indicators(self.request.user)
        table = table_of(self.sheet, may_keep=may_keep)
        found = {
            "sheet": self.sheet,
            "table": table,
            "chart": chart_of(self.sheet, table),
            "latest": self.sheet.latest and latest_words(self.sheet, self.sheet.latest),
            "goal": self.sheet.goal and goal_words(self.sheet.goal),
            "breaks": [(each, in_words(each.period)) for each in self.sheet.breaks],
        }
        return super().get_context_data(**(found | kwargs))

    def actions(self):
        if not access.may_keep_indicators(self.request.user):
            return []
        key = [self.series.pk]
        return [
            Action(_("Lägg till värde"), reverse("projects:indicator_value_create", args=key), icon="plus"),
            Action(_("Ändra"), reverse("projects:indicator_edit", args=key), icon="pen", primary=False),
        ]


class IndicatorHistory(HistoryPage, IndicatorPage):
    """``/projekt/indikatorer/<id>/historik/``"""

    template_name = "projects/indicator_history.html"
    children = ("values", "breaks")

    def get_thing(self) -> IndicatorSeries:
        return self.series

    def breadcrumb(self):
        return [*IndicatorPage.breadcrumb(self), (capfirst(str(self.series)), self.url)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=_("Historik"), lede="", **kwargs)


def latest_words(sheet: IndicatorSheet, latest: Line) -> dict[str, Any]:
    """The latest value in a sentence and, where there is a goal line, how far from it the value is."""
    value, unit, goal = latest.point.value, sheet.series.unit, latest.goal
    words = _("%(value)s %(unit)s, preliminärt") if latest.point.is_preliminary else _("%(value)s %(unit)s")
    said = [words % {"value": write_number(value), "unit": unit}]
    if goal is not None:
        said.append(goal.how if goal.value is None else _apart(value, goal.value))
        said += _set_before(sheet, latest)
    if latest.break_inside:
        said.append(_("Perioden går över ett brott: en del av den är räknad på ett annat sätt."))
    return {"period": in_words(latest.point.written), "sentences": said}


def _apart(value: Decimal, goal: Decimal) -> str:
    words = _("Mållinjen är då %(goal)s. Värdet ligger %(apart)s under.")
    if value == goal:
        words = _("Mållinjen är då %(goal)s. Värdet ligger på linjen.")
    elif value > goal:
        words = _("Mållinjen är då %(goal)s. Värdet ligger %(apart)s över.")
    return words % {"goal": write_number(goal), "apart": write_number(abs(value - goal))}


def _set_before(sheet: IndicatorSheet, latest: Line) -> list[str]:
    """A warning when goal and value are counted in different ways."""
    base_year = date(sheet.series.goal_base_year or 1, 1, 1)
    day = crossed(Days(base_year, latest.point.days.ends), sheet.days_of_breaks)
    words = _("Målet är räknat på det gamla sättet, före %(day)s. Jämför med försiktighet.")
    return [words % {"day": day.isoformat()}] if day else []


def goal_words(goal: Goal) -> tuple[str, str, str, str]:
    """The goal line's two ends: value and year of each."""
    return write_number(goal.base_value), str(goal.base_year), write_number(goal.value), str(goal.year)
