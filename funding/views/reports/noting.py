"""What is noted in a report's ledger: reminders by hand, promises, excuses, escalations, and uppskov."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from funding import access
from funding.views.reports.page import ReportPage
from portal.deadlines.access import may_ask_extension
from portal.deadlines.extending import ask_extension, grant_extension, refuse_extension
from portal.deadlines.ledgerforms import (
    DayForm,
    EscalationForm,
    ExcuseForm,
    ExtensionAnswerForm,
    ExtensionForm,
    PromiseForm,
    ReminderForm,
)
from portal.deadlines.models import Extension, Promise, Reminder
from portal.deadlines.noting import note_reminder
from portal.deadlines.promising import escalate, note_excuse, note_promise, withdraw_promise
from portal.ui.views import CaseWorkMixin


class LedgerPage(ReportPage, CaseWorkMixin, FormView):
    """A form that notes one thing in the ledger."""

    def get_initial(self) -> dict[str, Any]:
        found = super().get_initial()
        return {"on": self.today} | found if "on" in self.form_class.base_fields else found

    @property
    def lede(self) -> str:
        return f"{self.agreement}, {self.party}, {self.period.title}"

    @property
    def cancel_url(self) -> str:
        return self.url("duty_detail")

    def get_success_url(self) -> str:
        return f"{self.cancel_url}#liggare"

    def breadcrumb(self):
        return [*super().breadcrumb(), (self.period.title, self.cancel_url)]


class NotingForm(LedgerPage):
    """The officer's; what is noted is read by the party too, and the form says so."""

    template_name = "funding/duty_note.html"

    def may(self) -> bool:
        return access.may_follow_reports(self.person)

    def said(self, form: Any) -> dict[str, Any]:
        """What every note has: about what, by whom, and which day is today."""
        return form.cleaned_data | {"expected": self.expected, "by": self.person, "today": self.today}


class ReminderCreate(NotingForm):
    form_class = ReminderForm
    title, submit_label = _("Notera påminnelse"), _("Spara påminnelsen")
    success_message = _("Påminnelsen är noterad.")

    def act(self, form: ReminderForm) -> Reminder:
        return note_reminder(**self.said(form))


class PromiseCreate(NotingForm):
    form_class = PromiseForm
    title, submit_label = _("Notera löfte"), _("Spara löftet")
    success_message = _("Löftet är noterat. Sista dagen är densamma.")

    def act(self, form: PromiseForm) -> Promise:
        return note_promise(**self.said(form))


class ExcuseCreate(NotingForm):
    form_class = ExcuseForm
    title, submit_label = _("Notera förklaring"), _("Spara förklaringen")
    success_message = _("Förklaringen är noterad. Sista dagen är densamma.")

    def act(self, form: ExcuseForm) -> Promise:
        return note_excuse(**self.said(form))


class EscalationCreate(NotingForm):
    form_class = EscalationForm
    title, submit_label = _("Lyft till chef"), _("Spara")
    success_message = _("Det är noterat att frågan är lyft.")

    def act(self, form: EscalationForm) -> Promise:
        return escalate(**self.said(form))


class PromiseWithdraw(NotingForm):
    form_class = DayForm
    title, submit_label = _("Löftet togs tillbaka"), _("Spara")
    success_message = _("Det är noterat att löftet togs tillbaka.")

    def load(self) -> None:
        super().load()
        self.promise = get_object_or_404(self.expected.promises, pk=self.kwargs["promise"])

    def act(self, form: DayForm) -> Promise:
        return withdraw_promise(promise=self.promise, on=form.cleaned_data["on"], today=self.today)


class ExtensionCreate(LedgerPage):
    """The party's own people ask."""

    form_class = ExtensionForm
    template_name = "funding/extension_form.html"
    title, submit_label = _("Begär uppskov"), _("Skicka begäran")
    success_message = _("Begäran är skickad till handläggaren. Den gamla dagen gäller tills du får svar.")

    def may(self) -> bool:
        return may_ask_extension(self.person, self.expected)

    def act(self, form: ExtensionForm) -> Extension:
        said = form.cleaned_data
        return ask_extension(
            expected=self.expected,
            to=said["asked_to"],
            reason=said["reason"],
            by=self.person,
            now=timezone.now(),
        )


class ExtensionAnswer(LedgerPage):
    """The officer grants or refuses."""

    form_class = ExtensionAnswerForm
    template_name = "funding/extension_form.html"
    title, submit_label = _("Svara på uppskov"), _("Skicka svaret")
    success_message = _("Svaret är skickat.")

    def load(self) -> None:
        super().load()
        rows = self.expected.extensions.select_related("asked_by")
        self.extension = get_object_or_404(rows, pk=self.kwargs["extension"])

    def may(self) -> bool:
        return access.may_follow_reports(self.person)

    def act(self, form: ExtensionAnswerForm) -> Extension:
        answer = {"by": self.person, "now": timezone.now(), "answer": form.cleaned_data["answer"]}
        act = grant_extension if form.cleaned_data["granted"] == "ja" else refuse_extension
        return act(extension=self.extension, **answer)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(extension=self.extension, **kwargs)
