"""Districts of then and of now: who answers today for what another organisation once did.

Loaded once (one small query) and answered from memory; a city has tens of organisations, not thousands.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, DateField, Value

from portal.organisation.models import Membership, Organisation, Succession

MEMBER = "member"  # stands where a succession has its kind


@dataclass(frozen=True)
class Lineage:
    """Heirs and ancestors of every organisation, by primary key."""

    heirs: dict[int, tuple[int, date | None]]
    split: frozenset[int]
    members: dict[int, frozenset[int]]

    def successor(self, organisation: int, *, on: date) -> int:
        """The organisation that answers on ``on`` for what ``organisation`` did; itself when none came after.

        A split nobody has stated an heir for stops the walk: ``is_unstated`` tells, and nothing is guessed.
        """
        seen = {organisation}
        while organisation in self.heirs:
            heir, since = self.heirs[organisation]
            if (since and since > on) or heir in seen:
                break
            organisation = heir
            seen.add(heir)
        return organisation

    def is_unstated(self, organisation: int) -> bool:
        """Whether the organisation was split and nobody has said who took over."""
        return organisation in self.split and organisation not in self.heirs

    def ancestry(self, organisation: int) -> frozenset[int]:
        """The organisation and all whose work it has taken over, joint ones of theirs included."""
        found = {organisation}
        while True:
            heirs = {before for before, (after, _) in self.heirs.items() if after in found}
            joint = {whole for whole, parts in self.members.items() if parts & found}
            if heirs | joint <= found:
                return frozenset(found)
            found |= heirs | joint


def load_lineage() -> Lineage:
    """Read all successions and memberships, in one query: every page of every person asks for them."""
    heirs: dict[int, tuple[int, date | None]] = {}
    split: set[int] = set()
    members: dict[int, set[int]] = {}
    for first, second, on, kind, takes_over in _links():
        if kind == MEMBER:
            members.setdefault(first, set()).add(second)
            continue
        if takes_over:
            heirs[first] = (second, on)
        if kind == Succession.Kind.SPLIT:
            split.add(first)
    return Lineage(heirs, frozenset(split), {joint: frozenset(parts) for joint, parts in members.items()})


def _links() -> Iterable[tuple[int, int, date | None, str, bool]]:
    successions = Succession.objects.values_list("predecessor", "successor", "on", "kind", "takes_over")
    day, word = Value(None, DateField()), Value(MEMBER, CharField())
    memberships = Membership.objects.values_list("joint", "member", day, word, Value(False))
    return successions.union(memberships, all=True)


def successor_of(organisation: Organisation, *, on: date) -> Organisation:
    """The organisation that answers for this one on ``on`` (one row, for pages about one thing)."""
    key = load_lineage().successor(organisation.pk, on=on)
    return organisation if key == organisation.pk else Organisation.objects.get(pk=key)
