"""Keep indicators: series, values and breaks are added, put right and taken away."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, UpdateView, View

from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin
from projects import access
from projects.domain.indicating import SeriesKey, ValueCandidate, record_value
from projects.domain.indicators import keep_series, mark_break, take_away
from projects.forms.indicator import BreakForm, SeriesForm, ValueForm
from projects.models import DefinitionBreak, IndicatorSeries, IndicatorValue
from projects.views.indicators.pages import IndicatorPage


class KeepingPage(CaseWorkMixin):
    """What all of them have in common."""

    template_name = "projects/indicator_form.html"
    request: Asked
    kwargs: dict[str, Any]

    def may(self) -> bool:
        return access.may_keep_indicators(self.request.user)

    def get_success_url(self) -> str:
        return reverse("projects:indicator_detail", args=[self.object.pk])


class SeriesCreate(KeepingPage, CreateView):
    """``/projekt/indikatorer/ny/``"""

    model, form_class = IndicatorSeries, SeriesForm
    title, submit_label = gettext_lazy("Lägg till indikator"), gettext_lazy("Spara indikatorn")
    success_message = gettext_lazy("Indikatorn är sparad. Lägg till dess värden.")

    @property
    def cancel_url(self) -> str:
        return reverse("projects:indicator_list")

    def breadcrumb(self):
        return [(_("Projekt"), reverse("projects:project_list")), (_("Indikatorer"), self.cancel_url)]

    def act(self, form: SeriesForm) -> IndicatorSeries:
        return keep_series(series=None, values=form.values())


class OfSeries(IndicatorPage, KeepingPage):
    """A form about an indicator that is there; it leads back to its page."""

    def may(self) -> bool:
        return KeepingPage.may(self)

    @property
    def lede(self) -> str:
        return capfirst(self.series.in_full)

    @property
    def cancel_url(self) -> str:
        return self.url

    def get_success_url(self) -> str:
        return self.url

    def breadcrumb(self):
        return [*super().breadcrumb(), (capfirst(str(self.series)), self.url)]


class Locked:
    """Edit a row: it is locked before it is compared with what the form was opened on."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # before a view
        self.row = self.found()

    def found(self, *, locked: bool = False) -> Any:
        rows = self.rows().select_for_update(of=("self",)) if locked else self.rows()  # type: ignore[attr-defined]
        return get_object_or_404(rows, pk=self.kwargs[self.pk_name])  # type: ignore[attr-defined]

    def get_object(self, queryset: Any = None) -> Any:
        return self.row

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.row = self.found(locked=True)
        return super().post(request, *args, **kwargs)  # type: ignore[misc]


class SeriesEdit(Locked, OfSeries, UpdateView):
    """``/projekt/indikatorer/<id>/andra/``"""

    model, form_class, pk_name = IndicatorSeries, SeriesForm, "pk"
    title, success_message = gettext_lazy("Ändra indikatorn"), gettext_lazy("Ändringen är sparad.")

    def rows(self) -> Any:
        return IndicatorSeries.objects.for_user(self.request.user)

    def act(self, form: SeriesForm) -> IndicatorSeries:
        return keep_series(series=self.row, values=form.values())


class ValuePage(OfSeries):
    model, form_class = IndicatorValue, ValueForm

    def rows(self) -> Any:
        return self.series.values.all()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"unit": self.series.unit}

    def act(self, form: ValueForm) -> IndicatorValue:
        key = SeriesKey(self.series.name, self.series.category, self.series.unit)
        record = getattr(self, "row", None)
        candidate = ValueCandidate(key, form.cleaned_data["period"], form.values(), record)
        return record_value(candidate, today=timezone.localdate())


class ValueCreate(ValuePage, CreateView):
    """``/projekt/indikatorer/<id>/varden/nytt/``"""

    title, submit_label = gettext_lazy("Lägg till värde"), gettext_lazy("Spara värdet")
    success_message = gettext_lazy("Värdet är sparat.")


class ValueEdit(Locked, ValuePage, UpdateView):
    """``/projekt/indikatorer/<id>/varden/<value>/andra/``"""

    pk_name = "value"
    title, success_message = gettext_lazy("Ändra värdet"), gettext_lazy("Ändringen är sparad.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        away = reverse("projects:indicator_value_remove", args=[self.series.pk, self.row.pk])
        return super().get_context_data(away=away, away_title=_("Ta bort värdet"), **kwargs)


class BreakPage(OfSeries):
    model, form_class = DefinitionBreak, BreakForm

    def rows(self) -> Any:
        return self.series.breaks.all()

    def act(self, form: BreakForm) -> DefinitionBreak:
        said = form.cleaned_data
        record = getattr(self, "row", None)
        return mark_break(series=self.series, record=record, period=said["period"], text=said["text"])


class BreakCreate(BreakPage, CreateView):
    """``/projekt/indikatorer/<id>/brott/nytt/``"""

    title, submit_label = gettext_lazy("Märk ut ett brott"), gettext_lazy("Spara brottet")
    success_message = gettext_lazy("Brottet är sparat. Inget räknas längre över det.")


class BreakEdit(Locked, BreakPage, UpdateView):
    """``/projekt/indikatorer/<id>/brott/<break>/andra/``"""

    pk_name = "brott"
    title, success_message = gettext_lazy("Ändra brottet"), gettext_lazy("Ändringen är sparad.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        away = reverse("projects:indicator_break_remove", args=[self.series.pk, self.row.pk])
        return super().get_context_data(away=away, away_title=_("Ta bort brottet"), **kwargs)


class _Remove(Locked, OfSeries, View):
    """A button that takes one row away; the history keeps what it said."""

    http_method_names = ("post",)
    said: Any = ""

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        take_away(self.row)
        messages.success(request, self.said)
        return redirect(self.url)


class ValueRemove(_Remove):
    pk_name, said = "value", gettext_lazy("Värdet är borttaget. Det står kvar i historiken.")

    def rows(self) -> Any:
        return self.series.values.all()


class BreakRemove(_Remove):
    pk_name, said = "brott", gettext_lazy("Brottet är borttaget. Det står kvar i historiken.")

    def rows(self) -> Any:
        return self.series.breaks.all()
