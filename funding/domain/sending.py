"""A draft is sent to its parties for signing: from now on nothing of it changes."""

from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from funding.domain.hashing import checksum
from funding.domain.versions import locked
from funding.models import Terms
from portal.organisation.models import Organisation, User


@transaction.atomic
def send_for_signing(*, terms: Terms, to: Organisation, by: User | None, now: datetime) -> Terms:
    """Send a draft to its parties. ``to``: the nämnd that receives it.

    ValidationError: it is no draft, shares do not sum to 100, fewer than two parties, no cost, its time has
    passed, or an amendment does not begin while what it amends is in force.
    """
    row = locked(terms)
    if row.state != Terms.State.DRAFT:
        raise ValidationError(_("Villkoren är redan skickade för underskrift."))
    if found := hindrances(row, now):
        raise ValidationError(found)
    row.state, row.content_hash = Terms.State.FOR_SIGNING, checksum(row)
    row.submitted_at, row.submitted_by, row.received_by = now, by, to
    row.save(update_fields=["state", "content_hash", "submitted_at", "submitted_by", "received_by"])
    return row


def hindrances(terms: Terms, now: datetime) -> list[str]:
    """Say all that keeps a draft from being sent; nothing when it may be."""
    return [*_of_shares(terms), *_of_costs(terms), *_of_time(terms, now)]


def _of_shares(terms: Terms) -> list[str]:
    shares = list(terms.shares.values_list("percent", flat=True))
    if len(shares) < 2:
        return [_("En överenskommelse har minst två parter.")]
    if (whole := sum(shares, Decimal())) != 100:
        words = {"sum": f"{whole.normalize():f}".replace(".", ",")}
        return [_("Andelarna är tillsammans %(sum)s procent. De ska vara 100.") % words]
    return []


def _of_costs(terms: Terms) -> list[str]:
    if terms.costs.filter(amount__gt=0).exists():
        return []
    return [_("Det finns ingen kostnad att dela. Skriv vad det kostar per år.")]


def _of_time(terms: Terms, now: datetime) -> list[str]:
    if terms.valid.upper <= timezone.localdate(now):
        return [
            _(
                "Tiden som villkoren gäller har redan gått ut. Är överenskommelsen redan undertecknad på "
                "papper registrerar du den i stället."
            )
        ]
    if terms.amends is None:
        return []
    held = terms.amends.force
    if held is None or not held.lower < terms.valid.lower < held.upper:
        return [_("Tillägget börjar inte under den tid som villkoren det ändrar gäller.")]
    return []
