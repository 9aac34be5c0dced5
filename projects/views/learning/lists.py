"""The lists of Lärande, of one programme or of all that the reader follows."""

from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect

from portal.saved.viewing import save_address
from portal.ui.layout import dress
from portal.ui.requests import Asked
from portal.ui.views import Action, ListPage
from projects import access
from projects.filters import Chosen, chosen_programme
from projects.models import Activity, Method, Network, Suggestion, Survey
from projects.models.following import followed_programmes
from projects.states import EXAMPLE
from projects.views.learning import columns, filters
from projects.views.learning.pages import NounPage, sections


class LearningList(NounPage, ListPage):
    """Without ``?program=`` the newest programme the reader follows, ``alla`` for all of them."""

    template_name = "projects/learning_list.html"
    filter_class: Any = None
    create_title: Any = ""

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Another programme has another heading and other terms: the whole page anew."""
        if request.htmx and self._came_from().programme != self.chosen.programme:
            query = urlencode({"program": self.chosen.parameter})
            return HttpResponseClientRedirect(f"{request.path}?{query}")
        return super().get(request, *args, **kwargs)

    def _came_from(self) -> Chosen:
        query = parse_qs((self.request.htmx.current_url or "").partition("#")[0].partition("?")[2])
        return chosen_programme(self.chosen.programmes, query.get("program", [""])[0])

    @cached_property
    def chosen(self) -> Chosen:
        programmes = list(followed_programmes(self.request.user))
        return chosen_programme(programmes, self.request.GET.get("program", ""))

    @property
    def lede(self) -> Any:
        return self.chosen.programme.name if self.chosen.programme else ""

    def get_queryset(self):
        visible = self.model.objects.for_user(self.request.user)
        return visible.filter(programme=self.chosen.programme) if self.chosen.programme else visible

    @cached_property
    def filterset(self) -> Any:
        found = self.filter_class(
            self.request.GET, queryset=self.get_queryset(), request=self.request, chosen=self.chosen
        )
        dress(found.form)
        return found

    def own_columns(self) -> list[Any]:
        return []

    def get_columns(self):
        several = [columns.PROGRAMME] if self.chosen.programme is None else []
        head, *rest = self.own_columns()
        return [head, *rest, *several]

    def breadcrumb(self):
        return list(super().breadcrumb())[:-1]  # this is the page the noun's crumb leads to

    def actions(self):
        if not access.may_keep_learning(self.request.user):
            return []
        query = f"?program={self.chosen.programme.slug}" if self.chosen.programme else ""
        return [Action(self.create_title, self.address("create") + query, icon="plus")]

    @property
    def save_view_url(self) -> str:
        return save_address(self.request) if self.request.GET else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parts = sections(f"{self.stem}_list", self.request.GET.get("program", "") and self.chosen.parameter)
        return super().get_context_data(chosen=self.chosen, example=EXAMPLE, sections=parts, **kwargs)


class NetworkList(LearningList):
    """``/projekt/larande/natverk/``"""

    model, stem, plural = Network, "network", _("Nätverk")
    filter_class = filters.NetworkFilter
    title, noun, create_title = _("Nätverk"), _("nätverk"), _("Registrera nätverk")
    default_sort = "name"
    empty_title = _("Inga nätverk än")
    empty_text = _("Här står nätverken: vilka som är med, och om de pågår.")

    def own_columns(self):
        return columns.network_columns()


class ActivityList(LearningList):
    """``/projekt/larande/aktiviteter/``"""

    model, stem, plural = Activity, "activity", _("Aktiviteter")
    filter_class = filters.ActivityFilter
    title, noun, create_title = _("Aktiviteter"), _("aktiviteter"), _("Registrera aktivitet")
    noun_one = _("aktivitet")
    default_sort = "dates"
    empty_title = _("Inga aktiviteter än")
    empty_text = _(
        "Här står seminarier, kurser, studieresor och träffar: när, för vem och hur många som kom."
    )

    def own_columns(self):
        return columns.activity_columns()


class SurveyList(LearningList):
    """``/projekt/larande/enkater/``"""

    model, stem, plural = Survey, "survey", _("Enkäter")
    filter_class = filters.SurveyFilter
    title, noun, create_title = _("Enkäter"), _("enkäter"), _("Skicka en enkät")
    noun_one = _("enkät")
    default_sort = "title"
    empty_title = _("Inga enkäter än")
    empty_text = _("Här står enkäterna: frågorna, svaren från stadsdelarna och vilka som inte har svarat.")

    def own_columns(self):
        return columns.survey_columns(self.request.user)


class MethodList(LearningList):
    """``/projekt/larande/metoder/``"""

    model, stem, plural = Method, "method", _("Metoder")
    filter_class = filters.MethodFilter
    title, noun, create_title = _("Metoder"), _("metoder"), _("Registrera metod")
    noun_one = _("metod")
    default_sort = "name"
    empty_title = _("Inga metoder än")
    empty_text = _("Här står metoderna som projekten har utvecklat, och vart de har spridits.")

    def own_columns(self):
        return columns.method_columns(self.request.user)


class SuggestionList(LearningList):
    """``/projekt/larande/forslag/``"""

    model, stem, plural = Suggestion, "suggestion", _("Förslag")
    filter_class = filters.SuggestionFilter
    title, noun, create_title = _("Förslag"), _("förslag"), _("Lägg ett förslag")
    default_sort = "-made_on"
    empty_title = _("Inga förslag än")
    empty_text = _("Här står samordnarens förslag, till exempel en workshop, och om de blev av.")

    def own_columns(self):
        return columns.suggestion_columns()
