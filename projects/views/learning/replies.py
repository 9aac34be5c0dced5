"""A district's reply to a survey: written, read, handed in, given back."""

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

from portal.saved.formpage import SavesItself
from portal.ui.requests import Asked
from portal.ui.views import Action, CaseWorkMixin
from projects import access
from projects.domain.answering import answer_survey, hand_in_reply, return_reply
from projects.forms.learning import ReplyForm, ReplyReturnForm
from projects.models import ReturnedReply, SurveyReply
from projects.states import DRAFT, EXAMPLE
from projects.views.learning.looks import ANSWERED
from projects.views.learning.pages import LearningPage
from projects.views.learning.replysheet import said


class ReplyPage(LearningPage):
    """A reply one may read: what is handed in, and drafts of one's own administration. Else 404."""

    reply: SurveyReply

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = SurveyReply.objects.for_user(request.user).filter(survey=kwargs["pk"])
        rows = rows.select_related("survey__programme", "organisation", "submitted_by", "received_by")
        self.reply = get_object_or_404(rows, pk=kwargs["reply"])
        self.survey = self.reply.survey

    @property
    def survey_url(self) -> str:
        return reverse("projects:survey_detail", args=[self.survey.pk])

    @property
    def lede(self) -> Any:
        return self.reply.organisation.as_administration

    def breadcrumb(self):
        lists = (_("Enkäter"), reverse("projects:survey_list"))
        return [*super().breadcrumb(), lists, (str(self.survey), self.survey_url)]


class ReplyDetail(ReplyPage, TemplateView):
    """``/projekt/larande/enkater/<id>/svar/<reply>/``"""

    template_name = "projects/survey_reply.html"

    @property
    def title(self) -> str:
        return _("Svar på %(survey)s") % {"survey": self.survey}

    def actions(self):
        if access.may_return_reply(self.request.user, self.reply):
            url = reverse("projects:survey_reply_return", args=[self.survey.pk, self.reply.pk])
            return [Action(_("Lämna tillbaka"), url, icon="undo", primary=False)]
        if not access.may_answer_survey(self.request.user, self.reply):
            return []
        url = reverse("projects:survey_reply_edit", args=[self.survey.pk, self.reply.pk])
        return [Action(_("Fortsätt svara"), url, icon="pen", primary=False)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        texts = {each.question_id: each.text for each in self.reply.answers.all()}
        questions = self.survey.questions.order_by("number")
        found = {
            "reply": self.reply,
            "survey": self.survey,
            "answers": [(each, said(each, texts.get(each.pk, ""))) for each in questions],
            "badges": [DRAFT if self.reply.is_draft else ANSWERED]
            + [EXAMPLE] * self.survey.programme.is_example,
            "returned": self.reply.returns.order_by("-returned_at").first() if self.reply.is_draft else None,
            "may_hand_in": access.may_answer_survey(self.request.user, self.reply),
        }
        # The address names the reply too: what is found goes before its number.
        return super().get_context_data(**(kwargs | found))


class ReplyEdit(SavesItself, CaseWorkMixin, ReplyPage, FormView):
    """``.../andra/``: a draft that saves itself; only the own administration sees it."""

    form_class = ReplyForm
    template_name = "projects/reply_form.html"
    submit_label = gettext_lazy("Spara utkast")
    success_message = gettext_lazy(
        "Utkastet är sparat. Bara din egen förvaltning ser det tills du lämnar in det."
    )

    @property
    def title(self) -> str:
        return _("Svara på %(survey)s") % {"survey": self.survey}

    def may(self) -> bool:
        return access.may_answer_survey(self.request.user, self.reply)

    @property
    def cancel_url(self) -> str:
        return self.survey_url

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"reply": self.reply}

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the reply before its answers are compared with what the form was opened on."""
        SurveyReply.objects.select_for_update().filter(pk=self.reply.pk).first()
        return super().post(request, *args, **kwargs)

    def act(self, form: ReplyForm) -> SurveyReply:
        return answer_survey(reply=self.reply, answers=form.answers())

    def get_success_url(self) -> str:
        return reverse("projects:survey_reply", args=[self.survey.pk, self.reply.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        returned = self.reply.returns.order_by("-returned_at").first()
        return super().get_context_data(survey=self.survey, returned=returned, **kwargs)


class ReplyReturn(CaseWorkMixin, ReplyPage, FormView):
    """``.../lamna-tillbaka/``: given back by the coordinator; what was received stays to be read."""

    form_class = ReplyReturnForm
    submit_label = gettext_lazy("Lämna tillbaka svaret")
    success_message = gettext_lazy("Svaret är lämnat tillbaka. Det ni hade fått står kvar på sidan.")

    @property
    def title(self) -> str:
        return _("Lämna tillbaka svaret på %(survey)s") % {"survey": self.survey}

    def may(self) -> bool:
        return access.may_return_reply(self.request.user, self.reply)

    @property
    def cancel_url(self) -> str:
        return reverse("projects:survey_reply", args=[self.survey.pk, self.reply.pk])

    def act(self, form: ReplyReturnForm) -> ReturnedReply:
        reason, now = form.cleaned_data["reason"], timezone.now()
        return return_reply(reply=self.reply, reason=reason, by=self.request.user, now=now)

    def get_success_url(self) -> str:
        return self.survey_url


class ReplyHandIn(ReplyPage, View):
    """Lämna in: from that second the programme's nämnd has it, and it cannot be taken back."""

    def may(self) -> bool:
        pressed_twice = self.reply.submitted_by_id == self.request.user.pk
        return pressed_twice or access.may_answer_survey(self.request.user, self.reply)

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
            messages.success(request, words % {"committee": reply.received_by.as_committee, "time": time})
        return redirect("projects:survey_reply", pk=self.survey.pk, reply=self.reply.pk)
