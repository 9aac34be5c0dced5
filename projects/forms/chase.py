"""The forms of the chase: what was done to get a report, what was said, uppskov, and money back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models import Promise, Reminder
from portal.ui.fields import SwedishDateField, TkrField
from portal.ui.layout import one_column
from projects.forms.fields import LONGEST
from projects.forms.project import NO_NAMES


def _text(label: Any, *, required: bool = True, help_text: Any = NO_NAMES) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST})
    return forms.CharField(
        label=label, required=required, max_length=LONGEST, help_text=help_text, widget=widget
    )


class ChaseForm(forms.Form):
    """Drawn field by field, in the one form shape; the domain checks and writes."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields)


class ReminderForm(ChaseForm):
    channel = forms.ChoiceField(
        label=_("Hur påminde du?"),
        choices=[each for each in Reminder.Channel.choices if each[0] != Reminder.Channel.AUTOMATIC],
        widget=forms.RadioSelect,
    )
    on = SwedishDateField(label=_("Vilken dag?"))
    text = _text(_("Anteckning"), required=False)


class PromiseForm(ChaseForm):
    on = SwedishDateField(label=_("När lovades det?"))
    promised_for = SwedishDateField(
        label=_("Utlovad till"), required=False, help_text=_("Lämna tomt om ingen dag nämndes.")
    )
    text = _text(_("Vad sades?"))


class ExcuseForm(ChaseForm):
    on = SwedishDateField(label=_("När sades det?"))
    text = _text(_("Förklaringen"))


class EscalationForm(ChaseForm):
    chief = forms.ChoiceField(label=_("Lyft till"), choices=Promise.Chief.choices, widget=forms.RadioSelect)
    on = SwedishDateField(label=_("Vilken dag?"))
    text = _text(_("Vad lyftes?"))


class DayForm(ChaseForm):
    on = SwedishDateField(label=_("Vilken dag?"))


class ExtensionForm(ChaseForm):
    asked_to = SwedishDateField(label=_("Ny sista dag"))
    reason = _text(_("Varför behöver ni mer tid?"))


class ExtensionAnswerForm(ChaseForm):
    granted = forms.ChoiceField(
        label=_("Svar"), choices=[("ja", _("Bevilja")), ("nej", _("Avslå"))], widget=forms.RadioSelect
    )
    answer = _text(
        _("Till den som frågade"),
        required=False,
        help_text=_("Vid avslag: skriv varför. Stadsdelen läser det."),
    )


class RepaymentForm(ChaseForm):
    amount = TkrField(
        label=_("Belopp"), required=False, help_text=_("I tusental kronor. Lämna tomt om det inte är känt.")
    )
    on = SwedishDateField(label=_("Meddelat"))
    reason = _text(_("Varför?"))


class RepaymentReceiveForm(ChaseForm):
    amount = TkrField(label=_("Belopp"), required=False, help_text=_("I tusental kronor."))
    on = SwedishDateField(label=_("Mottaget"))


class RepaymentWithdrawForm(ChaseForm):
    on = SwedishDateField(label=_("Vilken dag?"))
    reason = _text(_("Varför går medlen inte tillbaka?"))
