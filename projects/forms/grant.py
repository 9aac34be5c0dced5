"""The form of a grant: what the nämnder granted a project, in tkr, as the coordinator registers it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.fields import TkrField
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile
from projects.forms.fields import LONGEST
from projects.models import DecisionRound, Grant, Project


class RoundField(forms.ModelChoiceField):
    """A decision round, called by its number and its date."""

    def label_from_instance(self, obj: Any) -> str:
        decided = obj.decided_on.isoformat() if obj.decided_on else str(_("datum ej redovisat"))
        return str(_("Beslutstillfälle %(number)s, %(date)s")) % {"number": obj.number, "date": decided}


class GrantForm(Meanwhile, forms.ModelForm):
    """Reads a grant without touching the record: the domain takes ``values()``, checks and writes.

    The number comes with the form, so that a form sent twice is refused the second time.
    """

    amount = TkrField(label=_("Belopp"), help_text=_("I tusental kronor, till exempel 350 eller 4 770,5."))
    round = RoundField(
        label=_("Beslutstillfälle"),
        queryset=DecisionRound.objects.none(),
        required=False,
        empty_label=_("Inte känt"),
    )
    why = forms.CharField(
        label=_("Skäl till ändringen"),
        required=False,
        max_length=500,
        help_text=_("Står i historiken. Skriv vad som var fel och hur du vet det."),
    )
    not_of_the_record = ("seen", "why")

    class Meta:
        model = Grant
        fields = ("number", "year", "kind", "round", "amount", "comment")
        widgets = {
            "number": forms.TextInput(attrs={"inputmode": "numeric", "class": "form-control-num"}),
            "year": forms.TextInput(attrs={"inputmode": "numeric", "class": "form-control-num"}),
            "kind": forms.RadioSelect,
            "comment": forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
        }
        help_texts = {
            "number": _("Beslutets nummer i projektet: 1, 2, 3 och så vidare."),
            "year": _("Med fyra siffror. Lämna tomt om året inte är känt. Då står det ”År okänt”."),
        }

    def __init__(self, *args: Any, project: Project, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = project.programme.rounds.order_by("number")
        self.fields["kind"].choices = Grant.Kind.choices
        names = ["number", "kind", "year", "round", "amount", "comment"]
        if self.instance.pk:
            self.fields["why"].required = project.programme.is_published
            names = [*names, "why", "seen"]
        else:
            del self.fields["why"]
        self.helper = one_column(group("", *names))

    def _post_clean(self) -> None:
        """Leave the record as it is: the domain builds and checks what is to be written."""

    def values(self) -> dict[str, Any]:
        """Return what the form says, by the names of ``projects.domain.grantrows``."""
        return {name: self.cleaned_data[name] for name in ("year", "amount", "kind", "round", "comment")}


class WhyForm(forms.Form):
    """Why something is done that the history must explain."""

    why = forms.CharField(
        label=_("Skäl"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Står i historiken. Skriv vad som var fel och hur du vet det."),
    )
