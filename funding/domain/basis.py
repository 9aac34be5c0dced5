"""The basis register: persons counted per party and window of time. It proposes, and changes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from funding.domain.persons import refuse_in_record
from funding.models import Agreement, BasisCount, Party, Support, Terms


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
def record_counts(*, agreement: Agreement, counts: Sequence[Count], now: datetime) -> list[BasisCount]:
    """Add counts to the register of ``agreement``. ValidationError: none, a window or source that does not
    hold, a party of another agreement, or a count of the party that is there already."""
    if not counts:
        raise ValidationError(_("Skriv antalet för minst en part."))
    rows = [BasisCount(agreement=agreement, recorded_at=now, **vars(count)) for count in counts]
    for row in rows:
        if row.party.agreement_id != agreement.pk:
            raise ValidationError(_("Parten är inte med i överenskommelsen."))
        refuse_in_record(row)
        row.full_clean(exclude=["agreement", "party"])
    return BasisCount.objects.bulk_create(rows)


@transaction.atomic
def remove_count(*, count: BasisCount) -> None:
    """Take a count that was written by mistake out of the register; history keeps it.

    ValidationError: terms that are sent rest on it. Terms that were registered from paper may get their
    basis afterwards, and have it put right.
    """
    agreement = Agreement.objects.select_for_update().get(pk=count.agreement_id)
    signed_here = Q(state=Terms.State.SIGNED, pk__in=Support.objects.values("terms"))
    sent = agreement.terms.filter(Q(state=Terms.State.FOR_SIGNING) | signed_here)
    rows = list(agreement.basis.all())
    for terms in sent.select_related("amends").order_by("version"):
        if count in basis_for(terms, rows):
            words = {"version": terms.version}
            raise ValidationError(
                _(
                    "Villkoren i version %(version)s är skickade och bygger på antalet, så det ligger kvar. "
                    "Är det fel, lägg till det rätta antalet och skriv ett tillägg."
                )
                % words
            )
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
    What was counted, drawn or added after they were sent came too late to be what was signed.
    """
    there = [row for row in rows if _was_added(terms, row)]
    before = [row for row in there if row.ends <= terms.valid.lower and _was_known(terms, row)]
    if terms.amends is None:
        return before or there
    since = [row for row in before if row.ends > terms.amends.valid.lower]
    return since or basis_for(terms.amends, rows)


def newer_than(terms: Terms, rows: Sequence[BasisCount]) -> list[BasisCount]:
    """Return the counts that came after what ``terms`` rest on: they propose other shares.

    One that was added late and tells of an older time than those they rest on proposes nothing.
    """
    rested_on = basis_for(terms, rows)
    newest = max((row.ends for row in rested_on), default=date.min)
    left = [row for row in rows if row not in rested_on]
    return [
        row
        for row in left
        if row.ends > terms.valid.lower
        or not _was_known(terms, row)
        or (not _was_added(terms, row) and row.ends >= newest)
    ]


def _was_known(terms: Terms, row: BasisCount) -> bool:
    """Whether the count could be there when ``terms`` were sent; a draft takes all."""
    if terms.submitted_at is None:
        return True
    sent = timezone.localdate(terms.submitted_at)
    return row.ends <= sent and (row.cut_off is None or row.cut_off <= sent)


def _was_added(terms: Terms, row: BasisCount) -> bool:
    """Whether the count stood in the register when ``terms`` were sent.

    A draft takes all, and so do terms that were signed on paper: they are sent and signed at the moment they
    are registered, and get their basis afterwards.
    """
    if terms.submitted_at is None or row.recorded_at is None or terms.submitted_at == terms.signed_at:
        return True
    return row.recorded_at <= terms.submitted_at
