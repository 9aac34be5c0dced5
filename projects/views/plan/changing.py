"""The coordinator's hand on what a project is to report: the template, a date by hand, a wrong row."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, View

from portal.deadlines.expecting import period_of_report
from portal.periods import Period
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin, PageMixin
from projects import access
from projects.domain.expecting import expect_on_day, expect_project_reports
from projects.domain.withdrawing import withdraw_duty
from projects.forms.reportplan import DutyForm, TemplateForm, WithdrawForm, periods_offered
from projects.models import DutyWithdrawal, Project, ReportDuty
from projects.views.plan.lines import duties_of

MOST_YEARS = 6  # offered in one list


class OfPlan(PageMixin):
    """What these have in common: the project must be one the reader may see (404), then the right (403)."""

    request: Asked
    kwargs: dict[str, Any]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Project.objects.for_user(request.user).select_related("programme", "lead", "case")
        self.project = get_object_or_404(rows, pk=kwargs["pk"])
        self.cancel_url = reverse("projects:report_plan", args=[self.project.pk])

    def may(self) -> bool:
        return access.may_plan_reports(self.request.user, self.project)

    @property
    def lede(self) -> str:
        return str(self.project)

    def breadcrumb(self):
        page = reverse("projects:project_detail", args=[self.project.pk])
        return [
            (_("Projekt"), reverse("projects:project_list")),
            (str(self.project), page),
            (_("Det här ska ni redovisa"), self.cancel_url),
        ]

    def get_success_url(self) -> str:
        return self.cancel_url


class DutyCreate(OfPlan, CaseWorkMixin, FormView):
    """``/projekt/<id>/redovisningsplan/ny/``: a date by hand."""

    form_class = DutyForm
    title, submit_label = gettext_lazy("Lägg till en redovisning"), gettext_lazy("Lägg till redovisningen")
    success_message = gettext_lazy("Redovisningen väntas. Den som ska redovisa ser den nu.")

    def get_form_kwargs(self) -> dict[str, Any]:
        asked = [period_of_report(duty.expected) for duty in duties_of(self.project)]
        return super().get_form_kwargs() | {"periods": periods_offered(self._years(asked), asked=asked)}

    def _years(self, asked: list[Period]) -> range:
        """From the project's first year, or last year, to a year after its end."""
        today, named = timezone.localdate(), [each.year for each in asked]
        named += [day.year for day in (self.project.starts_on, self.project.ends_on) if day]
        first, last = min([today.year - 1, *named]), max([today.year, *named])
        return range(max(first, last - MOST_YEARS), last + 2)

    def act(self, form: DutyForm) -> ReportDuty:
        return expect_on_day(project=self.project, today=timezone.localdate(), **form.cleaned_data)


class DutyWithdraw(OfPlan, CaseWorkMixin, FormView):
    """``/projekt/<id>/redovisningsplan/<duty>/ta-bort/``: asked for by mistake, and not yet due."""

    form_class = WithdrawForm
    title = submit_label = gettext_lazy("Ta bort redovisningen")
    success_message = gettext_lazy("Redovisningen begärs inte längre. Skälet står kvar.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        duties = ReportDuty.objects.filter(project=self.project).select_related("expected", "project")
        self.duty = get_object_or_404(duties, pk=kwargs["duty"])

    @property
    def lede(self) -> str:
        expected = self.duty.expected
        return f"{self.project}. {period_of_report(expected).heading(expected.last_day)}."

    def act(self, form: WithdrawForm) -> DutyWithdrawal:
        reason, by = form.cleaned_data["reason"], self.request.user
        return withdraw_duty(duty=self.duty, reason=reason, by=by, now=timezone.now())


class TemplateStart(OfPlan, View):
    """Lägg upp enligt årshjulet: ask for what the grants lead to, of one kind of period. A button."""

    http_method_names = ["post", "options"]

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        form = TemplateForm(request.POST)
        if form.is_valid():
            kind, today = form.cleaned_data["kind"], timezone.localdate()
            self._say(len(expect_project_reports(project=self.project, today=today, kind=kind)))
        else:
            messages.error(request, _("Välj vilken sorts period redovisningarna följer."))
        return redirect(self.cancel_url)

    def _say(self, count: int) -> None:
        if count:
            words = ngettext("%(count)s redovisning väntas nu.", "%(count)s redovisningar väntas nu.", count)
            messages.success(self.request, words % {"count": count})
            return
        words = _(
            "Ingen redovisning lades till. Projektet har inga beviljade medel för tid som kommer, "
            "årshjulet saknar sådana perioder, eller så väntas de redan."
        )
        messages.warning(self.request, words)
