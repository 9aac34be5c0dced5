"""A version that will not bind: declined by a party, or taken back by who drafts it; each with a reason."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funding.domain.drafting import read_content, write_new
from funding.domain.versions import for_signing, locked, refuse_stranger
from funding.models import Agreement, Party, Terms
from portal.content.personal import refuse_personal_numbers
from portal.organisation.models import User

_State = Terms.State
CLOSED = (_State.DECLINED, _State.WITHDRAWN)


@transaction.atomic
def decline(*, terms: Terms, party: Party, reason: str, by: User, now: datetime) -> Terms:
    """A party says no, with a reason: this version ends here.

    ValidationError: not for signing, the party is not in it or has signed, or no reason.
    """
    row = for_signing(terms)
    refuse_stranger(row, party)
    if row.signatures.filter(party=party).exists():
        raise ValidationError(_("Parten har redan undertecknat och kan inte avböja."))
    return _close(row, _State.DECLINED, f"{party}: {_given(reason)}", now)


@transaction.atomic
def withdraw(*, terms: Terms, reason: str, by: User, now: datetime) -> Terms:
    """The drafting authority takes it back, draft or sent. ValidationError: signed by all, or no reason."""
    row = locked(terms)
    if row.state not in (_State.DRAFT, _State.FOR_SIGNING):
        raise ValidationError(_("Villkoren är redan avslutade eller undertecknade av alla."))
    return _close(row, _State.WITHDRAWN, _given(reason), now)


@transaction.atomic
def draft_again(*, terms: Terms) -> Terms:
    """Copy a version that was declined or taken back into a new draft of the same change.

    ValidationError: it was not, another is on its way, or what it amends is not in force any more.
    """
    agreement = Agreement.objects.select_for_update().get(pk=terms.agreement_id)
    row = locked(terms)
    if row.state not in CLOSED:
        raise ValidationError(_("Bara villkor som är avböjda eller återtagna skrivs om."))
    if agreement.terms.filter(state__in=[_State.DRAFT, _State.FOR_SIGNING]).exists():
        raise ValidationError(_("Ett annat utkast är redan på väg. Öppna det i stället."))
    if row.amends is None and agreement.terms.signed().exists():
        raise ValidationError(_("Överenskommelsen är redan undertecknad. Skriv ett tillägg i stället."))
    last = agreement.terms.order_by("-version").values_list("version", flat=True)[0]
    draft = Terms(agreement=agreement, version=last + 1, amends=row.amends)
    return write_new(terms=draft, content=read_content(row))


def _close(row: Terms, state: str, reason: str, now: datetime) -> Terms:
    row.state, row.closed_at, row.closed_reason = state, now, reason
    row.save(update_fields=["state", "closed_at", "closed_reason"])
    return row


def _given(reason: str) -> str:
    """Return the reason, which is read by all parties. ValidationError: none, or it points at a person."""
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv varför.")})
    try:
        refuse_personal_numbers(reason)
    except ValidationError as refusal:
        raise ValidationError({"reason": refusal.messages}) from refusal
    return reason.strip()
