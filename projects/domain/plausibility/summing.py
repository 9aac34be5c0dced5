"""Which counts of one report add up to another: what a reader who sees all but one of them can work out.

A form says nowhere that those who are ongoing and those who have ended are the participants together; who
knows the work knows it. Masking must (contract, "Masking").
"""

from collections.abc import Iterable, Iterator

from projects.domain.plausibility.partition import partitions
from projects.domain.plausibility.seen import Count, Told
from projects.models import OutcomeCount


def sums_told(counts: Iterable[OutcomeCount], *, checked: bool) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield (whole, parts), keys of ``counts``, where the parts are the whole to the last person.

    ``counts`` are one report's, with their measures at hand. ``checked``: what a number is when it is checked
    counts, else what was reported.
    """
    told = [_seen(count) for count in counts]
    seen = told if checked else [count._replace(verified=None) for count in told]
    for found in partitions(_told(tuple(seen))):
        if found.total == found.whole.number:
            yield found.whole.pk, tuple(part.pk for part in found.parts)


def _seen(count: OutcomeCount) -> Count:
    measure = count.measure
    return Count(
        count.report_id,
        count.pk,
        measure.code,
        measure.name,
        measure.mode,
        measure.is_base,
        measure.is_end_state,
        measure.counts_as_success,
        count.label,
        count.unit,
        count.qualifier,
        count.told,
        count.verified,
        count.base_id,
        count.stated_percent,
        count.women,
        count.men,
        count.unknown,
    )


def _told(counts: tuple[Count, ...]) -> Told:
    """A report of nothing but its counts: its period and its money say nothing of how they add up."""
    return Told(0, 0, 0, "", 0, 0, False, False, None, None, "", "", counts)
