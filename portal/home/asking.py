"""The portal's questions to its work areas, put together for one reader."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.cases.models import Case
from portal.documents.finding import find
from portal.documents.todo import todo
from portal.home.registry import registry_work
from portal.imports.todo import todo as files_todo
from portal.workareas import Expected, Highlights, Hit, Scope, TodoItem, work_areas

AHEAD = timedelta(days=120)
DATES_SHOWN = 6
HITS_SHOWN = 50


def waiting_for(user, today: date) -> list[TodoItem]:
    """Everything that waits for ``user``, the most urgent first."""
    found = [item for area in work_areas() for item in area.todo(user, today)]
    own = [*registry_work(user, today), *todo(user, today), *files_todo(user, today)]
    return sorted([*own, *found], key=lambda item: -item.urgency)


def deadlines_ahead(user, today: date) -> list[Expected]:
    """The next reports due within four months, the nearest first."""
    found = (expected for area in work_areas() for expected in area.expected(user, today))
    ahead = [expected for expected in found if today <= expected.due_on <= today + AHEAD]
    nearest = sorted(ahead, key=lambda expected: expected.due_on)[:DATES_SHOWN]
    return [replace(expected, in_words=_days((expected.due_on - today).days)) for expected in nearest]


def _days(days: int) -> str:
    if days == 0:
        return _("i dag")
    return ngettext("%(n)s dag", "%(n)s dagar", days) % {"n": days}


def highlights(user, today: date) -> list[Highlights]:
    """What each area says of the programme the reader follows."""
    scope = Scope(user=user, today=today)
    said = (area.summary(scope).highlights() for area in work_areas())
    return [found for found in said if found]


def search_everything(query: str, user) -> list[Hit]:
    """Cases by number or word, documents, and what each area finds, of what the reader may see."""
    areas = (hit for area in work_areas() for hit in area.find(query, user))
    return [*_cases(query, user), *find(query, user), *areas][:HITS_SHOWN]


def _cases(query: str, user) -> Iterable[Hit]:
    found = Case.objects.for_user(user).matching(query)
    chosen = found.select_related("holder").prefetch_related("numbers")
    for case in chosen.order_by("-opened_on", "pk")[:HITS_SHOWN]:
        known = ", ".join(sorted(number.number for number in case.numbers.all()))
        detail = f"{known}. {case.holder.as_committee}" if known else case.holder.as_committee
        yield Hit(case.title, reverse("cases:detail", args=[case.pk]), _("Ärende"), detail)
