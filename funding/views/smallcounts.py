"""Small counts of people that the reader may not see: in the basis of an agreement, and in a history."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from django.db.models import Model

from funding import access
from funding.models import Agreement, BasisCount
from portal.content.masking import masked_below
from portal.history.timeline import Entry
from portal.organisation.models import User


def is_small(row: BasisCount) -> bool:
    """Whether somebody could be recognised by the count."""
    return 1 <= row.persons < masked_below()


def small_in(agreement: Agreement, rows: Iterable[BasisCount]) -> bool:
    """Whether a print must do without any of ``rows``. What is published stands in print already."""
    return not agreement.is_published and any(is_small(row) for row in rows)


def hidden_in(agreement: Agreement, rows: Iterable[BasisCount], user: User) -> frozenset[int]:
    """Return the keys of those of ``rows`` that ``user`` may not see; their parties are read already."""
    small = [row for row in rows if is_small(row)]
    for row in small:
        row.party.agreement = agreement
    return frozenset(row.pk for row in small if not access.may_see_small_counts(user, row.party))


def sees_every_count(agreement: Agreement, user: User) -> bool:
    """Whether ``user`` may read the counts of all parties, small or not, also those taken away since."""
    return agreement.is_published or user.reach.has(*access.UNMASKED)


def without(entries: Iterable[Entry], model: type[Model], names: Collection[str]) -> list[Entry]:
    """Return ``entries`` without what changed in the fields ``names`` of ``model``: a history tells each
    number by itself, so none of them can be masked beside the others."""
    labels = {str(model._meta.get_field(name).verbose_name).casefold() for name in names}
    found = []
    for entry in entries:
        parts = [
            replace(part, changes=[each for each in part.changes if each.label.casefold() not in labels])
            for part in entry.parts
        ]
        found.append(replace(entry, parts=parts))
    return found
