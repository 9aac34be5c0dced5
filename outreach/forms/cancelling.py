"""Why an activity is cancelled, or struck."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CancelForm(forms.Form):
    """A reason, when there is one to tell."""

    reason = forms.CharField(
        label=_("Varför ställs den in?"),
        required=False,
        max_length=200,
        help_text=_("Till exempel: Lokalen var stängd. Skriv inget om enskilda personer."),
    )


class StrikeForm(forms.Form):
    """What was registered by mistake: why?"""

    reason = forms.CharField(
        label=_("Varför stryks den?"),
        max_length=200,
        help_text=_(
            "Till exempel: Registrerad två gånger. Antalen räknas inte längre med, men står kvar i "
            "historiken. Du kan ångra."
        ),
    )
