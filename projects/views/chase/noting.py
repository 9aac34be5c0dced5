"""What the coordinator notes in a report's ledger: reminders by hand, promises, excuses, escalations."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.deadlines.access import may_chase
from portal.deadlines.ledgerforms import DayForm, EscalationForm, ExcuseForm, PromiseForm, ReminderForm
from portal.deadlines.models import Promise, Reminder
from portal.deadlines.noting import note_reminder
from portal.deadlines.promising import escalate, note_excuse, note_promise, withdraw_promise
from portal.ui.requests import Asked
from projects.views.chase.page import ChaseForm


class NotingForm(ChaseForm):
    """The coordinator's; what is noted is read by the district too, and the form says so."""

    template_name = "projects/duty_note.html"

    def may(self) -> bool:
        return may_chase(self.user)

    def said(self, form: Any) -> dict[str, Any]:
        """What every note has: about what, by whom, and which day is today."""
        about = {"expected": self.expected, "by": self.user, "today": timezone.localdate()}
        return form.cleaned_data | about


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

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.promise = get_object_or_404(self.expected.promises, pk=kwargs["promise"])

    def act(self, form: DayForm) -> Promise:
        return withdraw_promise(promise=self.promise, on=form.cleaned_data["on"], today=timezone.localdate())
