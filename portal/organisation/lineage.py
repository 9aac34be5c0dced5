"""Districts of then and of now: who answers today for what another organisation once did.

Loaded once (two small queries) and answered from memory; a city has tens of organisations, not thousands.
"""

from dataclasses import dataclass
from datetime import date

from portal.organisation.models import Membership, Organisation, Succession


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
    """Read all successions and memberships."""
    successions = list(Succession.objects.values_list("predecessor", "successor", "on", "kind", "takes_over"))
    members: dict[int, set[int]] = {}
    for joint, member in Membership.objects.values_list("joint", "member"):
        members.setdefault(joint, set()).add(member)
    return Lineage(
        heirs={before: (after, on) for before, after, on, _, takes_over in successions if takes_over},
        split=frozenset(before for before, *_, kind, _ in successions if kind == Succession.Kind.SPLIT),
        members={joint: frozenset(parts) for joint, parts in members.items()},
    )


def successor_of(organisation: Organisation, *, on: date) -> Organisation:
    """The organisation that answers for this one on ``on`` (one row, for pages about one thing)."""
    key = load_lineage().successor(organisation.pk, on=on)
    return organisation if key == organisation.pk else Organisation.objects.get(pk=key)
