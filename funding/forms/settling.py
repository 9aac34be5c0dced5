"""The forms of settlements and booking orders: which period, why, the days of booking, the allowances."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from funding.models import Party
from portal.periods import Period
from portal.ui.fields import SwedishDateField, TkrField
from portal.ui.layout import group, one_column

LONGEST = 4000


def reason_field(label: Any, help_text: Any) -> forms.CharField:
    """Return a box for why something is done, read by everybody who reads the settlement."""
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class PrepareForm(forms.Form):
    """Which period is settled. ``periods``: those that have reported costs and no settlement."""

    period = forms.ChoiceField(label=_("Period"), widget=forms.RadioSelect)
    final = forms.BooleanField(
        label=_("Det här är årets slutliga avräkning"),
        required=False,
        help_text=_("Den görs i december, för årets sista period. De andra är preliminära."),
    )

    def __init__(self, *args: Any, periods: Sequence[Period], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.periods = {f"{each.year}-{each.number}": each for each in periods}
        self.fields["period"].choices = [
            (key, f"{each.title} ({each.written})") for key, each in self.periods.items()
        ]
        self.helper = one_column(group("", "period", "final"))

    def said(self) -> Period:
        """Return the period that was chosen, of a valid form."""
        return self.periods[self.cleaned_data["period"]]


class WithdrawForm(forms.Form):
    reason = reason_field(
        _("Varför tas avräkningen tillbaka?"), _("Parterna läser det. Skriv inga namn på enskilda.")
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column(group("", "reason"))


class ObjectForm(forms.Form):
    reason = reason_field(
        _("Vad stämmer inte?"),
        _("Skriv vilket belopp eller vilken andel det gäller. Alla parter läser det. Inga namn på enskilda."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column(group("", "reason"))


class AnswerForm(forms.Form):
    answer = reason_field(
        _("Ditt svar"), _("Parten läser det och granskar sedan raden. Skriv inga namn på enskilda.")
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column(group("", "answer"))


class AnewForm(forms.Form):
    reason = reason_field(
        _("Vad är ändrat?"),
        _("Det blir svaret på invändningen och skälet till att den här räkningen tas tillbaka."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column(group("", "reason"))


class CorrectForm(forms.Form):
    reason = reason_field(
        _("Varför rättas avräkningen?"),
        _("Till exempel att en kostnad kom in sent. Parterna läser det. Skriv inga namn på enskilda."),
    )
    final = forms.BooleanField(label=_("Det här är årets slutliga avräkning"), required=False)

    def __init__(self, *args: Any, may_be_final: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not may_be_final:
            del self.fields["final"]
        self.helper = one_column(group("", *self.fields))


class OrderForm(forms.Form):
    booking_date = SwedishDateField(label=_("Bokföringsdatum"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column(group("", "booking_date"))


class ReturnForm(forms.Form):
    reason = reason_field(
        _("Vad behöver ändras?"),
        _("Den som upprättade ordern läser det, ändrar och skickar den igen. Skriv inga namn på enskilda."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column(group("", "reason"))


class CancelForm(forms.Form):
    reason = reason_field(
        _("Varför makuleras ordern?"),
        _("Till exempel att den inte hann bokföras under året. Skriv inga namn på enskilda."),
    )
    is_unbooked = forms.BooleanField(
        label=_("Inget i ordern är bokfört i ekonomisystemet"),
        error_messages={"required": _("Är ordern bokförd, notera verifikationsnumret i stället.")},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column(group("", "reason", "is_unbooked"))


class BookForm(forms.Form):
    voucher = forms.CharField(
        label=_("Verifikationsnummer"),
        max_length=30,
        help_text=_("Som i ekonomisystemet. Fler verifikat skrivs efter varandra."),
    )
    booked_on = SwedishDateField(label=_("Bokförd den"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column(group("", "voucher", "booked_on"))


class AllowanceForm(forms.Form):
    """A box a party: its allowance for a year in tkr. Left blank it is not registered, 0 is zero."""

    def __init__(self, *args: Any, parties: Iterable[Party], known: Mapping[int, Decimal], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.parties = {f"part_{each.pk}": each for each in parties}
        for name, party in self.parties.items():
            self.fields[name] = TkrField(
                label=str(party),
                required=False,
                initial=known.get(party.pk),
                help_text=_("I tusental kronor."),
            )
        self.helper = one_column(group("", *self.fields))

    def amounts(self) -> dict[Party, Decimal | None]:
        return {party: self.cleaned_data[name] for name, party in self.parties.items()}
