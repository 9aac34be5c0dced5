"""The basis register: persons counted per party and window of time. It proposes, and changes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funding.models import Agreement, BasisCount, Party, Terms


@dataclass(frozen=True)
class Count:
    """What was counted for a party. The window is half-open: ``ends`` is the first day after."""

    party: Party
    begins: date
    ends: date
    persons: int
    source: str
    age_from: int | None = None
    age_to: int | None = None
    cut_off: date | None = None
    inclusion: str = ""
    caveats: str = ""


@transaction.atomic
def record_counts(*, agreement: Agreement, counts: Sequence[Count]) -> list[BasisCount]:
    """Add counts to the register of ``agreement``. ValidationError: none, a window or source that does not
    hold, a party of another agreement, or a count of the party that is there already."""
    if not counts:
        raise ValidationError(_("Skriv antalet för minst en part."))
    rows = [BasisCount(agreement=agreement, **vars(count)) for count in counts]
    for row in rows:
        if row.party.agreement_id != agreement.pk:
            raise ValidationError(_("Parten är inte med i överenskommelsen."))
        row.full_clean(exclude=["agreement", "party"])
    return BasisCount.objects.bulk_create(rows)


def remove_count(*, count: BasisCount) -> None:
    """Take a count that was written by mistake out of the register; history keeps it."""
    count.delete()


def counted(rows: Iterable[BasisCount], parties: Sequence[Party]) -> dict[str, int]:
    """Sum what is counted per party, by organisation key; a party without a count has nobody."""
    sums = {party.organisation.key: 0 for party in parties}
    names = {party.pk: party.organisation.key for party in parties}
    for row in rows:
        if row.party_id in names:
            sums[names[row.party_id]] += row.persons
    return sums


def basis_for(terms: Terms, rows: Sequence[BasisCount]) -> list[BasisCount]:
    """Return the counts ``terms`` rest on: what was counted before they began, since what they amend did.

    Nothing counted in between: those of what they amend. The first terms take all there is rather than none.
    """
    before = [row for row in rows if row.ends <= terms.valid.lower]
    if terms.amends is None:
        return before or list(rows)
    since = [row for row in before if row.ends > terms.amends.valid.lower]
    return since or basis_for(terms.amends, rows)


def newer_than(terms: Terms, rows: Sequence[BasisCount]) -> list[BasisCount]:
    """Return the counts that came after what ``terms`` rest on: they propose other shares."""
    rested_on = {row.pk for row in basis_for(terms, rows)}
    return [row for row in rows if row.pk not in rested_on and row.ends > terms.valid.lower]
