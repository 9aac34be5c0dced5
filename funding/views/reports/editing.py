"""``.../redovisningar/<duty>/``: write the draft. It saves itself, and two who write are told."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import UpdateView, View

from funding import access
from funding.domain.earlier import Told, history_of, opening_among, told_by
from funding.domain.reporting import discard_draft, write_draft
from funding.domain.reportwriting import load_kinds
from funding.domain.reviewing import correct_report
from funding.forms.reporting import PartyReportForm
from funding.models import PartyReport
from funding.views.reports.page import ReportPage
from funding.views.reports.yearmoney import year_money
from portal.deadlines.models import ExpectedReport
from portal.deadlines.receiving import lock_all
from portal.saved.formpage import SavesItself
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin

OPEN = (ExpectedReport.State.AWAITED, ExpectedReport.State.RETURNED)
FORWARD = "granska"  # the button that saves and goes on to Lämna in


class ReportFormPage(SavesItself, ReportPage, CaseWorkMixin, UpdateView):
    """What writing and correcting have in common: the boxes, and what stands beside them."""

    model, form_class = PartyReport, PartyReportForm
    template_name = "funding/report_form.html"
    corrects = False

    @cached_property
    def before(self) -> list[Told]:
        return history_of([self.duty])[self.duty.pk]

    @property
    def told(self) -> Told:
        """What is said already: the boxes begin so."""
        return opening_among(self.versions, self.duty)

    def may(self) -> bool:
        return access.may_report(self.person, self.party)

    def get_object(self, queryset: Any = None) -> PartyReport:
        return self.unsent or PartyReport(duty=self.duty)

    def get_initial(self) -> dict[str, Any]:
        """What somebody had typed goes to the form beside the initial values: it is not stored yet."""
        kept, stored = super().get_initial(), self.object.changed_at
        self.kept = kept if self.draft and (stored is None or self.draft.saved_at > stored) else {}
        return {}

    def get_form_kwargs(self) -> dict[str, Any]:
        found = {
            "kinds": list(load_kinds().values()),
            "told": self.told,
            "earlier": self.before[-1] if self.before else Told(),
            "corrects": self.corrects,
        }
        # Asked for first: it is get_initial that finds what was kept.
        return super().get_form_kwargs() | found | {"kept": self.kept}

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the report before it is compared with what the form was opened on."""
        lock_all([self.duty.expected_id])
        self.load()
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["form"] = kwargs.get("form") or self.get_form()
        found = {
            "money": year_money(self.duty, self.told, self.before),
            "kept": self.kept,
            "corrects": self.corrects,
            "extension_url": self.url("extension_create"),
            "can_discard": self.unsent is not None,
        }
        return super().get_context_data(**(found | kwargs))


class ReportEdit(ReportFormPage):
    """The draft of the duty's next version; what is in is read instead."""

    @property
    def corrects(self) -> bool:
        return self.unsent is not None and bool(self.unsent.correction_reason)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.may() and not self._is_writable() and request.method in ("GET", "HEAD", "POST"):
            return redirect(self.url("report_detail"))
        return super().dispatch(request, *args, **kwargs)

    def _is_writable(self) -> bool:
        return self.expected.state in OPEN or self.corrects

    def act(self, form: PartyReportForm) -> PartyReport:
        return write_draft(duty=self.duty, values=form.values(), by=self.person, now=timezone.now())

    @property
    def success_message(self) -> str:
        if FORWARD in self.request.POST:
            return ""
        clock = f"{timezone.localtime():%H.%M}"
        return _("Utkastet är sparat kl. %(clock)s. Bara din egen förvaltning ser det.") % {"clock": clock}

    def get_success_url(self) -> str:
        return self.url("report_hand_in" if FORWARD in self.request.POST else "report_edit")


class ReportCorrect(ReportFormPage):
    """``.../ratta/``: correct what is in, with a reason, by a draft of the next version."""

    corrects = True

    def may(self) -> bool:
        handed_in = self.expected.state not in OPEN and self.latest is not None
        return handed_in and access.may_correct_report(self.person, self.party)

    @property
    def title(self) -> str:
        return _("Rätta redovisningen från %(party)s") % {"party": self.party}

    @property
    def told(self) -> Told:
        return told_by(self.latest)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        begun = self.unsent is not None and bool(self.unsent.correction_reason)
        if self.may() and begun and request.method in ("GET", "HEAD", "POST"):
            return redirect(self.url("report_edit"))
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, queryset: Any = None) -> PartyReport:
        """The version that is corrected, so that a newer one that comes meanwhile is not overwritten."""
        return self.latest

    def act(self, form: PartyReportForm) -> PartyReport:
        values = form.values()
        correct_report(report=self.get_object(), reason=values.pop("correction_reason"))
        return write_draft(duty=self.duty, values=values, by=self.person, now=timezone.now())

    def get_success_url(self) -> str:
        return self.url("report_hand_in")


class ReportDiscard(ReportPage, View):
    """``.../slang/``: throw the draft away. What is handed in stays."""

    http_method_names = ["post"]

    def may(self) -> bool:
        return access.may_report(self.person, self.party)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.unsent:
            discard_draft(report=self.unsent)
            messages.success(request, _("Utkastet är borttaget. Det som är inlämnat står kvar."))
        return redirect(self.url("report_detail"))
