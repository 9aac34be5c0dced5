"""Lärande at a glance: what a programme has tried, what spread, and what waits for a follow-up."""

from functools import cached_property
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from portal.content.figures import Figure, Share, Unit
from portal.workareas import KeyFigure
from projects.filters import EVERY_PROGRAMME, Chosen, chosen_programme
from projects.models import Activity, Method, MethodSpread, Network, Suggestion, Survey, SurveyReply
from projects.models.following import followed_programmes
from projects.states import EXAMPLE
from projects.views.learning.looks import activity_state, network_state, outcome_state
from projects.views.learning.pages import LearningPage, sections

SHOWN = 5


class LearningOverview(LearningPage, TemplateView):
    """``/projekt/larande/``: without ``?program=`` the newest programme the reader follows."""

    template_name = "projects/learning_overview.html"
    title = gettext_lazy("Lärande")

    @cached_property
    def chosen(self) -> Chosen:
        programmes = list(followed_programmes(self.request.user))
        return chosen_programme(programmes, self.request.GET.get("program", ""))

    @property
    def lede(self) -> Any:
        return self.chosen.programme.name if self.chosen.programme else ""

    def breadcrumb(self):
        return list(super().breadcrumb())[:-1]

    def rows(self, model: Any) -> QuerySet[Any]:
        """Those of ``model`` the reader may see, in the programme chosen."""
        visible = model.objects.for_user(self.request.user)
        return visible.filter(programme=self.chosen.programme) if self.chosen.programme else visible

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        latest = self.rows(Activity).order_by(F("begins").desc(nulls_last=True), "-pk")
        waiting = self.rows(Suggestion).order_by(F("made_on").desc(nulls_last=True), "-pk")
        networks = self.rows(Network).select_related("kind").by_name()
        found = {
            "chosen": self.chosen,
            "every_programme": EVERY_PROGRAMME,
            "example": EXAMPLE,
            "sections": sections("learning_overview", self._asked),
            "query": f"?program={self._asked}" if self._asked else "",
            "figures": self.figures(),
            "activities": [(each, activity_state(each.status)) for each in latest[:SHOWN]],
            "networks": [(each, network_state(each.status)) for each in networks[:SHOWN]],
            "suggestions": [(each, outcome_state(each.outcome)) for each in waiting[:SHOWN]],
        }
        return super().get_context_data(**(found | kwargs))

    @property
    def _asked(self) -> str:
        return self.chosen.parameter if self.request.GET.get("program") else ""

    def figures(self) -> list[KeyFigure]:
        return [self._activities(), self._surveys(), self._methods(), self._suggestions()]

    def _activities(self) -> KeyFigure:
        held = Q(status=Activity.Status.HELD)
        told = self.rows(Activity).aggregate(
            held=Count("pk", filter=held),
            people=Sum("participants"),
            unknown=Count("pk", filter=held & Q(participants__isnull=True)),
        )
        detail = _("%(n)s deltagare sammanlagt.") % {"n": told["people"] or 0}
        if told["unknown"]:
            words = ngettext(
                "%(n)s har inget redovisat antal.", "%(n)s har inget redovisat antal.", told["unknown"]
            )
            detail += " " + words % {"n": told["unknown"]}
        return KeyFigure(_("Genomförda aktiviteter"), Figure(told["held"], href=self._to("activity")), detail)

    def _surveys(self) -> KeyFigure:
        replies = SurveyReply.objects.known_to(self.request.user).filter(survey__in=self.rows(Survey))
        told = replies.aggregate(asked=Count("pk"), answered=Count("submitted_at"))
        share = Share(told["answered"], told["asked"]) if told["asked"] else None
        missing = told["asked"] - told["answered"]
        detail = ngettext("%(n)s svar saknas.", "%(n)s svar saknas.", missing) % {"n": missing}
        if not told["asked"]:
            detail = _("Ingen enkät har skickats i portalen.")
        figure = Figure(share, Unit.PERCENT, href=self._to("survey"))
        return KeyFigure(_("Svar på enkäter"), figure, detail)

    def _methods(self) -> KeyFigure:
        spread = MethodSpread.objects.filter(method__in=self.rows(Method))
        taken = Count("pk", filter=Q(status=MethodSpread.Status.TAKEN_UP))
        told = spread.aggregate(offered=Count("pk"), taken=taken)
        share = Share(told["taken"], told["offered"]) if told["offered"] else None
        detail = _("Så många som fått ett erbjudande har tagit upp metoden.")
        figure = Figure(share, Unit.PERCENT, href=self._to("method"))
        return KeyFigure(_("Metoder som spridits"), figure, detail)

    def _suggestions(self) -> KeyFigure:
        kinds = Suggestion.Outcome
        told = self.rows(Suggestion).aggregate(
            all=Count("pk"),
            held=Count("pk", filter=Q(outcome=kinds.HELD)),
            waiting=Count("pk", filter=Q(outcome=kinds.WAITING)),
        )
        share = Share(told["held"], told["all"]) if told["all"] else None
        detail = ngettext("%(n)s väntar på uppföljning.", "%(n)s väntar på uppföljning.", told["waiting"])
        figure = Figure(share, Unit.PERCENT, href=self._to("suggestion"))
        return KeyFigure(_("Förslag som genomförts"), figure, detail % {"n": told["waiting"]})

    def _to(self, stem: str) -> str:
        return f"{reverse(f'projects:{stem}_list')}{f'?program={self._asked}' if self._asked else ''}"
