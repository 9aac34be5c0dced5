"""The districts a page has a row for, of then or of now, and which of theirs a reader may count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import QuerySet

from outreach.domain.windows import Window
from outreach.models import Tally
from portal.content.sorting import text_key
from portal.organisation.lineage import Lineage, load_lineage
from portal.organisation.models import Organisation, User

NOW = "nu"


def readable(user: User) -> QuerySet[Tally]:
    """The tallies of what the user may see was held: as ``Activity.objects.for_user`` says it."""
    rows = Tally.objects.all()
    return rows if user.reach.central else rows.filter(organisation__in=user.reach.district_organisations)


@dataclass(frozen=True)
class Districts:
    """``division``: "nu" tells all of a district's past under who answers for it today, "da" as it was."""

    user: User
    today: date
    division: str = NOW

    @cached_property
    def names(self) -> dict[int, Organisation]:
        return Organisation.objects.in_bulk()

    @cached_property
    def lineage(self) -> Lineage:
        return self.user.reach.lineage or load_lineage()

    def line(self, organisation: int) -> int:
        """The organisation whose row tells of ``organisation``."""
        return self.lineage.successor(organisation, on=self.today) if self.division == NOW else organisation

    def members(self, line: int) -> list[int]:
        """The organisations a row tells of."""
        return [each for each in self.names if self.line(each) == line]

    def rows(self, found: Iterable[int], window: Window) -> list[Organisation]:
        """Those that told something (``found``, as rows), and the districts there were: silence is told."""
        there = {self.line(each.pk) for each in self.names.values() if self._is_there(each, window)}
        rows = {*found, *there}
        return sorted(
            (self.names[each] for each in rows), key=lambda each: (text_key(each.short_name), each.pk)
        )

    def _is_there(self, each: Organisation, window: Window) -> bool:
        if each.kind != Organisation.Kind.DISTRICT:
            return False
        mine = self.user.reach.central or each.pk in self.user.reach.district_organisations
        last = self.today if self.division == NOW else window.ends - timedelta(days=1)
        first = self.today if self.division == NOW else window.begins
        begun = each.valid_from is None or each.valid_from <= last
        return mine and begun and (each.valid_to is None or each.valid_to >= first)
