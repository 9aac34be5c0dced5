"""The pages of a district's reply: read, written, handed in, given back. A work area's own page class stands
after each of them and says who may open the area at all::

    class ReplyEdit(replies.EditReply, Page): ...
"""

from collections.abc import Callable
from dataclasses import dataclass
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

from portal.inquiries.answering import Rules, give_back, hand_in_answers, keep_answers
from portal.inquiries.forms import ReturnForm
from portal.inquiries.sheet import as_written
from portal.inquiries.states import ANSWERED, DRAFT
from portal.saved.formpage import SavesItself
from portal.ui.requests import Asked
from portal.ui.views import Action, CaseWorkMixin, PageMixin


@dataclass(frozen=True)
class Kind:
    """What differs: the rules, where the pages lie ("projects:survey"), who may, and what it is called."""

    rules: Rules
    stem: str
    noun: Any
    plural: Any
    may_answer: Callable[[Any, Any], bool]
    may_return: Callable[[Any, Any], bool]
    said: Callable[[Any, str], str] = as_written
    badges: Callable[[Any], list[Any]] = lambda inquiry: []


class ReplyPage(PageMixin):
    """A reply one may read: what is handed in, and drafts of one's own administration. Else 404."""

    kind: Kind
    reply: Any
    request: Asked

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rules = self.kind.rules
        rows: Any = rules.reply._default_manager
        rows = rows.for_user(request.user).filter(**{rules.reply.about: kwargs["pk"]})
        rows = rows.select_related(rules.loads, "organisation", "submitted_by", "received_by")
        self.reply = get_object_or_404(rows, pk=kwargs["reply"])
        self.inquiry = self.reply.inquiry

    def address(self, what: str = "") -> str:
        return reverse(f"{self.kind.stem}_reply{what}", args=[self.inquiry.pk, self.reply.pk])

    @property
    def inquiry_url(self) -> str:
        return reverse(f"{self.kind.stem}_detail", args=[self.inquiry.pk])

    @property
    def lede(self) -> Any:
        return self.reply.organisation.as_administration

    def may_answer(self) -> bool:
        return self.kind.may_answer(self.request.user, self.reply)

    def breadcrumb(self):
        above = (self.kind.plural, reverse(f"{self.kind.stem}_list"))
        return [*super().breadcrumb(), above, (str(self.inquiry), self.inquiry_url)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        returned = self.reply.returns.order_by("-returned_at").first() if self.reply.is_draft else None
        found = {"reply": self.reply, "inquiry": self.inquiry, "kind": self.kind, "returned": returned}
        # The address names the reply too: what is found goes before its number.
        return super().get_context_data(**(kwargs | found))


class ReadReply(ReplyPage, TemplateView):
    """``.../svar/<reply>/``"""

    template_name = "inquiries/reply.html"

    @property
    def title(self) -> str:
        return _("Svar på %(inquiry)s") % {"inquiry": self.inquiry}

    def actions(self):
        if self.kind.may_return(self.request.user, self.reply):
            return [Action(_("Lämna tillbaka"), self.address("_return"), icon="undo", primary=False)]
        if not self.may_answer():
            return []
        return [Action(_("Fortsätt svara"), self.address("_edit"), icon="pen", primary=False)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        texts = {each.question_id: each.text for each in self.reply.answers.all()}
        questions = self.inquiry.questions.order_by("number")
        found = {
            "answers": [(each, self.kind.said(each, texts.get(each.pk, ""))) for each in questions],
            "badges": [DRAFT if self.reply.is_draft else ANSWERED, *self.kind.badges(self.inquiry)],
            "may_hand_in": self.may_answer(),
            "inquiry_url": self.inquiry_url,
            "hand_in_url": self.address("_hand_in"),
        }
        return super().get_context_data(**(kwargs | found))


class EditReply(SavesItself, CaseWorkMixin, ReplyPage, FormView):
    """``.../andra/``: a draft that saves itself; only the own administration sees it."""

    template_name = "inquiries/reply_form.html"
    submit_label = gettext_lazy("Spara utkast")
    success_message = gettext_lazy(
        "Utkastet är sparat. Bara din egen förvaltning ser det tills du lämnar in det."
    )

    @property
    def title(self) -> str:
        return _("Svara på %(inquiry)s") % {"inquiry": self.inquiry}

    def may(self) -> bool:
        return self.may_answer()

    @property
    def cancel_url(self) -> str:
        return self.inquiry_url

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"reply": self.reply}

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the reply before its answers are compared with what the form was opened on."""
        self.kind.rules.reply._default_manager.select_for_update().filter(pk=self.reply.pk).first()
        return super().post(request, *args, **kwargs)

    def act(self, form: Any) -> Any:
        return keep_answers(self.kind.rules, reply=self.reply, answers=form.answers())

    def get_success_url(self) -> str:
        return self.address()


class ReturnReply(CaseWorkMixin, ReplyPage, FormView):
    """``.../lamna-tillbaka/``: given back by the coordinator; what was received stays to be read."""

    form_class = ReturnForm
    submit_label = gettext_lazy("Lämna tillbaka svaret")
    success_message = gettext_lazy("Svaret är lämnat tillbaka. Det ni hade fått står kvar på sidan.")

    @property
    def title(self) -> str:
        return _("Lämna tillbaka svaret på %(inquiry)s") % {"inquiry": self.inquiry}

    def may(self) -> bool:
        return self.kind.may_return(self.request.user, self.reply)

    @property
    def cancel_url(self) -> str:
        return self.address()

    def act(self, form: ReturnForm) -> Any:
        reason, now = form.cleaned_data["reason"], timezone.now()
        return give_back(self.kind.rules, reply=self.reply, reason=reason, by=self.request.user, now=now)

    def get_success_url(self) -> str:
        return self.inquiry_url


class HandInReply(ReplyPage, View):
    """Lämna in: from that second the nämnd that asks has it, and it cannot be taken back."""

    def may(self) -> bool:
        pressed_twice = self.reply.submitted_by_id == self.request.user.pk
        return pressed_twice or self.may_answer()

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            reply = hand_in_answers(self.kind.rules, reply=self.reply, by=request.user, now=timezone.now())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _received(reply))
        return redirect(self.address())


def _received(reply: Any) -> str:
    words = _("Svaret är inlämnat. Mottaget av %(committee)s kl. %(time)s. Nu är det en allmän handling.")
    time = f"{timezone.localtime(reply.submitted_at):%H.%M}"
    return words % {"committee": reply.received_by.as_committee, "time": time}
