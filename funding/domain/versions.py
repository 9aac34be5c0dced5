"""A version of the terms taken hold of: two who act on it at the same moment follow each other."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from funding.domain.hashing import checksum
from funding.models import Party, Terms


def locked(terms: Terms) -> Terms:
    """Lock the version until the transaction ends, and return it as it now stands."""
    return Terms.objects.select_for_update(of=["self"]).select_related("agreement").get(pk=terms.pk)


def for_signing(terms: Terms) -> Terms:
    """Lock a version that is out for signing. ValidationError when it is not, or not any more."""
    row = locked(terms)
    if row.state != Terms.State.FOR_SIGNING:
        raise ValidationError(_("Villkoren är inte ute för underskrift."))
    return row


def refuse_stranger(terms: Terms, party: Party) -> None:
    """ValidationError when the party has no share in these terms: a merger may have taken it out."""
    if not terms.shares.filter(party=party).exists():
        raise ValidationError(_("Parten är inte med i de här villkoren."))


def is_intact(terms: Terms) -> bool:
    """Whether all that is signed still reads as it did when it was sent. Queries: six."""
    return checksum(terms) == terms.content_hash
