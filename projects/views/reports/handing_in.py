"""``.../lamna-in/``: what will be handed in, what is missing, what is asked; then a receipt."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from portal.ui.requests import Asked
from projects import access
from projects.domain.earlier import earlier_of, told_by
from projects.domain.handing_in import receiving_committee
from projects.domain.plausibility import say
from projects.domain.reportfilling import QUESTIONS, answered
from projects.domain.reporting import hand_in_draft
from projects.domain.trialling import try_hand_in
from projects.views.reports.content import ReportContent, named
from projects.views.reports.page import ReportPage
from projects.views.reports.wording import labels

FOLLOW_UP = "till-uppfoljning"  # the page of standing tables with text for the follow-up system


class ReportHandIn(ReportPage, TemplateView):
    """Nothing but the button hands in: the page tries, tells what it saw, and takes it back."""

    template_name = "projects/report_hand_in.html"

    def may(self) -> bool:
        return access.may_write_report(self.person, self.duty)

    @property
    def lede(self) -> str:
        return _("%(period)s. Läs igenom innan du lämnar in.") % {
            "period": self.period.heading(self.expected.last_day)
        }

    def breadcrumb(self):
        return [*super().breadcrumb(), (_("Utkastet"), self.url("report_edit"))]

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.may() and request.method in ("GET", "HEAD", "POST") and self.unsent is None:
            return redirect(self.url("report_receipt" if self.latest else "report_edit"))
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        report = self.begun()
        if request.POST.get("sedd") != seen(report):
            messages.error(request, _("Någon ändrade utkastet medan du läste. Läs igenom det igen."))
            return redirect(self.url("report_hand_in"))
        try:
            hand_in_draft(report=report, by=self.person, now=timezone.now())
        except ValidationError:
            return render(request, self.template_name, self.get_context_data(), status=200)
        return redirect(self.url("report_receipt"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.begun()
        told = told_by(report)
        trial = try_hand_in(report=report, by=self.person, now=timezone.now())
        earlier = earlier_of([self.duty])[self.duty.pk]
        done = answered(told)
        content = ReportContent(self.duty, report, earlier=earlier, compared=self.latest)
        found = {
            "content": content,
            "tables": named(content.tables, "t"),
            "missing": _missing(trial.refusal),
            "unreported": [title for key, title in QUESTIONS.items() if not done[key]],
            "questions": [say(each.rule, each.facts) for each in trial.questions],
            "seen": seen(report),
            "committee": receiving_committee(self.project.programme, on=self.today),
            "edit_url": self.url("report_edit"),
        }
        return super().get_context_data(**(found | kwargs))


class ReportReceipt(ReportPage, TemplateView):
    """``.../kvitto/``: what the district gets back: its own page for the nämnd, the text, the answer."""

    template_name = "projects/report_receipt.html"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in ("GET", "HEAD") and self.latest is None:
            return redirect(self.url("report_detail"))
        return super().dispatch(request, *args, **kwargs)

    @property
    def title(self) -> str:
        return _("Kvitto: redovisning för %(project)s") % {"project": self.project.title}

    @property
    def lede(self) -> str:
        return f"{self.period.title} ({self.period.written})."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        programme = self.project.programme
        found = {
            "report": self.latest,
            "follow_up_url": f"{reverse('summaries:table', args=[FOLLOW_UP])}?program={programme.slug}",
            "project_url": reverse("projects:project_detail", args=[self.project.pk]),
        }
        return super().get_context_data(**(found | kwargs))


def seen(report: Any) -> str:
    """A word for the draft as it stands: another when anybody has saved it."""
    return f"{report.pk}-{report.version}-{report.changed_at.timestamp()}"


def _missing(refusal: ValidationError | None) -> list[tuple[str, str, str]]:
    """(box, its label, what to do) for everything that stands in the way."""
    if refusal is None:
        return []
    if not hasattr(refusal, "error_dict"):
        return [("", "", words) for words in refusal.messages]
    named = labels()
    return [
        ("" if name == NON_FIELD_ERRORS or name not in named else f"id_{name}", named.get(name, ""), words)
        for name, messages in refusal.message_dict.items()
        for words in messages
    ]
