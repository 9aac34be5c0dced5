"""What is filled in after a meeting: uppdrag, decisions on delegation, dispatches, publishing."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.content.personal import refuse_personal_numbers
from portal.documents import access
from portal.documents.forms.choosing import CaseField, CommitteeField, DocumentField
from portal.documents.models import DelegationDecision, Meeting
from portal.organisation.models import Assignment as RoleAssignment
from portal.organisation.models import User
from portal.ui.fields import SwedishDateField


def _text(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, validators=[refuse_personal_numbers], **more)


class AssignmentForm(forms.Form):
    """An uppdrag for the balanslista."""

    committee = CommitteeField()
    text = _text(_("Uppdrag"), max_length=2000, help_text=_("Som det står i beslutet."))
    source = forms.CharField(
        label=_("Kommer från"), max_length=300, help_text=_("Till exempel Budget 2027, eller § 9 2026-02-17.")
    )
    given_on = SwedishDateField(label=_("Givet den"))
    due_on = SwedishDateField(label=_("Klart senast"), required=False)
    case = CaseField()

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["committee"].offer(user, access.REGISTRARS, today)
        self.fields["case"].offer(user)


class AnswerForm(forms.Form):
    """Which document answers an uppdrag."""

    document = DocumentField()

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["document"].offer(user)


class CloseForm(forms.Form):
    """How an uppdrag ended."""

    closed_on = SwedishDateField(label=_("Avslutat den"))
    because = _text(
        _("Hur det avslutades"),
        max_length=2000,
        help_text=_("Till exempel: Nämnden godkände redovisningen den 15 december 2026, § 12."),
    )


class _OfficialField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}, {obj.title}" if obj.title and obj.title != str(obj) else str(obj)


class DelegationForm(forms.Form):
    """A decision made on delegation."""

    committee = CommitteeField()
    point = forms.CharField(label=_("Punkt i delegationsordningen"), max_length=40)
    text = _text(
        _("Beslut"), max_length=2000, help_text=_("Vad som beslutades. Skriv inga namn på enskilda.")
    )
    decided_on = SwedishDateField(label=_("Beslutat den"))
    decided_by = _OfficialField(
        queryset=User.objects.none(), label=_("Beslutat av"), empty_label=_("Välj person")
    )
    case = CaseField()

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["committee"].offer(user, (*access.SIGNERS, *access.REGISTRARS), today)
        self.fields["case"].offer(user)
        at_work = RoleAssignment.objects.valid_on(today).filter(organisation__in=user.reach.own_organisations)
        people = User.objects.filter(pk__in=at_work.values("user"), is_active=True)
        self.fields["decided_by"].queryset = people.order_by("last_name", "first_name", "username")


class _MeetingField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class _DecisionsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.point}: {obj.text[:120]} ({obj.decided_on})"


class ReportForm(forms.Form):
    """Which decisions are reported, and at which meeting."""

    meeting = _MeetingField(
        queryset=Meeting.objects.none(), label=_("Anmäls vid"), empty_label=_("Välj sammanträde")
    )
    decisions = _DecisionsField(
        queryset=DelegationDecision.objects.none(),
        label=_("Beslut"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kryssa för minst ett beslut.")},
    )

    def __init__(self, *args: Any, decisions: Any, meetings: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["decisions"].queryset, self.fields["meeting"].queryset = decisions, meetings


class DispatchForm(forms.Form):
    """A line of the expedieringslista."""

    to = forms.CharField(label=_("Mottagare"), max_length=200)
    what = forms.CharField(
        label=_("Handling"), max_length=200, initial=_("Protokollsutdrag och tjänsteutlåtande")
    )
    how = forms.CharField(label=_("Sätt"), max_length=60, initial=_("E-post"))


class SentForm(forms.Form):
    """When a line was sent."""

    sent_on = SwedishDateField(label=_("Skickat den"))


class PublishForm(forms.Form):
    """When the public variant was published."""

    on = SwedishDateField(label=_("Publicerad den"))


class UnpublishForm(forms.Form):
    """Why a paper is published no longer."""

    why = _text(_("Varför?"), max_length=300)
