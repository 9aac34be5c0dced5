"""The forms of a report's ledger: what was done to get it, what was said, and uppskov."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.content.texts import LONGEST
from portal.deadlines.models import Promise, Reminder
from portal.ui.fields import SwedishDateField
from portal.ui.layout import one_column

NO_NAMES = _("Inga namn, personnummer eller adresser. Skriv till exempel ”en förälder” eller ”flera unga”.")


def free_text(label: Any, *, required: bool = True, help_text: Any = NO_NAMES) -> forms.CharField:
    """A box for some lines about a report, with the word about names."""
    widget = forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST})
    return forms.CharField(
        label=label, required=required, max_length=LONGEST, help_text=help_text, widget=widget
    )


class LedgerForm(forms.Form):
    """Drawn field by field, in the one form shape; the domain checks and writes."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields)


class ReminderForm(LedgerForm):
    channel = forms.ChoiceField(
        label=_("Hur påminde du?"),
        choices=[each for each in Reminder.Channel.choices if each[0] != Reminder.Channel.AUTOMATIC],
        widget=forms.RadioSelect,
    )
    on = SwedishDateField(label=_("Vilken dag?"))
    text = free_text(_("Anteckning"), required=False)


class PromiseForm(LedgerForm):
    on = SwedishDateField(label=_("När lovades det?"))
    promised_for = SwedishDateField(
        label=_("Utlovad till"), required=False, help_text=_("Lämna tomt om ingen dag nämndes.")
    )
    text = free_text(_("Vad sades?"))


class ExcuseForm(LedgerForm):
    on = SwedishDateField(label=_("När sades det?"))
    text = free_text(_("Förklaringen"))


class EscalationForm(LedgerForm):
    chief = forms.ChoiceField(label=_("Lyft till"), choices=Promise.Chief.choices, widget=forms.RadioSelect)
    on = SwedishDateField(label=_("Vilken dag?"))
    text = free_text(_("Vad lyftes?"))


class DayForm(LedgerForm):
    on = SwedishDateField(label=_("Vilken dag?"))


class ExtensionForm(LedgerForm):
    asked_to = SwedishDateField(label=_("Ny sista dag"))
    reason = free_text(_("Varför behöver ni mer tid?"))


class ExtensionAnswerForm(LedgerForm):
    granted = forms.ChoiceField(
        label=_("Svar"), choices=[("ja", _("Bevilja")), ("nej", _("Avslå"))], widget=forms.RadioSelect
    )
    answer = free_text(
        _("Till den som frågade"),
        required=False,
        help_text=_("Vid avslag: skriv varför. Stadsdelen läser det."),
    )
