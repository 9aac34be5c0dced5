"""Register what the nämnder granted a project, and put a grant right."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, FormView, UpdateView

from portal.money import write_tkr
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin
from projects import access
from projects.domain.granting import GrantCandidate, grant_fund
from projects.domain.ungranting import remove_grant
from projects.forms import GrantForm
from projects.forms.grant import WhyForm
from projects.models import Grant, Project


class GrantFormPage(CaseWorkMixin):
    """What granting and correcting have in common. The project must be one the reader may see: else 404."""

    model, form_class = Grant, GrantForm
    template_name = "projects/grant_form.html"
    request: Asked
    kwargs: dict[str, Any]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Project.objects.for_user(request.user).select_related("programme", "lead")
        self.project = get_object_or_404(rows, pk=kwargs["pk"])
        self.cancel_url = reverse("projects:project_detail", args=[self.project.pk])

    def may(self) -> bool:
        return access.may_grant(self.request.user, self.project)

    @property
    def lede(self) -> str:
        return str(self.project)

    def breadcrumb(self):
        return [(_("Projekt"), reverse("projects:project_list")), (str(self.project), self.cancel_url)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"project": self.project}

    def candidate(self, form: GrantForm, grant: Grant | None = None) -> GrantCandidate:
        return GrantCandidate(self.project, form.cleaned_data["number"], form.values(), grant)

    def get_success_url(self) -> str:
        return f"{self.cancel_url}#medel"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(project=self.project, **kwargs)


class GrantCreate(GrantFormPage, CreateView):
    """``/projekt/<id>/medel/nytt/``"""

    title, submit_label = gettext_lazy("Lägg till ett beslut"), gettext_lazy("Spara beslutet")
    success_message = gettext_lazy("Beslutet är sparat. Beloppet är delat mellan nämnderna.")

    def get_initial(self) -> dict[str, Any]:
        last = self.project.grants.aggregate(last=Max("number"))["last"] or 0
        kind = Grant.Kind.EXTENSION if last else Grant.Kind.INITIAL
        return super().get_initial() | {"number": last + 1, "kind": kind}

    def act(self, form: GrantForm) -> Grant:
        return grant_fund(self.candidate(form), today=timezone.localdate())


class GrantEdit(GrantFormPage, UpdateView):
    """``/projekt/<id>/medel/<grant>/andra/``: a grant written wrong is put right, with a reason."""

    title = gettext_lazy("Ändra beslutet")
    success_message = gettext_lazy("Ändringen är sparad.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.grant = self._found()

    def _found(self, *, locked: bool = False) -> Grant:
        rows = self.project.grants.select_for_update() if locked else self.project.grants.all()
        return get_object_or_404(rows, pk=self.kwargs["grant"])

    def get_object(self, queryset: Any = None) -> Grant:
        return self.grant

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the row before it is compared with what the form was opened on."""
        self.grant = self._found(locked=True)
        return super().post(request, *args, **kwargs)

    def act(self, form: GrantForm) -> Grant:
        today = timezone.localdate()
        return grant_fund(self.candidate(form, self.grant), why=form.cleaned_data["why"], today=today)


class GrantRemove(CaseWorkMixin, FormView):
    """``/projekt/<id>/medel/<grant>/ta-bort/``: written by mistake, taken away with a reason."""

    form_class = WhyForm
    title, submit_label = gettext_lazy("Ta bort beslutet"), gettext_lazy("Ta bort beslutet")
    success_message = gettext_lazy("Beslutet är borttaget. Det står kvar i historiken.")
    request: Asked

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.project = get_object_or_404(Project.objects.for_user(request.user), pk=kwargs["pk"])
        self.grant = get_object_or_404(self.project.grants.all(), pk=kwargs["grant"])
        self.cancel_url = reverse("projects:project_detail", args=[self.project.pk])

    def may(self) -> bool:
        return access.may_grant(self.request.user, self.project)

    @property
    def lede(self) -> str:
        words = {
            "project": self.project,
            "year": self.grant.year or _("år okänt"),
            "tkr": write_tkr(self.grant.amount),
        }
        return (
            _("%(project)s: %(tkr)s tkr, %(year)s. Gör det bara när beslutet skrevs in av misstag.") % words
        )

    def breadcrumb(self):
        return [(_("Projekt"), reverse("projects:project_list")), (str(self.project), self.cancel_url)]

    def act(self, form: WhyForm) -> None:
        remove_grant(grant=self.grant, why=form.cleaned_data["why"])

    def get_success_url(self) -> str:
        return f"{self.cancel_url}#medel"
