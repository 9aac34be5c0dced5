"""What the tables of activities are made of: sums of tallies, cut one way, for one reader and window."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from outreach import access
from outreach.domain import windows
from outreach.domain.districts import Districts, readable
from outreach.domain.reach import first_month
from outreach.models import Language, Tally, TargetGroup, WorkForm
from portal.organisation.models import Organisation, User
from portal.workareas import Scope

#: what is added up, in the order of ``Sums``
ADDED = (
    "activities",
    "telling_heads",
    "telling_children",
    "women",
    "men",
    "unknown",
    "children",
    "recipients",
)


@dataclass(frozen=True)
class Sums:
    """What a group of activities adds up to. ``telling_*``: how many of them say it at all."""

    activities: int = 0
    telling_heads: int = 0
    telling_children: int = 0
    women: int = 0
    men: int = 0
    unknown: int = 0
    children: int = 0
    recipients: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, name) + getattr(other, name) for name in ADDED))


class Period(NamedTuple):
    """A stretch of time as a standing table offers it: what it calls a programme, ``?program=<slug>``."""

    slug: str
    name: str
    window: windows.Window
    is_example: bool = False
    published_year: int | None = None

    def __str__(self) -> str:
        return self.name


def periods(user: User) -> Sequence[Period]:
    """The periods to choose between, the last twelve months first."""
    offered = windows.offered(timezone.localdate(), first_month(user))
    return [Period(window.key, window.title, window) for window in offered]


class Facts:
    """What ``scope.user`` may see was held in the period, in districts of then or of now."""

    def __init__(self, scope: Scope):
        self.scope = scope
        self.window = scope.programme.window if scope.programme else windows.latest(scope.today)
        self.places = Districts(scope.user, scope.today, scope.division)

    def rows(self, cut: str = "") -> QuerySet[Tally]:
        """The tallies of one cut; cuts are never added to each other."""
        window = self.window
        return readable(self.scope.user).filter(slice=cut, month__gte=window.begins, month__lt=window.ends)

    def by(self, *names: str, rows: QuerySet[Tally]) -> dict[tuple[Any, ...], Sums]:
        """The sums by the fields ``names``, districts put under the row that tells of them."""
        found: dict[tuple[Any, ...], Sums] = defaultdict(Sums)
        added = {f"n_{name}": Sum(name) for name in ADDED}
        for row in rows.order_by().values(*names).annotate(**added):
            key = tuple(self._line(name, row[name]) for name in names)
            found[key] += Sums(*(row[f"n_{name}"] or 0 for name in ADDED))
        return {key: sums for key, sums in found.items() if sums.activities}

    def _line(self, name: str, value: Hashable) -> Hashable:
        return self.places.line(value) if name == "organisation" and isinstance(value, int) else value

    def districts(self, found: Sequence[int]) -> list[Organisation]:
        return self.places.rows(found, self.window)

    def district(self, pk: int) -> str:
        return self.places.names[pk].short_name

    @cached_property
    def forms(self) -> dict[int, WorkForm]:
        return {each.pk: each for each in WorkForm.objects.order_by("position", "pk")}

    @cached_property
    def groups(self) -> dict[str, str]:
        return dict(TargetGroup.objects.order_by("position", "pk").values_list("code", "name"))

    @cached_property
    def languages(self) -> dict[str, str]:
        return dict(Language.objects.order_by("position", "pk").values_list("code", "name"))

    @property
    def shows_small(self) -> bool:
        """Whether small counts stand as they are: asked for by who reads the own district's only, or
        disclosed by a registrar."""
        return self.scope.disclosed or (self.scope.unmasked and access.reads_only_own(self.scope.user))

    @property
    def division_in_words(self) -> str:
        if self.scope.division == "nu":
            return _("Nuvarande stadsdelsförvaltningar")
        return _("Dåvarande stadsdelsförvaltningar")
