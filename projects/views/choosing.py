"""A list of one programme, or of all that the reader follows: ``?program=``, without it the newest."""

from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.http import HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect

from portal.saved.viewing import save_address
from portal.ui.requests import Asked
from projects.filters import Chosen, chosen_programme
from projects.models.following import followed_programmes
from projects.states import EXAMPLE


class OfAProgramme:
    """Mixin before ``ListPage``."""

    request: Asked

    @cached_property
    def chosen(self) -> Chosen:
        programmes = list(followed_programmes(self.request.user))
        return chosen_programme(programmes, self.request.GET.get("program", ""))

    @property
    def lede(self) -> Any:
        return self.chosen.programme.name if self.chosen.programme else ""

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Another programme has other choices and another heading: the whole page anew."""
        if request.htmx and self._came_from().programme != self.chosen.programme:
            query = urlencode({"program": self.chosen.parameter})
            return HttpResponseClientRedirect(f"{request.path}?{query}")
        return super().get(request, *args, **kwargs)  # type: ignore[misc]  # ListPage's

    def _came_from(self) -> Chosen:
        query = parse_qs((self.request.htmx.current_url or "").partition("#")[0].partition("?")[2])
        return chosen_programme(self.chosen.programmes, query.get("program", [""])[0])

    @property
    def save_view_url(self) -> str:
        """Where this choice is kept under a name; nothing chosen, nothing to keep."""
        return save_address(self.request) if self.request.GET else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(chosen=self.chosen, example=EXAMPLE, **kwargs)  # type: ignore[misc]
