"""A renegotiation notice: told, taken to the steering group, and ended by an amendment or by withdrawal."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funding.models import Agreement, Notice, Party, Terms


@transaction.atomic
def give_notice(*, party: Party, ground: str, known_since: date, on: date, today: date) -> Notice:
    """Note that a party calls for renegotiation. Duties go on until a change is decided.

    ValidationError: nothing is in force, no ground, a day ahead, or noticed before it was known.
    """
    agreement = Agreement.objects.select_for_update().get(pk=party.agreement_id)
    if not ground.strip():
        raise ValidationError({"ground": _("Skriv vilka förutsättningar som har ändrats.")})
    if on > today:
        raise ValidationError({"noticed_on": _("Anmälan kan inte vara gjord en dag som inte har varit.")})
    if not agreement.terms.signed().filter(force__contains=on).exists():
        raise ValidationError(_("Inga villkor är i kraft den dagen, så det finns inget att omförhandla."))
    notice = Notice(
        agreement=agreement, party=party, ground=ground.strip(), known_since=known_since, noticed_on=on
    )
    notice.full_clean()
    notice.save()
    return notice


def tell_steering_group(*, notice: Notice, on: date) -> Notice:
    """Note the day the steering group was told. ValidationError when it lies before the notice."""
    if on < notice.noticed_on:
        raise ValidationError({"steering_told_on": _("Styrgruppen kan inte ha fått veta det före anmälan.")})
    notice.steering_told_on = on
    notice.save(update_fields=["steering_told_on"])
    return notice


@transaction.atomic
def withdraw_notice(*, notice: Notice, reason: str, on: date) -> Notice:
    """Take the notice back: nothing changes. ValidationError: it has ended, or nothing says why."""
    row = _open(notice)
    if not reason.strip():
        raise ValidationError({"withdrawn_reason": _("Skriv varför anmälan tas tillbaka.")})
    row.withdrawn_on, row.withdrawn_reason = on, reason.strip()
    row.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    return row


@transaction.atomic
def answer_with(*, notice: Notice, amendment: Terms) -> Notice:
    """Let the notice end in an amendment. ValidationError: it has ended, or the amendment is another's."""
    row = _open(notice)
    if amendment.agreement_id != row.agreement_id or amendment.amends_id is None:
        raise ValidationError(_("Välj ett tillägg till samma överenskommelse."))
    row.amendment = amendment
    row.save(update_fields=["amendment"])
    return row


def _open(notice: Notice) -> Notice:
    row = Notice.objects.select_for_update().get(pk=notice.pk)
    if row.amendment_id or row.withdrawn_on:
        raise ValidationError(_("Anmälan är redan avslutad."))
    return row
