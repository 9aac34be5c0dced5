"""A good example is offered to other districts, and they say whether they use it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, UpdateView, View

from outreach import access
from outreach.domain.spreading import keep_spread, offer_example, others_than
from outreach.forms.observation import OfferForm, SpreadForm
from outreach.models import Observation, ObservationSpread
from outreach.views.observations.pages import ObservationPage
from outreach.views.records import EditsRecord
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin


def _told(count: int) -> str:
    words = ngettext("Erbjudet till %(n)s förvaltning.", "Erbjudet till %(n)s förvaltningar.", count)
    return words % {"n": count}


class OfferAll(ObservationPage, View):
    """``.../erbjud-alla/``: one button, every district that has not had it."""

    def may(self) -> bool:
        return self.mine

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        today = localdate()
        try:
            to = others_than(self.record, today=today)
            count = offer_example(observation=self.record, to=to, today=today)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _told(count))
        return redirect("outreach:observation_detail", pk=self.record.pk)


class OfferSome(CaseWorkMixin, ObservationPage, FormView):
    """``.../erbjud/``: to the districts one chooses."""

    form_class = OfferForm
    title, submit_label = gettext_lazy("Erbjud exemplet"), gettext_lazy("Erbjud exemplet")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.title = _("Erbjud ”%(theme)s”") % {"theme": self.record.theme}

    def may(self) -> bool:
        return self.mine

    @property
    def cancel_url(self) -> str:
        return self.address("detail", self.record.pk)

    def breadcrumb(self):
        return [*super().breadcrumb(), (self.record.theme, self.cancel_url)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"offered": others_than(self.record, today=localdate())}

    def act(self, form: OfferForm) -> Observation:
        count = offer_example(observation=self.record, to=form.cleaned_data["to"], today=localdate())
        messages.success(self.request, _told(count))
        return self.record

    def get_success_url(self) -> str:
        return f"{self.cancel_url}#spridning"


class SpreadEdit(EditsRecord, UpdateView):
    """``.../spridning/<spread>/``: the district tells since when it uses the example."""

    model, stem, plural = Observation, "observation", gettext_lazy("Iakttagelser")
    form_class = SpreadForm
    success_message = gettext_lazy("Sparat. Alla ser att ni använder exemplet.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.spread = get_object_or_404(self._spreads(), pk=kwargs["spread"])
        words = {"theme": self.record.theme, "organisation": self.spread.organisation}
        self.title = _("%(theme)s hos %(organisation)s") % words

    def _spreads(self) -> Any:
        return ObservationSpread.objects.filter(observation=self.record).select_related("organisation")

    def may(self) -> bool:
        return access.may_answer_offer(self.request.user, self.spread)

    def get_object(self, queryset: Any = None) -> ObservationSpread:
        if self.request.method != "POST":
            return self.spread
        return get_object_or_404(self._spreads().select_for_update(of=("self",)), pk=self.spread.pk)

    def told(self) -> dict[str, Any]:
        return {"initial": {} if self.spread.taken_up_on else {"taken_up_on": localdate()}}

    def act(self, form: SpreadForm) -> ObservationSpread:
        return keep_spread(spread=form.instance, today=localdate())

    def get_success_url(self) -> str:
        return f"{self.address('detail', self.record.pk)}#spridning"
