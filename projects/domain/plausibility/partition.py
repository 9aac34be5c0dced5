"""Which figures of a report share out a whole between them: a person stands in one of them only.

Three things say so. A breakdown: parts of a sum, such as how those who ended did. A count of all states: when
a report tells how many of a group are ongoing, each of the others is in one of its other parts. And the code
list: end states (slutlägen) exclude each other.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from projects.domain.plausibility.seen import ENDED, ONGOING, PARTICIPANTS, Count, Told

#: sums of what became of people: their parts are told as a breakdown of them
BREAKDOWNS = (ENDED, "annan-forsorjning", "sjalvforsorjande", "utan-forsorjningsstod")
#: groups that are told for themselves and are not looked through
OUTCOME_GROUPS = (ENDED, "praktik")
WITHIN = ("praktik", "pagaende", "avslutade", *BREAKDOWNS[1:])


class Partition(NamedTuple):
    """``parts`` exclude each other within ``whole``. ``complete``: together they claim to be all of it."""

    whole: Count
    parts: tuple[Count, ...]
    complete: bool

    @property
    def total(self) -> Decimal:
        return sum((part.number for part in self.parts), Decimal())


def partitions(told: Told) -> Iterator[Partition]:
    """Yield what a report shares out, as it says itself and as the code list says."""
    for whole in told.counts:
        if whole.happened and (parts := told.parts_of(whole)):
            yield from _said(told, whole, parts)
    yield from _by_code_list(told)


def lone_parts(told: Told) -> Iterator[tuple[Count, Count]]:
    """Yield (whole, part) where one part alone can be held against its whole."""
    by_pk = {count.pk: count for count in told.counts if count.happened}
    participants = told.first(PARTICIPANTS)
    for part in by_pk.values():
        if part.of in by_pk:
            yield by_pk[part.of], part
        elif part.of is None and participants and (part.is_end_state or part.code in WITHIN):
            yield participants, part


def _said(told: Told, whole: Count, parts: list[Count]) -> Iterator[Partition]:
    if whole.code in BREAKDOWNS:
        yield Partition(whole, tuple(parts), complete=len(parts) > 1)
    elif any(part.code == ONGOING for part in parts):
        yield Partition(whole, tuple(_states(told, parts)), complete=True)
    elif ends := [part for part in parts if part.is_end_state]:
        yield Partition(whole, tuple(ends), complete=False)


def _states(told: Told, parts: list[Count]) -> Iterator[Count]:
    """Look through groups to what became of their people: those tested for a pension got one, or did not."""
    for part in parts:
        if part.is_base and part.code not in OUTCOME_GROUPS:
            yield from _states(told, told.parts_of(part))
        else:
            yield part


def _by_code_list(told: Told) -> Iterator[Partition]:
    """What a form or a file says: its counts are parts of the participants without saying so."""
    free = [count for count in told.counts if count.happened and count.of is None]
    ends = [count for count in free if count.is_end_state and count.code != ONGOING]
    ongoing = [count for count in free if count.code == ONGOING]
    ended = [count for count in free if count.code == ENDED and not told.parts_of(count)]
    participants = told.first(PARTICIPANTS)
    if participants and ended and ongoing:
        yield Partition(participants, (*ended, *ongoing), complete=True)
    if participants and ends:
        yield Partition(participants, (*ends, *ongoing), complete=bool(ongoing and not ended))
    if ended and ends:
        yield Partition(ended[0], tuple(ends), complete=len(ends) > 1)
