"""One mapping round: what is asked, who has answered and who has not, and the answers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, FormView, UpdateView, View

from outreach import access, states
from outreach.domain.asking import close_round, keep_round, send_round
from outreach.forms.mapping import RoundForm, SendForm
from outreach.models import MappingRound
from outreach.views.mapping.replies import sheet_of
from outreach.views.records import EditsRecord, RecordDetail, RecordForm, RecordHistory, RecordPage
from portal.content.contacts import refuse_identifying
from portal.content.writers import table_response
from portal.organisation.models import Organisation, Role
from portal.saved.formpage import SavesItself
from portal.ui.exporting import FORMATS
from portal.ui.requests import Asked
from portal.ui.views import Action, CaseWorkMixin

PLURAL = gettext_lazy("Kartläggningar")


class RoundPage(RecordPage):
    model, stem, plural = MappingRound, "mapping", PLURAL

    def rows(self) -> Any:
        return super().rows().select_related("asked_by")

    def badges(self) -> list[Any]:
        record = self.record
        code = states.round_code(
            sent=record.sent_on is not None, closed=record.closed_on is not None, source=bool(record.source)
        )
        return [states.ROUNDS[code], *([states.EXAMPLE] * record.is_example)]

    @property
    def keeps(self) -> bool:
        """Whether the reader asks the questions. What a printed source tells of is not asked anew."""
        own = self.record.asked_by_id in self.request.user.reach.own_organisations
        return access.may_keep_mapping(self.request.user) and own and not self.record.source

    @property
    def is_open(self) -> bool:
        return self.record.closed_on is None


class RoundDetail(RoundPage, RecordDetail):
    """``/uppsokande/kartlaggningar/<id>/``; ``?format=csv|xlsx`` gives the answers."""

    template_name = "outreach/mapping_detail.html"

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.sheet = sheet_of(self.record, request.user)
        if (wanted := request.GET.get("format")) in FORMATS:
            return table_response(self.sheet.table(), str(wanted), f"kartlaggning-{self.record.pk}")
        return super().get(request, *args, **kwargs)

    def actions(self):
        lines = [line for line in self.sheet.lines if line.may_answer]
        found = [
            Action(
                _("Fortsätt svara") if line.has_begun else _("Svara på frågorna"), line.edit_url, icon="pen"
            )
            for line in lines
        ]
        if self.keeps and self.is_open:
            send = _("Skicka till fler") if self.record.sent_on else _("Skicka frågorna")
            primary = self.record.sent_on is None
            found.append(Action(_("Ändra"), self.address("edit", self.record.pk), "pen", primary=False))
            found.append(Action(send, self.address("send", self.record.pk), "send", primary=primary))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {
            "sheet": self.sheet,
            "may_close": self.keeps and self.is_open and self.record.sent_on is not None,
            "may_compile": access.may_compile_mapping(self.request.user) and self.sheet.answered > 0,
        }
        return super().get_context_data(**(found | kwargs))


class RoundHistory(RecordHistory, RoundPage):
    """``.../historik/``: the round and its questions. What a district wrote stands in its own reply."""

    children = ("questions",)


class RoundCreate(SavesItself, RecordForm, CreateView):
    """``/uppsokande/kartlaggningar/ny/``: seen by the own authority until it is sent."""

    model, stem, plural = MappingRound, "mapping", PLURAL
    form_class = RoundForm
    refuses = staticmethod(refuse_identifying)
    title, submit_label = gettext_lazy("Ny kartläggning"), gettext_lazy("Spara frågorna")
    success_message = gettext_lazy("Frågorna är sparade. Stadsdelarna ser dem när du skickar dem.")

    def may(self) -> bool:
        return access.may_keep_mapping(self.request.user)

    @property
    def cancel_url(self) -> str:
        return self.address("list")

    def act(self, form: RoundForm) -> MappingRound:
        form.instance.asked_by = self._asks()
        return keep_round(round=form.instance, questions=form.cleaned_data["questions"])

    def _asks(self) -> Organisation:
        """The organisation of today at which the reader is coordinator."""
        here = self.request.user.reach.at(Role.COORDINATOR)
        found = Organisation.objects.valid_on(localdate()).filter(pk__in=here).by_name().first()
        if found is None:
            raise ValidationError(_("Du är inte samordnare någonstans just nu."))
        return found


class RoundEdit(EditsRecord, RoundPage, UpdateView):
    """``.../andra/``"""

    model, stem, plural = MappingRound, "mapping", PLURAL
    form_class = RoundForm
    submit_label = gettext_lazy("Spara ändringen")
    success_message = gettext_lazy("Ändringen är sparad.")

    def may(self) -> bool:
        return self.keeps and self.is_open

    def act(self, form: RoundForm) -> MappingRound:
        return keep_round(round=form.instance, questions=form.cleaned_data["questions"])


class RoundSend(CaseWorkMixin, RoundPage, FormView):
    """``.../skicka/``: to the districts one chooses, with a last day."""

    form_class = SendForm
    title, submit_label = gettext_lazy("Skicka frågorna"), gettext_lazy("Skicka frågorna")

    def may(self) -> bool:
        return self.keeps and self.is_open

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.title = _("Skicka %(round)s") % {"round": self.record}
        self.cancel_url = self.address("detail", self.record.pk)

    def breadcrumb(self):
        return [*super().breadcrumb(), (str(self.record), self.cancel_url)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"round": self.record, "today": localdate()}

    def act(self, form: SendForm) -> MappingRound:
        told = form.cleaned_data
        count = send_round(round=self.record, to=told["to"], due_on=told["due_on"], today=localdate())
        words = _("Frågorna är skickade till %(n)s stadsdelsförvaltningar. De ser dem på sin startsida.")
        messages.success(self.request, words % {"n": count})
        return self.record

    def get_success_url(self) -> str:
        return self.cancel_url


class RoundClose(RoundPage, View):
    """``.../stang/``: who has not answered will not."""

    def may(self) -> bool:
        return self.keeps

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            close_round(round=self.record, today=localdate())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Kartläggningen är stängd. Svaren som är inlämnade finns kvar."))
        return redirect("outreach:mapping_detail", pk=self.record.pk)
