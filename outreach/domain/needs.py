"""Needs: how many people are counted in a district, beside what was held there. Other areas count them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from outreach.domain.districts import Districts, readable
from outreach.domain.windows import Window
from portal.organisation.models import Organisation, User
from portal.workareas import Counted, work_areas


@dataclass(frozen=True)
class Need:
    """A district's newest count, and what was held. ``visits`` None: nobody has told how many came."""

    district: Organisation
    counted: Sequence[Counted]
    activities: int
    visits: int | None

    @property
    def number(self) -> int:
        return sum(each.number for each in self.counted)

    @property
    def is_published(self) -> bool:
        return all(each.is_published for each in self.counted)

    @property
    def shows_small(self) -> bool:
        return all(each.shows_small or each.is_published for each in self.counted)


def needs(user: User, window: Window, places: Districts, today: date) -> list[Need]:
    """A line for each district somebody has counted people in, by name."""
    newest = _newest(each for area in work_areas() for each in area.people_counted(user, today))
    by_line: dict[int, list[Counted]] = {}
    for counted in newest:
        by_line.setdefault(places.line(counted.organisation), []).append(counted)
    rows = readable(user).filter(slice="", month__gte=window.begins, month__lt=window.ends)
    added = (
        rows.order_by()
        .values_list("organisation")
        .annotate(Sum("activities"), Sum("telling_heads"), Sum("women"), Sum("men"), Sum("unknown"))
    )
    held: dict[int, tuple[int, int, int]] = {}
    for organisation, activities, telling, *heads in added:
        line = places.line(organisation)
        before = held.get(line, (0, 0, 0))
        held[line] = (before[0] + activities, before[1] + telling, before[2] + sum(heads))
    mine = {each.pk: each for each in places.rows(held, window)}
    return [
        Need(district, _alike(by_line[pk]), activities, visits if telling or not activities else None)
        for pk, district in mine.items()
        if pk in by_line
        for activities, telling, visits in [held.get(pk, (0, 0, 0))]
    ]


def _newest(counted: Iterable[Counted]) -> list[Counted]:
    """The newest count of each organisation, whichever area says it."""
    found: dict[int, Counted] = {}
    for each in counted:
        known = found.get(each.organisation)
        if known is None or (known.last_day, known.begins) < (each.last_day, each.begins):
            found[each.organisation] = each
    return list(found.values())


def _alike(counted: Sequence[Counted]) -> list[Counted]:
    """Of a district's predecessors those that were counted alike, with the newest: others are not added."""
    newest = max(counted, key=lambda each: (each.last_day, each.begins))
    told = (newest.what, newest.begins, newest.last_day)
    return [each for each in counted if (each.what, each.begins, each.last_day) == told]
