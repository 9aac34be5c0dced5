"""A meeting: its agenda, what is decided there, and the proposals to paste into the minutes."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from portal.documents import access
from portal.documents.domain.minutes import proposals
from portal.documents.models import DelegationDecision, Document
from portal.documents.states import OUTCOMES, STATES
from portal.documents.views.meetings.page import MeetingPage, documents_crumb, meetings_crumb
from portal.ui.views import Action


class _Part(MeetingPage, TemplateView):
    """One of the meeting's tabs."""

    http_method_names = ["get", "head", "options"]
    here = "detail"

    @property
    def title(self) -> str:
        return str(self.meeting)

    def may(self) -> bool:
        return access.may_list(self.request.user)

    def breadcrumb(self):
        return [documents_crumb(), meetings_crumb()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        for item in self.items:
            item.state = STATES[item.document.state] if item.document else None
            item.result = OUTCOMES.get(item.recipient.outcome) if item.recipient else None
        return super().get_context_data(**({"items": self.items, "here": self.here} | kwargs))


class MeetingDetail(_Part):
    """``/handlingar/sammantraden/<id>/``"""

    template_name = "documents/meeting_detail.html"

    def actions(self):
        if not self.keeps:
            return []
        return [
            Action(_("Lägg till handling"), self.url("document_add"), icon="plus"),
            Action(_("Lägg till punkt"), self.url("item_create"), icon="plus", primary=False),
            Action(_("Ändra"), self.url("edit"), icon="pen", primary=False),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        found["is_open"] = self.meeting.agenda_fixed_at is None
        found["has_papers"] = any(item.document for item in self.items)
        found["may_hand_over"] = self.keeps and any(
            item.document and item.document.is_frozen for item in self.items
        )
        return found


class MeetingMinutes(_Part):
    """``/handlingar/sammantraden/<id>/protokoll/``"""

    template_name = "documents/meeting_minutes.html"
    here = "minutes"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = DelegationDecision.objects.for_user(self.request.user).select_related("decided_by")
        reported = rows.filter(reported_at=self.meeting).order_by("decided_on", "pk")
        waiting = rows.unreported().filter(committee=self.meeting.committee).exists()
        found = {
            "reported": reported,
            "report_url": reverse("documents:delegation_report") if waiting and self.keeps else "",
        }
        page = super().get_context_data(**(found | kwargs))
        for item in self.items:
            item.decide_url = self.decide_url(item)
        return page

    def decide_url(self, item: Any) -> str:
        """Where the decision of this line is registered; "" when it is not the reader's to do, or done."""
        document, to = item.document, item.recipient
        if not document or document.state != Document.State.SENT or not to.sent_on or not to.is_waiting:
            return ""
        if not access.may_register(self.request.user, document):
            return ""
        return reverse("documents:decide", args=[document.pk, to.pk])


class MeetingProposals(_Part):
    """``/handlingar/sammantraden/<id>/beslutsforslag/``"""

    template_name = "documents/meeting_proposals.html"
    here = "proposals"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        found["text"] = proposals(self.items, today=self.today)
        return found
