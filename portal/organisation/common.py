"""The reader that papers are made for: what every central role sees, and nobody's drafts.

A committee document says the same whoever opens it, so its figures are asked for by nobody in particular.
"""

from dataclasses import dataclass

from portal.organisation.models import Role
from portal.organisation.reach import Reach

_ALL_THAT_IS_HANDED_IN = Reach(
    roles={Role.AUDITOR: frozenset()}, own_organisations=frozenset(), district_organisations=frozenset()
)


@dataclass(frozen=True)
class CommonReader:
    """Asked as a ``User`` is, of what is submitted, decided or published; it may see no small counts."""

    reach: Reach = _ALL_THAT_IS_HANDED_IN
    pk: None = None


COMMON_READER = CommonReader()
