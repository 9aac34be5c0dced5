"""``.../lamna-in/``: what will be handed in, what is missing, what is asked; then a receipt."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from funding import access
from funding.domain.earlier import history_of, told_by
from funding.domain.questioning import questions
from funding.domain.receiving import receiving_committee
from funding.domain.reporting import hand_in_draft
from funding.domain.trialling import try_hand_in
from funding.views.reports.content import ReportContent
from funding.views.reports.page import ReportPage
from funding.views.reports.wording import labels
from funding.views.reports.yearmoney import year_money
from portal.ui.requests import Asked


class ReportHandIn(ReportPage, TemplateView):
    """Nothing but the button hands in: the page tries, tells what it saw, and takes it back."""

    template_name = "funding/report_hand_in.html"

    def may(self) -> bool:
        return access.may_report(self.person, self.party)

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
        told, before = told_by(report), history_of([self.duty])[self.duty.pk]
        content = ReportContent(self.duty, told, before, told_by(self.latest))
        refusal = try_hand_in(report=report, by=self.person, now=timezone.now())
        found = {
            "content": content,
            "tables": content.named(content.tables),
            "money": year_money(self.duty, told, before),
            "missing": _missing(refusal),
            "questions": questions(
                told.values, before=before, period=self.period, is_host=self.party.is_host
            ),
            "seen": seen(report),
            "committee": receiving_committee(self.agreement, on=self.today),
            "edit_url": self.url("report_edit"),
        }
        return super().get_context_data(**(found | kwargs))


class ReportReceipt(ReportPage, TemplateView):
    """``.../kvitto/``: that it is received, by whom, and the officer's answer."""

    template_name = "funding/report_receipt.html"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.may() and request.method in ("GET", "HEAD") and self.latest is None:
            return redirect(self.url("report_detail"))
        return super().dispatch(request, *args, **kwargs)

    @property
    def title(self) -> str:
        return _("Kvitto: redovisning från %(party)s") % {"party": self.party}

    @property
    def lede(self) -> str:
        return f"{self.agreement}. {self.period.title} ({self.period.written})."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"report": self.latest} | kwargs))


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
        for name, said in refusal.message_dict.items()
        for words in said
    ]
