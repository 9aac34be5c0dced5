"""What every page about one report's chase has in common: the duty, where it lies, and who may."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView

from portal.deadlines.expecting import period_of_report
from portal.deadlines.models import ExpectedReport
from portal.organisation.models import User
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin, PageMixin
from projects.models import Project, ReportDuty
from projects.models.chasing import chased
from projects.views.chase.columns import duty_path


class DutyPage(PageMixin):
    """``<duty>`` must be one whose chase the reader may follow: else 404."""

    kwargs: dict[str, Any]
    related: tuple[str, ...] = ("expected__organisation",)

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # the view's own
        rows = chased(request.user).select_related("project__programme", "project__lead", *self.related)
        duty = rows.filter(pk=kwargs["duty"]).prefetch_related(*self.prefetched()).first()
        if duty is None:
            raise Http404
        self.duty: ReportDuty = duty

    def prefetched(self) -> list[Any]:
        return []

    @property
    def user(self) -> User:
        return self.request.user

    @property
    def expected(self) -> ExpectedReport:
        return self.duty.expected

    @property
    def project(self) -> Project:
        return self.duty.project

    @property
    def address(self) -> str:
        return duty_path(self.duty.pk)

    @property
    def name(self) -> str:
        return f"{self.project}, {period_of_report(self.expected).title}"

    def breadcrumb(self):
        programme = f"{reverse('projects:duty_list')}?program={self.project.programme.slug}"
        return [(_("Projekt"), reverse("projects:project_list")), (_("Redovisningar"), programme)]


class ChaseForm(DutyPage, CaseWorkMixin, FormView):
    """A form that notes one thing in the ledger."""

    def get_initial(self) -> dict[str, Any]:
        found = super().get_initial()
        return {"on": timezone.localdate()} | found if "on" in self.form_class.base_fields else found

    @property
    def lede(self) -> str:
        return self.name

    @property
    def cancel_url(self) -> str:
        return self.address

    def get_success_url(self) -> str:
        return f"{self.address}#liggare"

    def breadcrumb(self):
        return [*super().breadcrumb(), (self.name, self.address)]
