"""Which nämnder bear a grant, and how much each: equal parts unless somebody agreed otherwise.

Source: the printed programme gave half from each of its two nämnder ("5+5"). The öre that cannot be halved
goes, nobody being named for it, to the nämnd whose name stands first (portal/money/splitting.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from portal.money import split
from portal.organisation.models import Organisation
from projects.models import Appropriation, Programme

Shares = dict[Organisation, Decimal]
Weights = Mapping[Organisation, Decimal | Fraction | int]


@dataclass
class Funding:
    """The nämnder that gave a programme money, year by year."""

    programme: Programme
    by_year: dict[int, set[Organisation]] = field(default_factory=dict)

    def committees(self, year: int | None) -> set[Organisation]:
        """Those that gave money that year; if none did or it is not known, those of the programme's years."""
        if year in self.by_year:
            return self.by_year[year]
        within = [found for each, found in self.by_year.items() if self._runs_in(each)]
        return set().union(*(within or self.by_year.values()))

    def _runs_in(self, year: int) -> bool:
        begins, ends = self.programme.starts_on, self.programme.ends_on
        return (begins is None or begins.year <= year) and (ends is None or year <= ends.year)

    def equal(self, amount: Decimal, year: int | None) -> Shares:
        """Equal parts, in kronor; none when no nämnd has set money aside."""
        return apportion(amount, dict.fromkeys(self.committees(year), 1))


def load_funding(programmes: Iterable[Programme]) -> dict[int, Funding]:
    """The funding of each programme, by its key, in one query."""
    found = {programme.pk: Funding(programme) for programme in programmes}
    rows = Appropriation.objects.filter(programme__in=found).select_related("committee")
    for row in rows:
        found[row.programme_id].by_year.setdefault(row.year, set()).add(row.committee)
    return found


def apportion(amount: Decimal, weights: Weights) -> Shares:
    """Split kronor by weights of any sum; the parts sum to the whole. Raises what ``split`` raises."""
    if not weights:
        return {}
    named = {(committee.as_committee, committee.pk): committee for committee in weights}
    parts = split(amount, {key: weights[committee] for key, committee in named.items()}).parts
    return {named[key]: part for key, part in parts.items()}
