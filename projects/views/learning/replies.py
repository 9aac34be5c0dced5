"""A district's reply to a survey: written, read, handed in, given back."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.inquiries import views as replies
from portal.inquiries.sheet import ReplySheet
from portal.organisation.models import User
from projects import access
from projects.domain.answering import RULES
from projects.forms.learning import ReplyForm
from projects.models import Survey, SurveyQuestion, SurveyReply
from projects.states import EXAMPLE
from projects.views.learning.pages import LearningPage


def said(question: Any, text: str) -> str:
    """Say an answer in words: "ja" is kept small."""
    if question.answer_type == SurveyQuestion.AnswerType.YES_NO:
        return {"ja": _("Ja"), "nej": _("Nej")}.get(text, text)
    return text


def sheet_of(survey: Survey, reader: User) -> ReplySheet:
    """The replies to ``survey``, of what ``reader`` may know."""
    return ReplySheet(
        survey,
        reader,
        replies=SurveyReply,
        address="projects:survey_reply",
        may_answer=access.may_answer_survey,
        said=said,
    )


class Page(LearningPage):
    """What all of them know: how surveys are answered."""

    kind = replies.Kind(
        rules=RULES,
        stem="projects:survey",
        noun=gettext_lazy("Enkät"),
        plural=gettext_lazy("Enkäter"),
        may_answer=access.may_answer_survey,
        may_return=access.may_return_reply,
        said=said,
        badges=lambda survey: [EXAMPLE] * survey.programme.is_example,
    )


class ReplyDetail(replies.ReadReply, Page):
    """``/projekt/larande/enkater/<id>/svar/<reply>/``"""


class ReplyEdit(replies.EditReply, Page):
    """``.../andra/``"""

    form_class = ReplyForm


class ReplyReturn(replies.ReturnReply, Page):
    """``.../lamna-tillbaka/``"""


class ReplyHandIn(replies.HandInReply, Page):
    """``.../lamna-in/``"""
