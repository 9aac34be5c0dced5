"""Register a project, change it, and hand a draft in."""

from contextlib import nullcontext
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, UpdateView, View

from portal.history.context import because
from portal.organisation.models import User
from portal.saved.formpage import SavesItself
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin, PageMixin
from projects import access
from projects.domain.candidates import ProjectCandidate
from projects.domain.handing_in import hand_in_project
from projects.domain.registering import register_project
from projects.forms import ProjectForm
from projects.models import Programme, Project
from projects.models.following import followed_programmes


class ProjectFormPage(CaseWorkMixin):
    """What registering and changing have in common."""

    model, form_class = Project, ProjectForm
    template_name = "projects/project_form.html"

    is_draft: Any  # whether what is saved is seen by the own administration only
    programme: Any

    @property
    def person(self) -> User:
        return self.request.user

    def get_form_kwargs(self) -> dict[str, Any]:
        found = {"user": self.request.user, "today": timezone.localdate(), "programme": self.programme}
        return super().get_form_kwargs() | found

    def candidate(self, form: ProjectForm) -> ProjectCandidate:
        programme = form.cleaned_data.get("programme") or self.programme
        project = form.instance if form.instance.pk else None
        return ProjectCandidate(programme, form.cleaned_data["number"], form.values(), project)

    def breadcrumb(self):
        return [(_("Projekt"), reverse("projects:project_list"))]

    def get_success_url(self) -> str:
        return reverse("projects:project_detail", args=[self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(is_draft=self.is_draft, **kwargs)


class ProjectCreate(SavesItself, ProjectFormPage, CreateView):
    """``/projekt/nytt/``: the coordinator registers for the nämnd, a district its own draft."""

    title = gettext_lazy("Registrera projekt")

    def may(self) -> bool:
        return access.may_register_project(self.person)

    @property
    def is_draft(self) -> bool:
        return not access.registers_at_once(self.person)

    @property
    def submit_label(self) -> str:
        return _("Spara utkast") if self.is_draft else _("Registrera projektet")

    @property
    def success_message(self) -> str:
        if self.is_draft:
            return _("Utkastet är sparat. Bara din egen förvaltning ser det tills du lämnar in det.")
        return _("Projektet är registrerat.")

    @property
    def cancel_url(self) -> str:
        return reverse("projects:project_list")

    @cached_property
    def programme(self) -> Programme | None:
        """The programme asked for by its address, or the newest followed, to begin with."""
        asked = self.request.GET.get("program", "")
        newest = list(Programme.objects.newest_first())
        found = [each for each in newest if each.slug == asked]
        followed = list(followed_programmes(self.person)[:1])
        return next(iter(found or followed or newest), None)

    def get_initial(self) -> dict[str, Any]:
        return {"programme": self.programme} | super().get_initial()

    def act(self, form: ProjectForm) -> Project:
        now = timezone.now()
        return register_project(self.candidate(form), by=self.person, now=now, draft=self.is_draft)


class ProjectEdit(ProjectFormPage, UpdateView):
    """``/projekt/<id>/andra/``: two who save at once are told of each other."""

    success_message = gettext_lazy("Ändringen är sparad.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.project = self._found()
        self.title = _("Ändra %(project)s") % {"project": self.project}

    def _found(self, *, locked: bool = False) -> Project:
        rows = Project.objects.for_user(self.request.user).select_related("programme", "case", "continues")
        rows = rows.select_for_update(of=("self",)) if locked else rows
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def may(self) -> bool:
        return access.may_edit_project(self.request.user, self.project)

    @property
    def is_draft(self) -> bool:
        return self.project.is_draft

    @property
    def programme(self) -> Programme:
        return self.project.programme

    @property
    def cancel_url(self) -> str:
        return reverse("projects:project_detail", args=[self.project.pk])

    def get_object(self, queryset: Any = None) -> Project:
        return self.project

    def breadcrumb(self):
        return [*super().breadcrumb(), (str(self.project), self.cancel_url)]

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the row before it is compared with what the form was opened on."""
        self.project = self._found(locked=True)
        return super().post(request, *args, **kwargs)

    def act(self, form: ProjectForm) -> Project:
        why = form.cleaned_data.get("why", "")
        with because(why) if why else nullcontext():
            return register_project(self.candidate(form), by=self.person, now=timezone.now())


class ProjectHandIn(PageMixin, View):
    """Lämna in: from that second the programme's nämnd has it, and it cannot be taken back."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Project.objects.for_user(request.user).select_related("programme__case", "continues")
        self.project = get_object_or_404(rows, pk=kwargs["pk"])

    def may(self) -> bool:
        pressed_twice = self.project.submitted_by_id == self.request.user.pk
        return pressed_twice or access.may_hand_in_project(self.request.user, self.project)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            project = hand_in_project(project=self.project, by=request.user, now=timezone.now())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            words = _(
                "Projektet är inlämnat. Mottaget av %(committee)s kl. %(time)s. Nu är det en allmän handling."
            )
            time = f"{timezone.localtime(project.submitted_at):%H.%M}"
            messages.success(request, words % {"committee": project.received_by.as_committee, "time": time})
        return redirect("projects:project_detail", pk=self.project.pk)
