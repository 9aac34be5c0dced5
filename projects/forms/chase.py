"""The forms of money that goes back; what is noted of a report is in ``portal.deadlines.ledgerforms``."""

from django.utils.translation import gettext_lazy as _

from portal.deadlines.ledgerforms import LedgerForm, free_text
from portal.ui.fields import SwedishDateField, TkrField


class RepaymentForm(LedgerForm):
    amount = TkrField(
        label=_("Belopp"), required=False, help_text=_("I tusental kronor. Lämna tomt om det inte är känt.")
    )
    on = SwedishDateField(label=_("Meddelat"))
    reason = free_text(_("Varför?"))


class RepaymentReceiveForm(LedgerForm):
    amount = TkrField(label=_("Belopp"), required=False, help_text=_("I tusental kronor."))
    on = SwedishDateField(label=_("Mottaget"))


class RepaymentWithdrawForm(LedgerForm):
    on = SwedishDateField(label=_("Vilken dag?"))
    reason = free_text(_("Varför går medlen inte tillbaka?"))
