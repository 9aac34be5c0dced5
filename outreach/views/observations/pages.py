"""One observation: what was seen, where it came from, what was done, and how a good example spread."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, UpdateView, View

from outreach import access, states
from outreach.domain.observing import keep_observation, share_observation
from outreach.domain.spreading import others_than
from outreach.forms.observation import ObservationForm
from outreach.models import Activity, Observation, ObservationSpread
from outreach.views.records import EditsRecord, RecordDetail, RecordForm, RecordHistory, RecordPage
from portal.content.contacts import refuse_identifying
from portal.saved.formpage import SavesItself
from portal.ui.requests import Asked
from portal.ui.views import Action

PLURAL = gettext_lazy("Iakttagelser")


class ObservationPage(RecordPage):
    model, stem, plural = Observation, "observation", PLURAL

    def rows(self) -> Any:
        spreads = ObservationSpread.objects.select_related("organisation").order_by("offered_on", "pk")
        rows = super().rows().select_related("organisation", "submitted_by", "activity__form")
        return rows.prefetch_related(Prefetch("spreads", spreads))

    def badges(self) -> list[Any]:
        found = [states.observation_status(self.record.status)]
        found += [states.DRAFT] * self.record.is_draft
        return [*found, *([states.EXAMPLE] * self.record.is_example)]

    @property
    def mine(self) -> bool:
        return access.may_edit_observation(self.request.user, self.record)


class ObservationDetail(ObservationPage, RecordDetail):
    """``/uppsokande/iakttagelser/<id>/``"""

    template_name = "outreach/observation_detail.html"

    @property
    def lede(self) -> Any:
        kind = capfirst(self.record.get_kind_display())
        return f"{kind}. {self.record.organisation.as_administration}"

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.title = capfirst(self.record.theme)

    def actions(self):
        if not self.mine:
            return []
        edit = Action(
            _("Ändra") if self.record.is_draft else _("Följ upp"),
            self.address("edit", self.record.pk),
            icon="pen",
            primary=False,
        )
        return [edit]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, record = self.request.user, self.record
        seen = Activity.objects.for_user(user).filter(pk=record.activity_id).exists()
        spreads = [(each, access.may_answer_offer(user, each)) for each in record.spreads.all()]
        good = record.kind == Observation.Kind.GOOD_EXAMPLE and not record.is_draft
        found = {
            "activity": record.activity if record.activity_id and seen else None,
            "kind": capfirst(record.get_kind_display()),
            "spreads": [
                (each, states.TAKEN_UP if each.taken_up_on else states.OFFERED, may) for each, may in spreads
            ],
            "is_good": good,
            "may_share": self.mine and record.is_draft,
            "may_offer": self.mine and good and bool(others_than(record, today=localdate())),
            "is_rumour": record.kind == Observation.Kind.RUMOUR,
        }
        return super().get_context_data(**(found | kwargs))


class ObservationHistory(RecordHistory, ObservationPage):
    """``.../historik/``"""

    children = ("spreads",)


class ObservationCreate(SavesItself, RecordForm, CreateView):
    """``/uppsokande/iakttagelser/ny/``"""

    model, stem, plural = Observation, "observation", PLURAL
    form_class = ObservationForm
    refuses = staticmethod(refuse_identifying)
    title, submit_label = gettext_lazy("Ny iakttagelse"), gettext_lazy("Spara utkast")
    success_message = gettext_lazy("Utkastet är sparat. Bara din förvaltning ser det tills du delar det.")

    def may(self) -> bool:
        return access.may_observe(self.request.user)

    @property
    def cancel_url(self) -> str:
        return self.address("list")

    def told(self) -> dict[str, Any]:
        return super().told() | {"user": self.request.user}

    def act(self, form: ObservationForm) -> Observation:
        return keep_observation(observation=form.instance, today=timezone.localdate())


class ObservationEdit(EditsRecord, UpdateView):
    """``.../andra/``: a draft is rewritten, what is shared is followed up."""

    model, stem, plural = Observation, "observation", PLURAL
    form_class = ObservationForm
    success_message = gettext_lazy("Ändringen är sparad.")

    def may(self) -> bool:
        return access.may_edit_observation(self.request.user, self.record)

    def rows(self) -> Any:
        return super().rows().select_related("organisation__parent")

    def told(self) -> dict[str, Any]:
        return super().told() | {"user": self.request.user}

    def act(self, form: ObservationForm) -> Observation:
        return keep_observation(observation=form.instance, today=timezone.localdate())


class ObservationShare(ObservationPage, View):
    """``.../dela/``: from that second everyone who works with outreach reads it."""

    def may(self) -> bool:
        return self.mine

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            share_observation(observation=self.record, by=request.user, now=timezone.now())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(
                request,
                _("Iakttagelsen är delad med alla som arbetar uppsökande. Nu är den allmän handling."),
            )
        return redirect("outreach:observation_detail", pk=self.record.pk)
