"""The forms of a document's way until it is signed: notes, reasons, preparation, views, the signature."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.content.texts import LONGEST
from portal.documents.models import Step
from portal.organisation.models import Organisation
from portal.ui.fields import SwedishDateField
from portal.ui.layout import one_column


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class NoteForm(forms.Form):
    """Words that go along with a step, when there are any."""

    note = forms.CharField(
        label=_("Anteckning"),
        required=False,
        max_length=LONGEST,
        widget=_area(),
        help_text=_("Syns i handlingens händelser. Skriv inget som pekar ut en person."),
    )


class ReasonForm(forms.Form):
    """Why: read by those who work with the document."""

    reason = forms.CharField(
        label=_("Varför?"),
        max_length=LONGEST,
        widget=_area(),
        help_text=_("Syns i handlingens händelser. Skriv inget som pekar ut en person."),
    )


class PreparationForm(forms.Form):
    """Which body treated the matter and when, or that it had the opportunity."""

    kind = forms.ChoiceField(
        label=_("Var har ärendet behandlats?"),
        choices=[(Step.Kind.MANAGEMENT, _("Förvaltningsgruppen")), (Step.Kind.COUNCIL, _("Ett råd"))],
        widget=forms.RadioSelect,
        initial=Step.Kind.MANAGEMENT,
    )
    body = forms.CharField(
        label=_("Organ"),
        max_length=200,
        initial="förvaltningsgruppen",
        help_text=_("Som det ska stå i handlingen, till exempel rådet för funktionshinderfrågor."),
    )
    day = SwedishDateField(label=_("Behandlat den"), required=False)
    had_opportunity = forms.BooleanField(
        label=_("Rådet har haft möjlighet att behandla ärendet, men ingen dag är känd"), required=False
    )


class AuthorityField(forms.ModelChoiceField):
    """An authority that exists today: a district, or a nämnd's administration."""

    def __init__(self, **kwargs: Any):
        super().__init__(queryset=Organisation.objects.none(), empty_label=_("Välj"), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return obj.as_administration


class ConsultForm(forms.Form):
    """To whom the draft is sent for views, and until when."""

    authority = AuthorityField(
        label=_("Till förvaltning"),
        help_text=_("De får läsa utkastet. Då är det en allmän handling hos dem, och det tas inte tillbaka."),
    )
    answer_by = SwedishDateField(label=_("Svar senast"), required=False)

    def __init__(self, *args: Any, authorities: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Era synpunkter"),
        max_length=LONGEST,
        widget=_area(8),
        help_text=_("Skriv ”Vi har inga synpunkter” om ni inte har några."),
    )


class SignForm(forms.Form):
    """The signature binds to the checksum of the text that stood on the page."""

    seen_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    is_acting = forms.BooleanField(label=_("Jag är tillförordnad"), required=False)
    has_read = forms.BooleanField(
        label=_("Jag har läst hela handlingen och undertecknar den"),
        error_messages={"required": _("Kryssa i att du har läst handlingen, så kan du underteckna.")},
    )

    helper = one_column("seen_hash", "is_acting", "has_read")


class ConfirmForm(forms.Form):
    """A button alone: nothing is asked, only confirmed."""
