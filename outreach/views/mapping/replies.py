"""A district's reply to a mapping round: written, read, handed in, given back."""

from django.utils.translation import gettext_lazy as _

from outreach import access, states
from outreach.domain.answering import RULES
from outreach.forms.mapping import ReplyForm
from outreach.models import MappingReply, MappingRound
from outreach.views.pages import OutreachPage
from portal.content.contacts import refuse_identifying
from portal.inquiries import views as replies
from portal.inquiries.sheet import ReplySheet
from portal.organisation.models import User


def sheet_of(round: MappingRound, reader: User) -> ReplySheet:
    """The replies to ``round``, of what ``reader`` may know."""
    return ReplySheet(
        round,
        reader,
        replies=MappingReply,
        address="outreach:mapping_reply",
        may_answer=access.may_answer_mapping,
    )


class Page(OutreachPage):
    """What all of them know: how mapping rounds are answered."""

    kind = replies.Kind(
        rules=RULES,
        stem="outreach:mapping",
        noun=_("Kartläggning"),
        plural=_("Kartläggningar"),
        may_answer=access.may_answer_mapping,
        may_return=access.may_return_mapping,
        badges=lambda round: [states.EXAMPLE] * round.is_example,
    )


class ReplyDetail(replies.ReadReply, Page):
    """``/uppsokande/kartlaggningar/<id>/svar/<reply>/``"""


class ReplyEdit(replies.EditReply, Page):
    """``.../andra/``"""

    refuses = staticmethod(refuse_identifying)
    form_class = ReplyForm


class ReplyReturn(replies.ReturnReply, Page):
    """``.../lamna-tillbaka/``"""


class ReplyHandIn(replies.HandInReply, Page):
    """``.../lamna-in/``"""
