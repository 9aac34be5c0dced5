"""What the pages about one meeting have in common."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.documents import access
from portal.documents.domain.agendas import agenda
from portal.documents.models import Meeting
from portal.ui.requests import Asked
from portal.ui.views import PageMixin
from portal.workareas import State

PREPARED = State(gettext_lazy("Förbereds"), "pen")
CALLED = State(gettext_lazy("Kallelsen utsänd"), "send", "info")
HELD = State(gettext_lazy("Hållet"), "ok", "ok")


def documents_crumb() -> tuple[Any, str]:
    return (_("Handlingar"), reverse("documents:list"))


def meetings_crumb() -> tuple[Any, str]:
    return (_("Sammanträden"), reverse("documents:meeting_list"))


def state_of(meeting: Meeting, today: Any) -> State:
    """How a meeting stands: prepared, called, or its day has been."""
    if meeting.agenda_fixed_at is None:
        return PREPARED
    return HELD if meeting.held_on < today else CALLED


class MeetingPage(PageMixin):
    """``self.meeting``, one the reader may see (else 404), and ``self.keeps``: is it theirs to keep?"""

    request: Asked
    kwargs: dict[str, Any]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.today = timezone.localdate()
        rows = Meeting.objects.for_user(request.user).select_related("committee")
        self.meeting: Meeting = get_object_or_404(rows, pk=kwargs["pk"])
        self.keeps = access.may_keep_for(request.user, self.meeting.committee)

    @cached_property
    def items(self) -> list[Any]:
        """The lines of the agenda, as the reader sees them."""
        return agenda(self.meeting, self.request.user)

    @property
    def badge(self):
        return state_of(self.meeting, self.today)

    def url(self, name: str = "detail", *more: Any) -> str:
        return reverse(f"documents:meeting_{name}", args=[self.meeting.pk, *more])

    def get_success_url(self) -> str:
        return self.url()

    def breadcrumb(self):
        return [documents_crumb(), meetings_crumb(), (str(self.meeting), self.url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"meeting": self.meeting, "keeps": self.keeps, "cancel_url": self.url()}
        return super().get_context_data(**(found | kwargs))
