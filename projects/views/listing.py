"""The list of projects, of one programme or of all that the reader follows."""

from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect

from portal.saved.viewing import save_address
from portal.ui.layout import dress
from portal.ui.listing import CAP
from portal.ui.requests import Asked
from portal.ui.views import Action, ListPage
from projects import access
from projects.filters import Chosen, ProjectFilter, chosen_programme
from projects.models import Project
from projects.models.following import followed_programmes
from projects.states import EXAMPLE
from projects.tables import EXTRA, Notes, project_columns


class ProjectList(ListPage):
    """``/projekt/``: without ``?program=`` the newest programme the reader follows."""

    template_name = "projects/project_list.html"
    title, noun = _("Projekt"), _("projekt")
    default_sort = "number"
    extra = EXTRA
    empty_title = _("Inga projekt än")
    empty_text = _("Här står utvecklingsprojekten: vem som ansvarar, vad de fått och hur de redovisat.")

    def may(self) -> bool:
        return access.may_list_projects(self.request.user)

    @cached_property
    def chosen(self) -> Chosen:
        programmes = list(followed_programmes(self.request.user))
        return chosen_programme(programmes, self.request.GET.get("program", ""))

    @cached_property
    def notes(self) -> Notes:
        return Notes()

    @property
    def lede(self) -> Any:
        return self.chosen.programme.name if self.chosen.programme else ""

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Another programme has other leads, areas and years to choose between: the whole page anew."""
        if request.htmx and self._came_from().programme != self.chosen.programme:
            query = urlencode({"program": self.chosen.parameter})
            return HttpResponseClientRedirect(f"{request.path}?{query}")
        return super().get(request, *args, **kwargs)

    def _came_from(self) -> Chosen:
        """Return the programme of the page that htmx asks from."""
        query = parse_qs((self.request.htmx.current_url or "").partition("#")[0].partition("?")[2])
        return chosen_programme(self.chosen.programmes, query.get("program", [""])[0])

    def get_queryset(self):
        visible = Project.objects.for_user(self.request.user)
        return visible.filter(programme=self.chosen.programme) if self.chosen.programme else visible

    @cached_property
    def filterset(self) -> ProjectFilter:
        found = ProjectFilter(
            self.request.GET, queryset=self.get_queryset(), request=self.request, chosen=self.chosen
        )
        dress(found.form)
        return found

    def unfiltered(self) -> int:
        return min(self.filterset.unfiltered, CAP + 1)

    def get_columns(self):
        return project_columns(self.notes, several_programmes=self.chosen.programme is None)

    def actions(self):
        if not access.may_register_project(self.request.user):
            return []
        return [Action(_("Registrera projekt"), reverse("projects:project_create"), icon="plus")]

    @property
    def save_view_url(self) -> str:
        """Where this choice is kept under a name; nothing chosen, nothing to keep."""
        return save_address(self.request) if self.request.GET else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(notes=self.notes, chosen=self.chosen, example=EXAMPLE, **kwargs)
