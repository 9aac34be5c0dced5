"""Register what a nämnd gets and does: sent with the summons, its own number, its decision, reservations."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from portal.documents import access
from portal.documents.domain.deciding import note_reservation, register_decision
from portal.documents.domain.sending import give_own_number, send_with_summons, signed_day
from portal.documents.forms.deciding import DecisionForm, OwnNumberForm, ReservationForm, SendForm
from portal.documents.models import Document, Meeting, Recipient
from portal.documents.views.page import RecipientPage
from portal.ui.views import CaseWorkMixin

_State = Document.State


class RegistrarsPage(RecipientPage, CaseWorkMixin):
    """Only who registers at the document's own administration."""

    def may(self) -> bool:
        return access.may_register(self.request.user, self.document)

    def meetings(self):
        """The nämnd's meetings, from the signing on: what was signed was at none before."""
        held = Meeting.objects.filter(committee=self.recipient.committee_id).order_by("held_on")
        signed = signed_day(self.document)
        return held.filter(held_on__gte=signed) if signed else held

    def done(self) -> dict[str, Any]:
        return {"recipient": self.recipient, "by": self.request.user, "now": timezone.now()}


class Send(RegistrarsPage, FormView):
    """``/handlingar/<id>/utsandning/<nämnd>/``"""

    form_class = SendForm
    states = (_State.SIGNED, _State.SENT)
    title, submit_label = gettext_lazy("Sänd ut med kallelsen"), gettext_lazy("Registrera utsändningen")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"meetings": self.meetings()}

    def get_initial(self) -> dict[str, Any]:
        given = {"meeting": self.recipient.meeting, "number": self.recipient.number, "sent_on": self.today}
        return super().get_initial() | given

    def act(self, form: SendForm) -> Recipient:
        self.success_message = _("Handlingen är utsänd till %(committee)s.") % {"committee": self.committee}
        mine = access.may_keep_for(self.request.user, self.recipient.committee)
        return send_with_summons(**form.cleaned_data, **self.done(), on_agenda=mine)


class OwnNumber(RegistrarsPage, FormView):
    """``/handlingar/<id>/diarienummer/<nämnd>/``"""

    form_class = OwnNumberForm
    title, submit_label = gettext_lazy("Nämndens diarienummer"), gettext_lazy("Spara numret")
    success_message = gettext_lazy("Numret är sparat.")

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"number": self.recipient.number}

    def act(self, form: OwnNumberForm) -> Recipient:
        return give_own_number(**form.cleaned_data, **self.done())


class Decide(RegistrarsPage, FormView):
    """``/handlingar/<id>/beslut/<nämnd>/``"""

    form_class = DecisionForm
    states = (_State.SENT,)
    submit_label = gettext_lazy("Registrera beslutet")
    success_message = gettext_lazy("Beslutet är registrerat.")

    @property
    def title(self) -> str:
        return _("Registrera beslut: %(committee)s") % {"committee": self.committee}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"meetings": self.meetings()}

    def get_initial(self) -> dict[str, Any]:
        meeting = self.recipient.meeting
        held = meeting.held_on if meeting and meeting.held_on <= self.today else None
        return super().get_initial() | {"decided_on": held}

    def act(self, form: DecisionForm) -> Recipient:
        return register_decision(decision=form.decision(), **self.done())


class Reserve(RegistrarsPage, FormView):
    """``/handlingar/<id>/reservation/<nämnd>/``"""

    form_class = ReservationForm
    states = (_State.SENT, _State.DECIDED)
    title = gettext_lazy("Reservation eller särskilt uttalande")
    submit_label = gettext_lazy("Spara")
    success_message = gettext_lazy("Det är antecknat vid nämndens beslut.")

    def act(self, form: ReservationForm) -> Any:
        return note_reservation(**form.cleaned_data, **self.done())

    def get_success_url(self) -> str:
        return f"{reverse('documents:detail', args=[self.document.pk])}#namndbeslut"
