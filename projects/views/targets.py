"""Set and change a project's measurable targets; say which goals of the city budget it answers to."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, UpdateView, View

from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin, PageMixin
from projects import access
from projects.domain.targeting import answer_to_goals, remove_target, set_target
from projects.forms.target import CityGoalsForm, TargetForm
from projects.models import Project, Target


class OfProject(PageMixin):
    """What these pages have in common. The project must be one the reader may see: else 404."""

    request: Asked
    kwargs: dict[str, Any]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Project.objects.for_user(request.user).select_related("programme", "lead")
        self.project = get_object_or_404(rows, pk=kwargs["pk"])
        self.cancel_url = reverse("projects:project_detail", args=[self.project.pk])

    def may(self) -> bool:
        return access.may_set_targets(self.request.user, self.project)

    @property
    def lede(self) -> str:
        return str(self.project)

    def breadcrumb(self):
        return [(_("Projekt"), reverse("projects:project_list")), (str(self.project), self.cancel_url)]

    def get_success_url(self) -> str:
        return f"{self.cancel_url}#h-mal"


class TargetCreate(OfProject, CaseWorkMixin, CreateView):
    """``/projekt/<id>/mal/nytt/``"""

    model, form_class = Target, TargetForm
    template_name = "projects/target_form.html"
    title, submit_label = gettext_lazy("Lägg till ett mål"), gettext_lazy("Spara målet")
    success_message = gettext_lazy("Målet är sparat.")

    def act(self, form: TargetForm) -> Target:
        return set_target(project=self.project, values=form.values())


class TargetEdit(OfProject, CaseWorkMixin, UpdateView):
    """``/projekt/<id>/mal/<target>/andra/``"""

    model, form_class = Target, TargetForm
    template_name = "projects/target_form.html"
    title = gettext_lazy("Ändra målet")
    success_message = gettext_lazy("Ändringen är sparad.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.target = self._found()

    def _found(self, *, locked: bool = False) -> Target:
        rows = self.project.targets.select_for_update() if locked else self.project.targets.all()
        return get_object_or_404(rows, pk=self.kwargs["target"])

    def get_object(self, queryset: Any = None) -> Target:
        return self.target

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the row before it is compared with what the form was opened on."""
        self.target = self._found(locked=True)
        return super().post(request, *args, **kwargs)

    def act(self, form: TargetForm) -> Target:
        return set_target(project=self.project, values=form.values(), target=self.target)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        remove = reverse("projects:target_remove", args=[self.project.pk, self.target.pk])
        return super().get_context_data(remove_url=remove, **kwargs)


class TargetRemove(OfProject, View):
    """Ta bort målet: one button, no form."""

    http_method_names = ["post", "options"]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.target = get_object_or_404(self.project.targets, pk=kwargs["target"])

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        remove_target(target=self.target)
        messages.success(request, _("Målet är borttaget. Det står kvar i historiken."))
        return redirect(self.get_success_url())


class CityGoalsEdit(OfProject, CaseWorkMixin, UpdateView):
    """``/projekt/<id>/budgetmal/``: which goals of the city budget the project answers to."""

    model, form_class = Project, CityGoalsForm
    title = gettext_lazy("Mål i stadens budget")
    success_message = gettext_lazy("Ändringen är sparad.")

    def get_object(self, queryset: Any = None) -> Project:
        return self.project

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the project, so that two who save at once are told of each other."""
        self.project = get_object_or_404(Project.objects.select_for_update(), pk=self.project.pk)
        return super().post(request, *args, **kwargs)

    def act(self, form: CityGoalsForm) -> Project:
        answer_to_goals(project=self.project, goals=form.cleaned_data["goals"])
        return self.project
