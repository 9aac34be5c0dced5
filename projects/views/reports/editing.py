"""``/projekt/<id>/redovisningar/<duty>/``: write the draft. It saves itself, and two who write are told."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import UpdateView, View

from portal.content.outcomes import only
from portal.deadlines.models import ExpectedReport
from portal.deadlines.receiving import lock_all
from portal.saved.formpage import SavesItself
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin
from projects import access
from projects.domain.earlier import Told, earlier_of, opening_among, told_by
from projects.domain.reportfilling import QUESTIONS, answered
from projects.domain.reporting import ReportCandidate, discard_draft, hand_in_reports, write_draft
from projects.domain.reportmoney import money_of
from projects.domain.reviewing import correct_report
from projects.forms.report import ReportForm
from projects.models import OutcomeMeasure, Report
from projects.views.reports.page import ReportPage

OPEN = (ExpectedReport.State.AWAITED, ExpectedReport.State.RETURNED)
FORWARD = "granska"  # the button that saves and goes on to Lämna in


class ReportFormPage(SavesItself, ReportPage, CaseWorkMixin, UpdateView):
    """What writing and correcting have in common: the boxes, and what stands beside them."""

    model, form_class = Report, ReportForm
    template_name = "projects/report_form.html"
    corrects = False

    @cached_property
    def earlier(self) -> Told:
        return earlier_of([self.duty])[self.duty.pk]

    @property
    def told(self) -> Told:
        """What is said already: the boxes begin so."""
        return opening_among(self.versions, self.duty, self.earlier)

    def get_object(self, queryset: Any = None) -> Report:
        return self.unsent or Report(duty=self.duty)

    def get_initial(self) -> dict[str, Any]:
        """What somebody had typed goes to the form beside the initial values: it is not stored yet."""
        kept, stored = super().get_initial(), self.object.changed_at
        self.kept = kept if self.draft and (stored is None or self.draft.saved_at > stored) else {}
        return {}

    def get_form_kwargs(self) -> dict[str, Any]:
        found = {
            "measures": list(OutcomeMeasure.objects.in_use()),
            "told": self.told,
            "earlier": self.earlier,
        }
        return super().get_form_kwargs() | found | {"corrects": self.corrects, "kept": self.kept}

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the report before it is compared with what the form was opened on."""
        lock_all([self.duty.expected_id])
        self.load()
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["form"] = kwargs.get("form") or self.get_form()
        told, done = self.told, answered(self.told)
        found = {
            "money": money_of(self.duty, spent=told.plain["spent"], forecast=told.plain["forecast"]),
            "questions": [(title, done[key]) for key, title in QUESTIONS.items()],
            "done": sum(done.values()),
            "kept": self.kept,
            "corrects": self.corrects,
            "extension_url": reverse("projects:extension_create", args=[self.duty.pk]),
            "sheet_url": reverse("projects:report_sheet", args=[self.project.pk, self.duty.pk]),
            "can_discard": self.unsent is not None,
        }
        return super().get_context_data(**(found | kwargs))


class ReportEdit(ReportFormPage):
    """The draft of the duty's next version; who may not write it is refused, what is in is read instead."""

    def may(self) -> bool:
        return access.may_write_report(self.person, self.duty)

    @property
    def corrects(self) -> bool:
        return self.unsent is not None and bool(self.unsent.correction_reason)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        written = self.expected.state in OPEN or (self.unsent and self.unsent.correction_reason)
        if self.may() and not written and request.method in ("GET", "HEAD", "POST"):
            return redirect(self.url("report_detail"))
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: ReportForm) -> Report:
        now = timezone.now()
        return write_draft(
            duty=self.duty, values=form.values(), counts=form.counts(), by=self.person, now=now
        )

    @property
    def success_message(self) -> str:
        if FORWARD in self.request.POST:
            return ""
        clock = f"{timezone.localtime():%H.%M}"
        return _("Utkastet är sparat kl. %(clock)s. Bara din egen förvaltning ser det.") % {"clock": clock}

    def get_success_url(self) -> str:
        return self.url("report_hand_in" if FORWARD in self.request.POST else "report_edit")


class ReportCorrect(ReportFormPage):
    """``.../ratta/``: correct what is in, with a reason. The district by a draft, the coordinator at once."""

    corrects = True
    title_words = gettext_lazy("Rätta redovisningen för %(project)s")

    def may(self) -> bool:
        handed_in = self.expected.state not in OPEN and self.latest is not None
        return handed_in and access.may_correct_report(self.person, self.duty)

    @property
    def title(self) -> str:
        return str(self.title_words) % {"project": self.project.title}

    @property
    def told(self) -> Told:
        return told_by(self.latest)

    @property
    def by_district(self) -> bool:
        return access.may_write_report(self.person, self.duty)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        begun = self.unsent is not None and bool(self.unsent.correction_reason)
        if self.may() and begun and request.method in ("GET", "HEAD", "POST"):
            return redirect(self.url("report_edit"))
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, queryset: Any = None) -> Report:
        """The version that is corrected, so that a newer one that comes meanwhile is not overwritten."""
        return self.latest

    def act(self, form: ReportForm) -> Report:
        now, values = timezone.now(), form.values()
        if not self.by_district:
            candidate = ReportCandidate(self.duty, values, form.counts())
            return only(hand_in_reports([candidate], by=self.person, now=now))
        reason = values.pop("correction_reason")
        correct_report(report=self.get_object(), reason=reason, by=self.person, now=now)
        return write_draft(duty=self.duty, values=values, counts=form.counts(), by=self.person, now=now)

    @property
    def success_message(self) -> str:
        if self.by_district:
            return ""
        return _("Rättelsen är inlämnad som en ny version. Skillnaden står på sidan.")

    def get_success_url(self) -> str:
        return self.url("report_hand_in" if self.by_district else "report_detail")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"at_once": not self.by_district} | kwargs))


class ReportDiscard(ReportPage, View):
    """``.../slang/``: throw the draft away. What is handed in stays."""

    http_method_names = ["post"]

    def may(self) -> bool:
        return access.may_write_report(self.person, self.duty)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.unsent:
            discard_draft(report=self.unsent)
            messages.success(request, _("Utkastet är borttaget. Det som är inlämnat står kvar."))
        return redirect(self.url("report_detail"))
