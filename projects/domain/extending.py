"""One first grant a project, and an extension only of an earlier first grant, for a whole batch at once.

The database holds both rules too (projects/models/grant.py); here the rows that break them are named.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.database.refusals import words_of
from projects.domain.grantrows import GrantRow
from projects.models import Grant


@dataclass(frozen=True)
class _Place:
    """A grant as it is to stand: stored and left alone (``row`` is None), or as a row of the batch says."""

    kind: str
    year: int | None
    row: GrantRow | None = None

    def extends(self, initial: "_Place") -> bool:
        """A year nobody knows is not later."""
        return self.year is None or initial.year is None or initial.year <= self.year


def refuse_kinds(rows: Sequence[GrantRow], stored: Iterable[Grant]) -> None:
    """Refuse rows that break the order of grants. A row refused may leave another without its first grant."""
    stored = list(stored)
    while broken := list(_broken(rows, stored)):
        for row, constraint in broken:
            row.refusals.add("kind", words_of(constraint))


def _broken(rows: Sequence[GrantRow], stored: Iterable[Grant]) -> Iterable[tuple[GrantRow, str]]:
    for places in _by_project(rows, stored):
        initials = [place for place in places if place.kind == Grant.Kind.INITIAL]
        orphans = [
            place
            for place in places
            if place.kind == Grant.Kind.EXTENSION and not any(place.extends(initial) for initial in initials)
        ]
        alone = any(orphan.row is None for orphan in orphans)
        for place in places:
            if place.row is None:
                continue
            if place in initials[1:]:
                yield place.row, "grant_one_initial"
            elif place in orphans or (alone and _moved(place.row)):
                yield place.row, "grant_extends_an_initial"


def _moved(row: GrantRow) -> bool:
    """Whether the row takes the first grant away from a stored extension."""
    was_initial = row.before["kind"] == Grant.Kind.INITIAL
    return was_initial and bool({change.field for change in row.changes} & {"kind", "year"})


def _by_project(rows: Sequence[GrantRow], stored: Iterable[Grant]) -> Iterable[list[_Place]]:
    """The grants of each project as they would become: those left alone first, then the accepted rows."""
    accepted = [row for row in rows if not row.refusals]
    corrected = {row.grant.pk for row in accepted if not row.is_new}
    found: dict[int, list[_Place]] = {}
    for grant in stored:
        if grant.pk not in corrected:
            found.setdefault(grant.project_id, []).append(_Place(grant.kind, grant.year))
    for row in accepted:
        found.setdefault(row.grant.project_id, []).append(_Place(row.grant.kind, row.grant.year, row))
    return found.values()
