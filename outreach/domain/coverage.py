"""Coverage: where somebody was met in the window, for whom and in what language or on what topic.

A cell is a place (or a target group) and a language (or a topic). The blank ones are the work list.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Sum

from outreach.domain.codelists import listed
from outreach.domain.districts import Districts, readable
from outreach.domain.materialcover import There, there, versions_in_use
from outreach.domain.windows import Window
from outreach.models import Language, TargetGroup, Topic
from portal.organisation.models import Neighbourhood, Organisation, User

DISTRICTS, GROUPS, AREAS = "stadsdel", "malgrupp", "omrade"
LANGUAGES, TOPICS = "sprak", "amne"


@dataclass(frozen=True)
class Question:
    """What is asked: what the rows are, what they stand against, and only of a district or a group.

    ``district`` is the row of a district, None all of them; ``group`` a code, "" all.
    """

    rows: str = DISTRICTS
    against: str = LANGUAGES
    district: int | None = None
    group: str = ""


@dataclass(frozen=True)
class Line:
    """A row. ``single`` False: it tells of several organisations, which no list can show as one."""

    key: Any
    label: str
    district: int | None
    group: str
    area: int | None = None
    single: bool = True


class Coverage:
    """What ``user`` may see of the window. ``code`` and ``name`` of rows and columns come from code lists."""

    def __init__(self, user: User, window: Window, asked: Question, *, division: str, today: date):
        self.user, self.window, self.asked, self.today = user, window, asked, today
        self.places = Districts(user, today, division)

    @cached_property
    def districts(self) -> list[Organisation]:
        """Those one may choose between: where something was held, and those there were."""
        return self.places.rows({self.places.line(each) for each in self.told}, self.window)

    @cached_property
    def told(self) -> frozenset[int]:
        """The organisations that tell of something in the window."""
        rows = readable(self.user).filter(slice="", month__gte=self.window.begins, month__lt=self.window.ends)
        return frozenset(rows.order_by().values_list("organisation", flat=True).distinct())

    @cached_property
    def groups(self) -> list[TargetGroup]:
        return list(listed(TargetGroup).valid_on(self.today))

    @cached_property
    def counts(self) -> Mapping[tuple[Any, str], int]:
        """How many activities, by row and column: one question of rows that grow with the code lists only."""
        by = {DISTRICTS: "organisation", GROUPS: "first", AREAS: "neighbourhood"}[self.asked.rows]
        crossed = self.asked.rows == GROUPS or bool(self.asked.group)
        column = "second" if crossed else "first"
        rows = readable(self.user).filter(
            slice=self._slice(crossed), month__gte=self.window.begins, month__lt=self.window.ends
        )
        if self.asked.group and self.asked.rows != GROUPS:
            rows = rows.filter(first=self.asked.group)
        if self.asked.district is not None:
            rows = rows.filter(organisation__in=self.places.members(self.asked.district))
        found: dict[tuple[Any, str], int] = {}
        for key, code, n in rows.order_by().values_list(by, column).annotate(n=Sum("activities")):
            line = self.places.line(key) if self.asked.rows == DISTRICTS else key
            found[line, code] = found.get((line, code), 0) + n
        return found

    def _slice(self, crossed: bool) -> str:
        near = "area_" if self.asked.rows == AREAS else ""
        of = "language" if self.asked.against == LANGUAGES else "topic"
        return f"{near}{'group' if crossed else 'all'}_{of}"

    @cached_property
    def lines(self) -> list[Line]:
        making: dict[str, Callable[[], list[Line]]] = {
            DISTRICTS: self._districts,
            GROUPS: self._groups,
            AREAS: self._areas,
        }
        return making[self.asked.rows]()

    def _chosen(self) -> list[Organisation]:
        return [each for each in self.districts if self.asked.district in (None, each.pk)]

    def _single(self, district: int) -> bool:
        return not {each for each in self.told if self.places.line(each) == district} - {district}

    def _districts(self) -> list[Line]:
        return [
            Line(each.pk, each.short_name, each.pk, self.asked.group, single=self._single(each.pk))
            for each in self._chosen()
        ]

    def _groups(self) -> list[Line]:
        here = self.asked.district
        single = here is None or self._single(here)
        return [Line(each.code, each.name, here, each.code, single=single) for each in self.groups]

    def _areas(self) -> list[Line]:
        """The neighbourhoods of the districts chosen, and any other that something is told of."""
        here = {each.pk: each for each in self._chosen()}
        counted = {key for key, _code in self.counts}
        rows = Neighbourhood.objects.select_related("district").by_name()
        found = [
            each
            for each in rows
            if each.pk in counted or (each.district_id in here and _valid(each, self.today))
        ]
        return [
            Line(each.pk, f"{each}, {each.district}", each.district_id, self.asked.group, each.pk)
            for each in found
        ]

    @cached_property
    def columns(self) -> list[tuple[str, str]]:
        """(code, name): the languages people often speak and those met or written in; every topic in use."""
        used = {code for _key, code in self.counts}
        if self.asked.against == TOPICS:
            valid = {each.code for each in listed(Topic).valid_on(self.today)} | used
            return [(each.code, each.name) for each in listed(Topic) if each.code in valid]
        used |= {each.language for each in self.versions}
        return [(each.code, each.name) for each in listed(Language) if each.is_common or each.code in used]

    @cached_property
    def versions(self):
        return versions_in_use(self.today)

    def material(self, group: str, column: str) -> There:
        """How the materials stand for a group in the column's language, or on its topic."""
        if self.asked.against == LANGUAGES:
            return there(self.versions, group=group, language=column)
        return there(self.versions, group=group, topic=column)

    @property
    def blanks(self) -> Sequence[tuple[Line, str, str]]:
        """The work list: row, column's code and name, where nobody was met."""
        return [
            (line, code, name)
            for line in self.lines
            for code, name in self.columns
            if not self.counts.get((line.key, code))
        ]


def _valid(each: Neighbourhood, today: date) -> bool:
    return (each.valid_from is None or each.valid_from <= today) and (
        each.valid_to is None or each.valid_to >= today
    )
