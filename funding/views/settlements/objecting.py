"""A party objects to its line; the officer answers in words, or makes the settlement anew."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from funding import access
from funding.domain.objecting import answer_objection, make_anew, object_to_line, open_objections
from funding.forms.settling import AnewForm, AnswerForm, ObjectForm
from funding.models import Objection, Settlement, SettlementLine
from funding.views.settled import settlement_url
from funding.views.settlements.page import SettlementWork
from portal.ui.requests import Asked


class ObjectionCreate(SettlementWork):
    """``/overenskommelser/<id>/avrakningar/<id>/granska/<rad>/invand/``: the party's director, own line."""

    form_class = ObjectForm
    title = _("Invänd mot raden")
    submit_label = _("Skicka invändningen")
    success_message = _("Invändningen är skickad. Handläggaren svarar, eller räknar om.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        lines = SettlementLine.objects.filter(settlement=self.settlement).select_related("settlement")
        self.line = get_object_or_404(lines.select_related("party__organisation"), pk=kwargs["line"])

    def may(self) -> bool:
        return access.may_object(self.request.user, self.line)

    @property
    def lede(self) -> str:
        return f"{self.line.party}. {super().lede}"

    def act(self, form: ObjectForm) -> Objection:
        reason = form.cleaned_data["reason"]
        return object_to_line(line=self.line, reason=reason, by=self.request.user, now=timezone.now())


class ObjectionWork(SettlementWork):
    """A form that answers what is objected; who objects is shown above it."""

    template_name = "funding/objection_form.html"

    def may(self) -> bool:
        return access.may_answer_objection(self.request.user)

    @cached_property
    def objections(self) -> list[Objection]:
        rows = open_objections(self.settlement).select_related("line__party__organisation", "made_by")
        return list(rows.order_by("made_at", "pk"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"objections": self.objections} | kwargs))


class ObjectionAnswer(ObjectionWork):
    """``/overenskommelser/<id>/avrakningar/<id>/invandningar/<id>/svara/``"""

    form_class = AnswerForm
    title = _("Svara på invändningen")
    submit_label = _("Skicka svaret")
    success_message = _("Svaret är skickat. Nu kan parten granska raden.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Objection.objects.filter(line__settlement=self.settlement)
        people = rows.select_related("line__settlement", "line__party__organisation", "made_by")
        self.objection = get_object_or_404(people, pk=kwargs["objection"])
        self.objections = [self.objection]

    def act(self, form: AnswerForm) -> Objection:
        return answer_objection(
            objection=self.objection,
            answer=form.cleaned_data["answer"],
            by=self.request.user,
            now=timezone.now(),
        )


class SettlementRemake(ObjectionWork):
    """``/overenskommelser/<id>/avrakningar/<id>/gor-om/``: of what is reported now, checked by all again."""

    form_class = AnewForm
    title = _("Räkna om avräkningen")
    submit_label = _("Räkna om och skicka för granskning")
    success_message = _("Avräkningen är omräknad. Nu granskar varje part sin rad på nytt.")

    def act(self, form: AnewForm) -> Settlement:
        return make_anew(
            settlement=self.settlement,
            answer=form.cleaned_data["reason"],
            by=self.request.user,
            now=timezone.now(),
        )

    def get_success_url(self) -> str:
        return settlement_url(self.object)
