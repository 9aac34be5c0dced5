"""Det här ska ni redovisa: everything a project will be asked, on day one, and the sheet to fill."""

from typing import Any

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from portal.ui.requests import Asked
from portal.ui.views import Action, PageMixin
from projects import access
from projects.forms.reportplan import TemplateForm
from projects.forms.reportquestions import questions_of
from projects.models import OutcomeMeasure, ReportDuty
from projects.views.plan.lines import lines_of, withdrawn_of
from projects.views.project import ProjectPage


class ReportPlan(ProjectPage):
    """``/projekt/<id>/redovisningsplan/``: every period with its day, every question, the sheet."""

    template_name = "projects/report_plan.html"

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.title = _("Det här ska ni redovisa")
        self.may_plan = access.may_plan_reports(request.user, self.project)

    def breadcrumb(self):
        page = reverse("projects:project_detail", args=[self.project.pk])
        return [*super().breadcrumb(), (str(self.project), page)]

    def actions(self):
        if not self.may_plan:
            return []
        url = reverse("projects:duty_create", args=[self.project.pk])
        return [Action(_("Lägg till en redovisning"), url, icon="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, today = self.request.user, timezone.localdate()
        found = {
            "lines": list(lines_of(self.project, user=user, today=today, may_plan=self.may_plan)),
            "withdrawn": withdrawn_of(self.project),
            "groups": questions_of(list(OutcomeMeasure.objects.in_use())),
            "template_form": TemplateForm() if self.may_plan else None,
            "sheets": self._sheets(),
        }
        return super().get_context_data(**(found | kwargs))

    def _sheets(self) -> list[tuple[str, str]]:
        """The sheet of the project's own rows, for those who may read it in again."""
        if self.project.is_draft or not access.may_import_reports(self.request.user):
            return []
        return [(form.upper(), sheet_url(self.project.pk, form)) for form in ("xlsx", "csv")]


class ReportSheet(PageMixin, View):
    """``/projekt/<id>/redovisningsplan/<duty>/mall/``: the sheet, from the form of one of its reports."""

    http_method_names = ["get", "head", "options"]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        seen = ReportDuty.objects.for_user(request.user).filter(project=kwargs["pk"])
        self.duty = get_object_or_404(seen, pk=kwargs["duty"])

    def may(self) -> bool:
        return access.may_import_reports(self.request.user)

    def get(self, request: Asked, *args: Any, **kwargs: Any):
        return redirect(sheet_url(self.duty.project_id))


def sheet_url(project: int, form: str = "xlsx") -> str:
    """Where the template of reports lies, with all that is not in of one project."""
    return f"{reverse('imports:template', args=['redovisningar', form])}?projekt={project}"
