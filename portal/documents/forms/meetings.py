"""What is filled in about meetings: when and where, and the lines of the agenda."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.documents import access
from portal.documents.forms.choosing import CaseField, CommitteeField
from portal.documents.models import Document, Meeting, Recipient
from portal.organisation.models import User
from portal.ui.fields import SwedishDateField


class _DatesForm(forms.Form):
    held_on = SwedishDateField(label=_("Sammanträdesdatum"))
    papers_by = SwedishDateField(
        label=_("Handlingar senast"),
        required=False,
        help_text=_("När handlingarna ska vara inne, till exempel 2026-11-27."),
    )
    place = forms.CharField(label=_("Plats"), max_length=200, required=False)


class MeetingForm(_DatesForm):
    """A new meeting of a nämnd one keeps the agenda of."""

    committee = CommitteeField()
    field_order = ["committee", "held_on", "papers_by", "place"]

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["committee"].offer(user, access.REGISTRARS, today)


class MeetingEditForm(_DatesForm):
    """A meeting that is called."""


class ItemForm(forms.Form):
    """A line without a document."""

    title = forms.CharField(
        label=_("Ärende"),
        max_length=300,
        help_text=_("Till exempel Val av justerare, eller Anmälningsärenden."),
    )
    case = CaseField()

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["case"].offer(user)


class _RecipientField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.document.title} ({obj.document.get_state_display()})"


class DocumentItemForm(forms.Form):
    """A document to this nämnd that waits for a meeting, or was bordlagd."""

    recipient = _RecipientField(
        queryset=Recipient.objects.none(), label=_("Handling"), empty_label=_("Välj handling")
    )

    def __init__(self, *args: Any, user: User, meeting: Meeting, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["recipient"].queryset = waiting_documents(user, meeting)


def waiting_documents(user: User, meeting: Meeting):
    """The documents to the nämnd of ``meeting`` that ``user`` sees and that stand on no other agenda, or
    were bordlagda there."""
    open_ones = Document.objects.for_user(user).exclude(
        state__in=[Document.State.WITHDRAWN, Document.State.REPLACED, Document.State.CLOSED]
    )
    undecided = Q(outcome="") & (Q(agenda_item__isnull=True) | Q(agenda_item__meeting__agenda_fixed_at=None))
    postponed = Q(outcome=Recipient.Outcome.POSTPONED)
    rows = Recipient.objects.waiting().filter(
        undecided | postponed, committee=meeting.committee, document__in=open_ones
    )
    other = rows.exclude(agenda_item__meeting=meeting).select_related("document")
    return other.order_by("-document__dated", "-pk")
