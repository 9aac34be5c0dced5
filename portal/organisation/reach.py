"""How far a person's roles of today reach: which roles, which organisations, own and inherited.

A joint organisation's ancestry passes to each member's people; what a district once did passes to the one
that took over. Rights pass forward, never back: who signs for Norrmalm does not read Norra innerstaden.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from portal.organisation.lineage import Lineage, load_lineage
from portal.organisation.models import Organisation, Role, User
from portal.organisation.models.people import CENTRAL_ROLES, DISTRICT_ROLES

# The auditor reads what is submitted, decided or frozen; the administrator reads no business at all.
READERS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Reach:
    """``roles``: role -> organisations it is held at. ``own_organisations``: whose drafts one may see.

    ``lineage`` is what was read to find them out, kept so that a page need not read it twice.
    """

    roles: dict[str, frozenset[int]]
    own_organisations: frozenset[int]
    district_organisations: frozenset[int]
    lineage: Lineage | None = None

    def has(self, *roles: Role) -> bool:
        return any(role in self.roles for role in roles)

    @property
    def central(self) -> bool:
        """Whether any role is central: such roles see what is submitted, decided or frozen."""
        return self.has(*CENTRAL_ROLES)

    def at(self, *roles: Role) -> frozenset[int]:
        """The organisations, inherited ones included, at which one of ``roles`` is held."""
        return frozenset().union(*(self.roles.get(role, frozenset()) for role in roles))


NOBODY = Reach(roles={}, own_organisations=frozenset(), district_organisations=frozenset())


def reach_of(user: User, *, today: date | None = None) -> Reach:
    """Read the user's assignments of ``today`` (default: now) and what they reach."""
    if not user.is_active:
        return NOBODY
    day = today or timezone.localdate()
    held = list(user.assignments.valid_on(day).values_list("role", "organisation", "organisation__parent"))
    if not held:
        return NOBODY
    lineage = load_lineage()
    roles: dict[str, set[int]] = {}
    own: set[int] = set()
    for role, organisation, parent in held:
        ancestry = lineage.ancestry(organisation)
        roles.setdefault(role, set()).update(ancestry)
        # A committee and the administration under it are one authority: they share their drafts.
        if role not in READERS:
            own |= ancestry | ({parent} if parent else set())
    return Reach(
        roles={role: frozenset(where) for role, where in roles.items()},
        own_organisations=frozenset(own) | _administrations_of(own),
        district_organisations=frozenset().union(*(roles.get(role, set()) for role in DISTRICT_ROLES)),
        lineage=lineage,
    )


def _administrations_of(committees: set[int]) -> frozenset[int]:
    below = Organisation.objects.filter(parent__in=committees, parent__kind=Organisation.Kind.COMMITTEE)
    return frozenset(below.values_list("pk", flat=True))
