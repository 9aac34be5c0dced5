"""What a party's signature rests on: its nämnd's decision, or delegation that is told at the next meeting.

Source: administration.md 10 and 14.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funding.domain.persons import refuse_in_record
from funding.domain.versions import for_signing, refuse_stranger
from funding.models import Party, Support, Terms
from portal.database.refusals import in_words
from portal.organisation.models import User


@transaction.atomic
def register_support(
    *,
    terms: Terms,
    party: Party,
    decided_on: date,
    paragraph: str = "",
    number: str = "",
    delegation: str = "",
    by: User | None,
    today: date,
) -> Support:
    """Note what a signature rests on.

    ValidationError: not sent, the party is not in it, a day ahead, no word of where, or registered already.
    """
    row = for_signing(terms)
    refuse_stranger(row, party)
    if decided_on > today:
        raise ValidationError({"decided_on": _("Beslutet kan inte vara fattat en dag som inte har varit.")})
    support = Support(
        terms=row,
        party=party,
        decided_on=decided_on,
        paragraph=paragraph.strip(),
        number=number.strip(),
        delegation=delegation.strip(),
        registered_by=by,
    )
    refuse_in_record(support)
    support.full_clean()
    with in_words():
        support.save()
    return support


@transaction.atomic
def remove_support(*, support: Support) -> None:
    """Take away a support that was written by mistake; history keeps it. ValidationError: it is signed on."""
    row = for_signing(support.terms)
    if row.signatures.filter(party=support.party_id).exists():
        raise ValidationError(_("Parten har undertecknat med det här stödet. Det kan inte tas bort."))
    support.delete()


@transaction.atomic
def report_support(*, support: Support, on: date, today: date) -> Support:
    """Note that a decision on delegation was told to its nämnd (anmält).

    ValidationError: it is no delegation, a day ahead or before the decision, or told already.
    """
    row = Support.objects.select_for_update().filter(pk=support.pk).first()
    if row is None:
        raise ValidationError(_("Stödet har tagits bort. Läs om sidan."))
    if row.reported_on:
        raise ValidationError(_("Beslutet är redan anmält."))
    if on > today:
        raise ValidationError(
            {"reported_on": _("Dagen har inte varit. Anmäl beslutet när nämnden har mötts.")}
        )
    row.reported_on = on
    row.validate_constraints()
    row.save(update_fields=["reported_on"])
    return row
