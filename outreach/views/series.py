"""A series: made from an activity, seen as a whole, one of it moved, the rest changed or cancelled."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView

from outreach import access
from outreach.domain.repeating import cancel_rest, change_rest, move, repeat, rest_of
from outreach.forms.series import EVERY, CancelRestForm, ChangeRestForm, MoveForm, RepeatForm
from outreach.models import Activity, Series
from outreach.states import activity_state
from outreach.views.pages import ActivityPage, OutreachPage, activity_url
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin


class SeriesDetail(OutreachPage, TemplateView):
    """``/uppsokande/serier/<id>/``: what of it the reader may see; 404 when that is nothing."""

    template_name = "outreach/series_detail.html"
    title = gettext_lazy("Serie")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.series = get_object_or_404(Series.objects.select_related("organisation"), pk=kwargs["pk"])
        visible = Activity.objects.for_user(request.user).filter(series=self.series)
        self.rows = list(visible.select_related("form").order_by("day", "starts_at", "pk"))
        if not self.rows:
            raise Http404

    @property
    def lede(self) -> str:
        every = dict(EVERY).get(self.series.every_weeks, "")
        words = {"every": every, "first": self.series.begins_on, "last": self.series.ends_on}
        return f"{self.series.organisation}. " + _("%(every)s från %(first)s till %(last)s.") % words

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        planned = Activity.State.PLANNED
        found = {
            "series": self.series,
            "rows": [(row, activity_state(row.state), row.state == planned) for row in self.rows],
            "next": next((row for row in self.rows if row.state == planned and row.day >= self.today), None),
            "may_write": access.may_register_at(self.request.user, self.series.organisation_id),
        }
        return super().get_context_data(**(found | kwargs))


class SeriesCreate(CaseWorkMixin, ActivityPage, FormView):
    """``/uppsokande/<id>/upprepa/``: the same again, every so many weeks."""

    form_class = RepeatForm
    title = gettext_lazy("Upprepa aktiviteten")
    submit_label = gettext_lazy("Planera serien")
    success_message = gettext_lazy("Serien är planerad.")

    def act(self, form: RepeatForm) -> Series:
        said = form.cleaned_data
        return repeat(
            activity=self.activity,
            until=said["until"],
            every_weeks=said["every_weeks"],
            by=self.request.user,
            now=timezone.now(),
        )

    def get_success_url(self) -> str:
        return reverse("outreach:series_detail", args=[self.object.pk])


class ActivityMove(CaseWorkMixin, ActivityPage, FormView):
    """``/uppsokande/<id>/flytta/``: one of a series, or one alone, to another day or hour."""

    form_class = MoveForm
    title, submit_label = gettext_lazy("Flytta aktiviteten"), gettext_lazy("Flytta")
    success_message = gettext_lazy("Aktiviteten är flyttad.")

    def get_initial(self) -> dict[str, Any]:
        names = ("day", "starts_at", "ends_at")
        return {name: getattr(self.activity, name) for name in names}

    def act(self, form: MoveForm) -> Activity:
        move(activity=self.activity, today=self.today, **form.cleaned_data)
        return self.activity

    def get_success_url(self) -> str:
        return activity_url(self.activity)


class RestPage(CaseWorkMixin, ActivityPage, FormView):
    """What is done to an activity and all that is planned after it in its series; 404 when it has none."""

    template_name = "outreach/series_form.html"

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if self.activity.series is None:
            raise Http404
        self.cancel_url = reverse("outreach:series_detail", args=[self.activity.series_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        days = list(rest_of(self.activity).order_by("day").values_list("day", flat=True))
        return super().get_context_data(days=days, **kwargs)

    def get_success_url(self) -> str:
        return self.cancel_url

    @property
    def success_message(self) -> str:
        return self.told(self.object)

    def told(self, count: int) -> str:
        """Say what was done to ``count`` activities."""
        return ""


class SeriesChange(RestPage):
    """``/uppsokande/<id>/serie/andra/``"""

    form_class = ChangeRestForm
    title, submit_label = gettext_lazy("Ändra resten av serien"), gettext_lazy("Ändra resten")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"activity": self.activity, "today": self.today}

    def act(self, form: ChangeRestForm) -> int:
        return change_rest(
            activity=self.activity, changes=form.changes(), weekday=form.new_weekday(), today=self.today
        )

    def told(self, count: int) -> str:
        words = {"count": count}
        return ngettext("%(count)s aktivitet är ändrad.", "%(count)s aktiviteter är ändrade.", count) % words


class SeriesCancel(RestPage):
    """``/uppsokande/<id>/serie/stall-in/``"""

    form_class = CancelRestForm
    title, submit_label = gettext_lazy("Ställ in resten av serien"), gettext_lazy("Ställ in resten")

    def act(self, form: CancelRestForm) -> int:
        return cancel_rest(activity=self.activity, reason=form.cleaned_data["reason"])

    def told(self, count: int) -> str:
        words = {"count": count}
        return (
            ngettext("%(count)s aktivitet är inställd.", "%(count)s aktiviteter är inställda.", count) % words
        )
