"""Reach: how many visits by women, men and children what was held has had. From the tallies alone.

A visit is no person: who came twice is two visits, and nothing here can tell them apart.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Min, Q, QuerySet, Sum

from outreach.domain.codelists import listed
from outreach.domain.districts import Districts, readable
from outreach.domain.windows import Window, parts
from outreach.models import Population, Tally, WorkForm
from portal.organisation.models import Organisation, User

HOURS = ("office", "evening", "weekend", "")
_HEADS = Q(form__counts=WorkForm.Counts.HEADS)


@dataclass(frozen=True)
class Sums:
    """What a group of activities adds up to. ``asked_heads``: how many are of a form that counts who came."""

    activities: int = 0
    asked_heads: int = 0
    telling_heads: int = 0
    telling_children: int = 0
    estimated: int = 0
    women: int = 0
    men: int = 0
    unknown: int = 0
    children: int = 0
    recipients: int = 0
    with_interpreter: int = 0
    telling_interpreter: int = 0
    with_childcare: int = 0
    telling_childcare: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, name) + getattr(other, name) for name in NAMES))


NAMES = tuple(each.name for each in fields(Sums))
_ADDED = {
    f"n_{name}": Sum("activities", filter=_HEADS) if name == "asked_heads" else Sum(name) for name in NAMES
}


@dataclass(frozen=True)
class People:
    """How many there were of a place, beside the visits its district (the city: everybody) has had.

    ``organisation`` None is the whole city.
    """

    organisation: Organisation | None
    year: int
    women: int
    men: int
    source: str
    visits: Sums


@dataclass(frozen=True)
class Reach:
    """All that the page says, for one reader and one window. Districts without activities are there as zeros.

    ``merged``: the rows of districts, as written keys, that tell of what others once did too.
    """

    window: Window
    division: str
    is_whole_city: bool
    total: Sums
    districts: Sequence[tuple[Organisation, Sums]]
    forms: Sequence[tuple[WorkForm, Sums]]
    spans: Sequence[tuple[Window, Sums]]
    hours: Mapping[str, Sums]
    people: Sequence[People]
    merged: frozenset[str]

    @cached_property
    def facts(self) -> dict[str, str]:
        """What rows of two tables have in common, by key: where all sums are equal they may well tell of the
        same activities (a form that one district alone works in), and are masked as one fact. Two rows of
        one table never are."""
        tables = (
            [(f"d{each.pk}", sums) for each, sums in self.districts],
            [(f"f{each.pk}", sums) for each, sums in self.forms],
            [(f"p{part.key}", sums) for part, sums in self.spans],
            [(f"h{name}", sums) for name, sums in self.hours.items()],
        )
        facts: dict[str, str] = {}
        first: dict[Sums, str] = {}
        for rows in tables:
            taken: set[str] = set()
            for key, sums in rows:
                shared = first.setdefault(sums, key)
                facts[key] = key if shared in taken else shared
                taken.add(facts[key])
        return facts


def reach(user: User, window: Window, *, division: str, today: date) -> Reach:
    """Add up what ``user`` may see of the window: six questions to the database, however much there is."""
    rows = readable(user).filter(slice="", month__gte=window.begins, month__lt=window.ends)
    places = Districts(user, today, division)
    told, by_month = _grouped(rows, "organisation", "month")
    by_form, by_hours = _grouped(rows, "form", "hours")
    by_district: dict[int, Sums] = defaultdict(Sums)
    for organisation, sums in told.items():
        by_district[places.line(organisation)] += sums
    total = sum(by_district.values(), Sums())
    districts = [(each, by_district[each.pk]) for each in places.rows([*by_district], window)]
    return Reach(
        window=window,
        division=division,
        is_whole_city=user.reach.central,
        total=total,
        districts=districts,
        forms=[(each, by_form[each.pk]) for each in listed(WorkForm) if each.pk in by_form],
        spans=[(part, _over(by_month, part)) for part in parts(window)],
        hours={name: by_hours.get(name, Sums()) for name in HOURS},
        people=_people(window, districts, total if user.reach.central else None),
        merged=frozenset(str(places.line(each)) for each in told if places.line(each) != each),
    )


def first_month(user: User) -> date | None:
    """The month of the oldest activity the user may count."""
    return readable(user).filter(slice="").aggregate(first=Min("month"))["first"]


def _grouped(rows: QuerySet[Tally], *by: str) -> list[dict[Any, Sums]]:
    """The sums by each of two things, from one question."""
    found: list[dict[Any, Sums]] = [defaultdict(Sums) for _each in by]
    for row in rows.order_by().values(*by).annotate(**_ADDED):
        sums = Sums(*(row[f"n_{name}"] or 0 for name in NAMES))
        for name, into in zip(by, found, strict=True):
            into[row[name]] += sums
    return found


def _over(by_month: Mapping[Any, Sums], part: Window) -> Sums:
    return sum((by_month.get(month, Sums()) for month in part.months), Sums())


def _people(
    window: Window, districts: Sequence[tuple[Organisation, Sums]], city: Sums | None
) -> list[People]:
    """The newest count of each place, none from after the window; the city first."""
    newest: dict[int | None, Population] = {}
    for row in Population.objects.filter(year__lte=window.last_month.year).order_by("year"):
        newest[row.organisation_id] = row
    places: list[tuple[Organisation | None, Sums]] = [*([(None, city)] if city else []), *districts]
    return [
        People(place, known.year, known.women, known.men, known.source, visits)
        for place, visits in places
        if (known := newest.get(place.pk if place else None))
    ]
