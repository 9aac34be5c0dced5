"""Which standing tables there are for a reader, and what of one is asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, QueryDict
from django.utils import timezone

from portal.ui.requests import Asked
from portal.workareas import Scope, StandingTable, Summary, SummaryPage, work_areas

DIVISIONS = ("da", "nu")


@dataclass(frozen=True)
class Question:
    """A standing table, the scope it is asked for, and the programmes the reader may choose between."""

    standing: StandingTable
    scope: Scope
    programmes: Sequence[Any]
    is_internal: bool = False  # ?variant=intern

    @property
    def programme(self) -> Any:
        return self.scope.programme


def offers(user, today: date) -> list[Summary]:
    """What each work area offers ``user``: those that have tables at all."""
    answers = (area.summary(Scope(user=user, today=today)) for area in work_areas())
    return [answer for answer in answers if answer.tables or answer.pages]


def page(user, slug: str) -> SummaryPage | None:
    """The page an area offers ``user`` beside its tables; None when the address names a table or nothing."""
    found = (each for answer in offers(user, timezone.localdate()) for each in answer.pages)
    return next((each for each in found if each.slug == slug), None)


def tables(user, today: date) -> Iterable[StandingTable]:
    return (standing for answer in offers(user, today) for standing in answer.tables)


def is_offered(user, slug: str) -> bool:
    """Whether there is a table, or an area's own page, of that name for ``user``."""
    offered = {standing.slug for standing in tables(user, timezone.localdate())}
    return slug in offered or page(user, slug) is not None


def question(request: Asked, slug: str) -> Question:
    """What the address asks for. A programme the reader does not follow does not exist for them: 404."""
    today = timezone.localdate()
    standing = next((found for found in tables(request.user, today) if found.slug == slug), None)
    if standing is None:
        raise Http404
    programmes = standing.programmes(request.user)
    division = request.GET.get("indelning", "da")
    scope = Scope(
        user=request.user,
        today=today,
        programme=_programme(programmes, request.GET),
        division=division if standing.divided and division in DIVISIONS else "da",
    )
    return Question(standing, scope, programmes)


def _programme(choices: Iterable[Any], query: QueryDict) -> Any:
    wanted = query.get("program")
    if not wanted:
        return next(iter(choices), None)
    found = next((choice for choice in choices if choice.slug == wanted), None)
    if found is None:
        raise Http404
    return found
