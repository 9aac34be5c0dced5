"""Papers of an application or a project: add one, open one, take one away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from portal.comments.access import authorities_of
from portal.files.serving import serve
from portal.organisation.models import User
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin, PageMixin
from projects import access
from projects.domain.attaching import attach, detach
from projects.forms.attachment import AttachmentForm
from projects.models import Application, Attachment, Project

Thing = Application | Project


@dataclass(frozen=True)
class Papers:
    """The papers of a page that its reader may open, and where more are added ("" when they may not)."""

    found: Sequence[Attachment]
    add_url: str
    may_remove: bool


def papers_of(thing: Thing, user: User) -> Papers:
    """What ``_attachments.html`` shows of ``thing``, which the page has found for ``user``: one query."""
    rows = thing.attachments.for_user(user).select_related("file", "authority", "added_by")
    may = access.may_attach(user, thing)
    kind = "application" if isinstance(thing, Application) else "project"
    add = reverse(f"projects:{kind}_attach", args=[thing.pk]) if may else ""
    return Papers(rows.order_by("-added_at", "-pk"), add, may and thing.is_draft)


def page_of(thing: Thing) -> str:
    kind = "application" if isinstance(thing, Application) else "project"
    return reverse(f"projects:{kind}_detail", args=[thing.pk])


class AttachPage(CaseWorkMixin, FormView):
    """``/projekt/<id>/bilagor/ny/`` and ``/projekt/ansokningar/<id>/bilagor/ny/``"""

    form_class = AttachmentForm
    title, submit_label = gettext_lazy("Lägg till en bilaga"), gettext_lazy("Spara bilagan")
    success_message = gettext_lazy("Bilagan är sparad.")
    model: Any = None
    request: Asked
    kwargs: dict[str, Any]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = self.model.objects.for_user(request.user).select_related("lead")
        self.thing = get_object_or_404(rows, pk=kwargs["pk"])
        self.cancel_url = page_of(self.thing)

    def may(self) -> bool:
        return access.may_attach(self.request.user, self.thing)

    @property
    def lede(self) -> str:
        return str(self.thing)

    def breadcrumb(self):
        return [(_("Projekt"), reverse("projects:project_list")), (str(self.thing), self.cancel_url)]

    def get_form_kwargs(self) -> dict[str, Any]:
        authorities = authorities_of(self.request.user, today=timezone.localdate())
        return super().get_form_kwargs() | {"authorities": authorities}

    def act(self, form: AttachmentForm) -> Attachment:
        said = form.cleaned_data
        return attach(
            to=self.thing,
            name=said["file"].name,
            content=form.content,
            title=said["title"],
            is_internal=said["is_internal"],
            authority=said["authority"],
            by=self.request.user,
            now=timezone.now(),
        )

    def get_success_url(self) -> str:
        return f"{self.cancel_url}#bilagor"


class ApplicationAttach(AttachPage):
    model = Application


class ProjectAttach(AttachPage):
    model = Project


class OneAttachment(PageMixin, View):
    """A paper the reader may see: else 404."""

    request: Asked

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Attachment.objects.for_user(request.user).select_related("file", "application", "project")
        self.attachment = get_object_or_404(rows, pk=kwargs["pk"])


class AttachmentFile(OneAttachment):
    """``/projekt/bilagor/<id>/``: the file, never shown in place."""

    http_method_names = ["get", "head"]

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return serve(self.attachment.file)


class AttachmentRemove(OneAttachment):
    """``/projekt/bilagor/<id>/ta-bort/``"""

    http_method_names = ["post"]

    def may(self) -> bool:
        return access.may_detach(self.request.user, self.attachment)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        page = page_of(self.attachment.application or self.attachment.project)
        try:
            detach(attachment=self.attachment)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Bilagan är borttagen."))
        return redirect(f"{page}#bilagor")
