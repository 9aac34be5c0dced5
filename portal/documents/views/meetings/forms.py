"""What is done with a meeting: changed, its agenda laid line by line, the summons sent."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from portal.documents.domain import meetings
from portal.documents.forms.meetings import DocumentItemForm, ItemForm, MeetingEditForm
from portal.documents.models import AgendaItem, Meeting
from portal.documents.views.meetings.page import MeetingPage
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin

STEPS = {"upp": meetings.UP, "ned": meetings.DOWN}


class KeepersForm(MeetingPage, CaseWorkMixin, FormView):
    """A form for those who keep the agenda of this nämnd."""

    def may(self) -> bool:
        return self.keeps


class MeetingEdit(KeepersForm):
    """``/handlingar/sammantraden/<id>/andra/``"""

    form_class = MeetingEditForm
    title = gettext_lazy("Ändra sammanträdet")
    success_message = gettext_lazy("Sammanträdet är ändrat.")

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.meeting, name) for name in ("held_on", "papers_by", "place")}

    def act(self, form: Any) -> Meeting:
        return meetings.change_meeting(meeting=self.meeting, **form.cleaned_data)


class ItemCreate(KeepersForm):
    """``/handlingar/sammantraden/<id>/punkt/ny/``"""

    form_class = ItemForm
    title = gettext_lazy("Ny punkt utan handling")
    submit_label = gettext_lazy("Lägg till punkten")
    success_message = gettext_lazy("Punkten ligger sist på ärendelistan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def act(self, form: Any) -> AgendaItem:
        return meetings.add_words(meeting=self.meeting, **form.cleaned_data)


class DocumentAdd(KeepersForm):
    """``/handlingar/sammantraden/<id>/handling/``"""

    form_class = DocumentItemForm
    title = gettext_lazy("Lägg till handling")
    lede = gettext_lazy("Handlingar till nämnden som väntar på ett sammanträde, eller som har bordlagts.")
    submit_label = gettext_lazy("Lägg till handlingen")
    success_message = gettext_lazy("Handlingen ligger sist på ärendelistan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "meeting": self.meeting}

    def act(self, form: Any) -> AgendaItem:
        return meetings.add_document(meeting=self.meeting, recipient=form.cleaned_data["recipient"])


class KeepersButton(MeetingPage, View):
    """A button on the meeting's page: one call into the domain, and back."""

    http_method_names = ["post", "options"]
    done: Any = ""

    def may(self) -> bool:
        return self.keeps

    def do(self, request: HttpRequest) -> None:
        """Do what the button says. ValidationError is told to the person who pressed it."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.do(request)
            if self.done:
                messages.success(request, self.done)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        return redirect(self.url())


class SummonsSend(KeepersButton):
    """``/handlingar/sammantraden/<id>/kallelse/``"""

    done = gettext_lazy("Kallelsen är noterad som utsänd. Numren på ärendelistan ligger fast.")

    def do(self, request: HttpRequest) -> None:
        meetings.send_summons(meeting=self.meeting, now=timezone.now())


class ItemButton(KeepersButton):
    """A button beside a line of this meeting's agenda."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = AgendaItem.objects.select_related("meeting", "recipient")
        self.item = get_object_or_404(rows, pk=kwargs["item"], meeting=self.meeting)


class ItemMove(ItemButton):
    """``/handlingar/sammantraden/<id>/punkt/<punkt>/flytta/`` with ``riktning=upp|ned``."""

    def do(self, request: HttpRequest) -> None:
        step = STEPS.get(request.POST.get("riktning", ""))
        if step is None:
            raise ValidationError(_("Välj upp eller ned."))
        meetings.move_item(item=self.item, step=step)


class ItemRemove(ItemButton):
    """``/handlingar/sammantraden/<id>/punkt/<punkt>/ta-bort/``"""

    done = gettext_lazy("Punkten är borttagen. En handling väntar nu på ett annat sammanträde.")

    def do(self, request: HttpRequest) -> None:
        meetings.remove_item(item=self.item)
