"""A district's reply to a mapping round: written, read, handed in, given back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from outreach import access, states
from outreach.domain.answering import answer_round, hand_in_reply, return_reply
from outreach.forms.mapping import ReplyForm, ReturnForm
from outreach.models import MappingReply, MappingReturn
from outreach.views.records import OutreachPage
from portal.content.contacts import refuse_identifying
from portal.saved.formpage import SavesItself
from portal.ui.requests import Asked
from portal.ui.views import Action, CaseWorkMixin


class ReplyPage(OutreachPage):
    """A reply one may read: what is handed in, and drafts of one's own administration. Else 404."""

    reply: MappingReply

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = MappingReply.objects.for_user(request.user).filter(round=kwargs["pk"])
        rows = rows.select_related("round__asked_by", "organisation", "submitted_by", "received_by")
        self.reply = get_object_or_404(rows, pk=kwargs["reply"])
        self.round = self.reply.round

    def address(self, name: str) -> str:
        return reverse(f"outreach:{name}", args=[self.round.pk, self.reply.pk])

    @property
    def round_url(self) -> str:
        return reverse("outreach:mapping_detail", args=[self.round.pk])

    @property
    def lede(self) -> Any:
        return self.reply.organisation.as_administration

    def breadcrumb(self):
        above = (_("Kartläggningar"), reverse("outreach:mapping_list"))
        return [*super().breadcrumb(), above, (str(self.round), self.round_url)]


class ReplyDetail(ReplyPage, TemplateView):
    """``/uppsokande/kartlaggningar/<id>/svar/<reply>/``"""

    template_name = "outreach/mapping_reply.html"

    @property
    def title(self) -> str:
        return _("Svar på %(round)s") % {"round": self.round}

    def actions(self):
        if access.may_return_mapping(self.request.user, self.reply):
            return [
                Action(_("Lämna tillbaka"), self.address("mapping_reply_return"), icon="undo", primary=False)
            ]
        if not access.may_answer_mapping(self.request.user, self.reply):
            return []
        return [Action(_("Fortsätt svara"), self.address("mapping_reply_edit"), icon="pen", primary=False)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        texts = {each.question_id: each.text for each in self.reply.answers.all()}
        questions = self.round.questions.order_by("number")
        draft = self.reply.is_draft
        found = {
            "reply": self.reply,
            "round": self.round,
            "answers": [(each, texts.get(each.pk, "")) for each in questions],
            "badges": [states.DRAFT if draft else states.ANSWERED] + [states.EXAMPLE] * self.round.is_example,
            "returned": self.reply.returned_reason if draft else "",
            "may_hand_in": access.may_answer_mapping(self.request.user, self.reply),
        }
        # The address names the reply too: what is found goes before its number.
        return super().get_context_data(**(kwargs | found))


class ReplyEdit(SavesItself, CaseWorkMixin, ReplyPage, FormView):
    """``.../andra/``: a draft that saves itself; only the own administration sees it."""

    refuses = staticmethod(refuse_identifying)
    form_class = ReplyForm
    template_name = "outreach/mapping_reply_form.html"
    submit_label = gettext_lazy("Spara utkast")
    success_message = gettext_lazy(
        "Utkastet är sparat. Bara din egen förvaltning ser det tills du lämnar in det."
    )

    @property
    def title(self) -> str:
        return _("Svara på %(round)s") % {"round": self.round}

    def may(self) -> bool:
        return access.may_answer_mapping(self.request.user, self.reply)

    @property
    def cancel_url(self) -> str:
        return self.round_url

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"reply": self.reply}

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the reply before its answers are compared with what the form was opened on."""
        MappingReply.objects.select_for_update().filter(pk=self.reply.pk).first()
        return super().post(request, *args, **kwargs)

    def act(self, form: ReplyForm) -> MappingReply:
        return answer_round(reply=self.reply, answers=form.answers())

    def get_success_url(self) -> str:
        return self.address("mapping_reply")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"round": self.round, "returned": self.reply.returned_reason}
        return super().get_context_data(**(found | kwargs))


class ReplyReturn(CaseWorkMixin, ReplyPage, FormView):
    """``.../lamna-tillbaka/``: given back by the coordinator; what was received stays to be read."""

    form_class = ReturnForm
    submit_label = gettext_lazy("Lämna tillbaka svaret")
    success_message = gettext_lazy("Svaret är lämnat tillbaka. Det ni hade fått står kvar på sidan.")

    @property
    def title(self) -> str:
        return _("Lämna tillbaka svaret på %(round)s") % {"round": self.round}

    def may(self) -> bool:
        return access.may_return_mapping(self.request.user, self.reply)

    @property
    def cancel_url(self) -> str:
        return self.address("mapping_reply")

    def act(self, form: ReturnForm) -> MappingReturn:
        reason, now = form.cleaned_data["reason"], timezone.now()
        return return_reply(reply=self.reply, reason=reason, by=self.request.user, now=now)

    def get_success_url(self) -> str:
        return self.round_url


class ReplyHandIn(ReplyPage, View):
    """Lämna in: from that second the nämnd that asks has it, and it cannot be taken back."""

    def may(self) -> bool:
        pressed_twice = self.reply.submitted_by_id == self.request.user.pk
        return pressed_twice or access.may_answer_mapping(self.request.user, self.reply)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            reply = hand_in_reply(reply=self.reply, by=request.user, now=timezone.now())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            words = _(
                "Svaret är inlämnat. Mottaget av %(committee)s kl. %(time)s. Nu är det en allmän handling."
            )
            time = f"{timezone.localtime(reply.submitted_at):%H.%M}"
            receiver = reply.received_by
            messages.success(request, words % {"committee": receiver and receiver.as_committee, "time": time})
        return redirect("outreach:mapping_reply", pk=self.round.pk, reply=self.reply.pk)
