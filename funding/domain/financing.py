"""The state's general allowance (generalschablon) of a party for a year is registered: its financing."""

from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funding.models import Agreement, Allowance, Party

YEARS = range(1990, 2101)


@transaction.atomic
def keep_allowances(*, agreement: Agreement, year: int, amounts: Mapping[Party, Decimal | None]) -> None:
    """Store the parties' allowances for ``year``, in kronor; None takes a party's away.

    ValidationError: a party of another agreement, a negative amount, or a year that is none.
    """
    if year not in YEARS:
        raise ValidationError({"year": _("Skriv året med fyra siffror, mellan 1990 och 2100.")})
    known = {
        row.party_id: row
        for row in Allowance.objects.select_for_update().filter(agreement=agreement, year=year)
    }
    for party, amount in amounts.items():
        if party.agreement_id != agreement.pk:
            raise ValidationError(_("Parten är inte med i överenskommelsen."))
        row = known.get(party.pk) or Allowance(agreement=agreement, party=party, year=year)
        if amount is None:
            if row.pk:
                row.delete()
        elif row.amount != amount:
            row.amount = amount
            row.full_clean(exclude=["agreement", "party"])
            row.save()
