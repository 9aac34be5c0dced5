"""A renegotiation notice: told, taken to the steering group, and ended by an amendment or by withdrawal.

An amendment that answers it ends it when every party has signed; declined, the notice waits for another.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funding.models import Agreement, Notice, Party, Terms


@transaction.atomic
def give_notice(*, party: Party, ground: str, known_since: date, on: date, today: date) -> Notice:
    """Note that a party calls for renegotiation. Duties go on until a change is decided.

    ValidationError: nothing is in force, no ground, a day ahead, noticed before it was known, or the party
    has one already that goes on.
    """
    agreement = Agreement.objects.select_for_update().get(pk=party.agreement_id)
    if not ground.strip():
        raise ValidationError({"ground": _("Skriv vilka förutsättningar som har ändrats.")})
    if on > today:
        raise ValidationError({"noticed_on": _("Anmälan kan inte vara gjord en dag som inte har varit.")})
    if not agreement.terms.signed().filter(force__contains=on).exists():
        raise ValidationError(_("Inga villkor är i kraft den dagen, så det finns inget att omförhandla."))
    if agreement.notices.open().filter(party=party).exists():
        raise ValidationError({"party": _("Parten har redan begärt omförhandling, och den pågår.")})
    notice = Notice(
        agreement=agreement, party=party, ground=ground.strip(), known_since=known_since, noticed_on=on
    )
    notice.full_clean()
    notice.save()
    return notice


@transaction.atomic
def tell_steering_group(*, notice: Notice, on: date, today: date) -> Notice:
    """Note the day the steering group was told. ValidationError: before the notice, or a day ahead."""
    row = Notice.objects.select_for_update().get(pk=notice.pk)
    if on < row.noticed_on:
        raise ValidationError({"steering_told_on": _("Styrgruppen kan inte ha fått veta det före anmälan.")})
    if on > today:
        raise ValidationError(
            {"steering_told_on": _("Styrgruppen kan inte ha fått veta det en dag som inte har varit.")}
        )
    row.steering_told_on = on
    row.save(update_fields=["steering_told_on"])
    return row


@transaction.atomic
def withdraw_notice(*, notice: Notice, reason: str, on: date) -> Notice:
    """Take the notice back: nothing changes, and an amendment on its way answers it no more.

    ValidationError: it has ended, or nothing says why."""
    row = _open(notice)
    if not reason.strip():
        raise ValidationError({"withdrawn_reason": _("Skriv varför anmälan tas tillbaka.")})
    row.withdrawn_on, row.withdrawn_reason, row.amendment = on, reason.strip(), None
    row.save(update_fields=["withdrawn_on", "withdrawn_reason", "amendment"])
    return row


@transaction.atomic
def answer_with(*, notice: Notice, amendment: Terms) -> Notice:
    """Let the notice be answered by an amendment; it ends when that is signed by all.

    ValidationError: it has ended, or the amendment is another's, declined or taken back."""
    row = _open(notice)
    if amendment.agreement_id != row.agreement_id or amendment.amends_id is None:
        raise ValidationError({"amendment": _("Välj ett tillägg till samma överenskommelse.")})
    if amendment.state in (Terms.State.DECLINED, Terms.State.WITHDRAWN):
        raise ValidationError({"amendment": _("Tillägget är avböjt eller återtaget. Välj ett annat.")})
    row.amendment = amendment
    row.save(update_fields=["amendment"])
    return row


def _open(notice: Notice) -> Notice:
    row = Notice.objects.select_for_update(of=["self"]).select_related("amendment").get(pk=notice.pk)
    if not row.is_open:
        raise ValidationError(_("Anmälan är redan avslutad."))
    return row
