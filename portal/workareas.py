"""What the portal asks its work areas. The portal imports none of them: settings list them, and it asks.

Twelve questions, one small class per area (``projects/workarea.py``), found by "go to definition" or a grep.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class MenuItem:
    """A line of the main menu. ``prefix`` marks it as current for every path that begins so.

    ``pages`` are the area's own pages, shown in a second row when one is in the area.
    """

    title: Any
    url: str
    prefix: str = ""
    pages: Sequence["MenuItem"] = ()


@dataclass(frozen=True)
class State:
    """A state as shown: an icon, a word and a tone (ok, warn, bad, info or empty)."""

    word: Any
    icon: str
    tone: str = ""


@dataclass(frozen=True)
class TodoItem:
    """Something that waits for the reader: what, why now, and where to do it.

    ``since``: the moment it began to wait, where that is known: the day's letter tells it as new once.
    """

    title: str
    detail: str
    url: str
    state: State
    urgency: int = 0
    since: datetime | None = None


@dataclass(frozen=True)
class Entry:
    """Something that hangs on a case."""

    kind: Any
    title: str
    url: str
    when: date | None = None
    detail: str = ""


@dataclass(frozen=True)
class Hit:
    """A search result."""

    title: str
    url: str
    kind: Any
    detail: str = ""


@dataclass(frozen=True)
class Expected:
    """A report that is due: about what, from whom, when, and how it stands."""

    title: str
    url: str
    organisation: str
    period: str
    due_on: date
    state: State
    days_late: int = 0
    in_words: str = ""  # "3 dagar"
    report: int | None = None  # the ExpectedReport it is, so that a reminder can name and open it
    follow_url: str = ""  # where it is followed by those who do not write it
    filled: Callable[[], "Progress | None"] | None = None  # asked only where it is told: it costs queries
    sheet: Callable[[], "Sheet | None"] | None = None  # the sheet to fill, likewise


@dataclass(frozen=True)
class Progress:
    """How far a report is: how many questions it asks, and how many have an answer already."""

    asked: int
    done: int


@dataclass(frozen=True)
class Sheet:
    """A file to send along: its name, what it holds, and its kind (a media type)."""

    name: str
    content: bytes
    kind: str


@dataclass(frozen=True)
class News:
    """A line of the day's letter. One that is not ``is_new`` stands there when the letter goes anyway."""

    heading: Any
    title: str
    url: str
    detail: str = ""
    is_new: bool = True
    report: int | None = None  # the ExpectedReport it is about: a reminder in the same letter says it already


@dataclass(frozen=True)
class Scope:
    """What a summary is asked for: by whom, of which programme, and in districts of then or of now."""

    user: Any
    today: date
    programme: Any = None  # one of those the standing table offered, or None for the newest followed
    division: str = "da"  # "da" (dåvarande) or "nu" (nuvarande)
    unmasked: bool = False  # small counts of people as they are, where the reader has the right to them
    disclosed: bool = False  # a registrar has given the reader this page's small counts (Lämna ut)


def _never(href: str) -> bool:
    return False


@dataclass(frozen=True)
class Behind:
    """What a changed row is of, in words, and whether the figure that opens the page ``href`` is made of it.
    ``name`` is "" where it cannot be told."""

    name: str = ""
    opens: Callable[[str], bool] = _never


@dataclass(frozen=True)
class StandingTable:
    """A table an area offers under /sammanstallningar/.

    ``build`` answers a Scope with a content.Table, or None when there is nothing to show. ``rows`` answers
    (scope, line, column) with the rows one figure is made of; line "" means the total. ``programmes`` are
    those the reader may choose between (``slug``, ``name``, ``is_example``, ``published_year``), newest
    first. ``divided``: whether districts of then and of now differ in it.
    """

    slug: str
    title: Any
    intro: Any
    build: Callable[[Scope], Any]
    rows: Callable[[Scope, str, str], Any]
    programmes: Callable[[Any], Sequence[Any]]
    divided: bool = True
    empty: Any = ""  # what is said when there is nothing to show, where it is not about projects
    chooses: Any = ""  # what ``programmes`` are called where they are none, such as periods
    masks: bool = False  # it counts people: what leaves the house is built without ``unmasked``


@dataclass(frozen=True)
class SummaryPage:
    """A page an area offers under /sammanstallningar/ beside its tables. ``view`` answers a request that
    only reads; who may read tables has been asked before."""

    slug: str
    title: Any
    intro: Any
    view: Callable[[Any], Any]


@dataclass(frozen=True)
class KeyFigure:
    """A figure for the start page: heading, content.Figure, unit line and a sentence under it."""

    title: Any
    figure: Any
    detail: str = ""


@dataclass(frozen=True)
class Highlights:
    """What stands on the start page: a heading, key figures and charts."""

    heading: Any
    figures: Sequence[KeyFigure] = ()
    charts: Sequence[Any] = ()


@dataclass(frozen=True)
class Summary:
    """What an area has to say for a scope. ``highlights`` is asked only by who shows them."""

    tables: Sequence[StandingTable] = ()
    pages: Sequence[SummaryPage] = ()
    highlights: Callable[[], Highlights | None] = lambda: None


@dataclass(frozen=True)
class Counted:
    """People counted in an organisation, by somebody, in a stretch of time: what a need is measured with.

    ``shows_small``: the reader may see a number of 1 to 4 as it is; ``is_published``: everybody may.
    """

    organisation: int
    what: str
    number: int
    begins: date
    last_day: date
    source: str
    url: str
    shows_small: bool = False
    is_published: bool = False


@dataclass(frozen=True)
class Subject:
    """Something a document can be about: a programme, an agreement, a decision round, a stretch of outreach.

    ``key`` is the area's own and stays ("program:fran-bidrag-till-egen-forsorjning"). ``kinds`` are the kinds
    of document it fits (``portal.documents.models.kinds``); ``periods`` are (key, words) to choose between.
    """

    key: str
    title: str
    kinds: Sequence[str] = ()
    periods: Sequence[tuple[str, str]] = ()
    case: int | None = None


class WorkArea(Protocol):
    """The questions. An area that has nothing to say answers with an empty tuple."""

    key: str
    path: str  # where its pages are mounted, e.g. "projekt/"
    urls: str  # its URL configuration, e.g. "projects.urls"
    imports: Sequence[Any]  # the kinds of file it can read: portal.imports.columns.ImportKind

    def menu(self, user) -> Sequence[MenuItem]:
        """Lines of the main menu the user may open."""
        ...

    def todo(self, user, today: date) -> Iterable[TodoItem]:
        """What waits for the user?"""
        ...

    def on_case(self, case, user) -> Iterable[Entry]:
        """What hangs on this case, of what the user may see?"""
        ...

    def summary(self, scope: Scope) -> Summary:
        """Which tables, figures and charts are there for the committee?"""
        ...

    def find(self, query: str, user) -> Iterable[Hit]:
        """What matches a search, of what the user may see?"""
        ...

    def expected(self, user, today: date) -> Iterable[Expected]:
        """Which reports are due, of those the user may know of?"""
        ...

    def about(self, reports: Sequence[int], today: date) -> Mapping[int, Expected]:
        """What are these expected reports about? Asked by the clock, for letters to those who owe them."""
        ...

    def news(self, user, since: datetime, today: date) -> Iterable[News]:
        """What has happened ``since`` that the user should hear of, and what falls due?"""
        ...

    def people_counted(self, user, today: date) -> Iterable[Counted]:
        """How many people are counted, where and by whom, of what the user may see?"""
        ...

    def subjects(self, user) -> Sequence[Subject]:
        """What may a document of this user be about?"""
        ...

    def live(self, subject: str, period: str, *, today: date, unmasked: bool = False) -> Any:
        """What is there to say of a subject, as a ``portal.content.live.Live``? None when there is none.

        The same for every reader: only what is handed in, decided or published, small counts masked unless
        ``unmasked``.
        """
        ...

    def sees_small(self, user, subject: str) -> bool:
        """May the user see every small count of people that a document about the subject could say, as on the
        area's own pages?"""
        ...

    def behind(
        self, subject: str, period: str, *, since: datetime
    ) -> Sequence[tuple[Any, Mapping[str, Any]]]:
        """Which rows is what is said of a subject made of, that have changed ``since``? As pairs of a tracked
        model and what to filter its events by; nothing of anybody's draft."""
        ...

    def told_of(self, changes: Sequence[Any]) -> Sequence[Behind]:
        """What is each of such changes (``portal.history.reading.Happening``) of, and which figures are made
        of it? One answer for each, in a few queries however many they are."""
        ...


@cache
def _areas(names: tuple[str, ...]) -> tuple[WorkArea, ...]:
    return tuple(import_string(name)() for name in names)


@cache
def _answers(names: tuple[str, ...]) -> tuple[Callable[..., Iterable[Any]], ...]:
    return tuple(import_string(name) for name in names)


def also(question: str) -> tuple[Callable[..., Iterable[Any]], ...]:
    """What of the portal itself answers a question of the areas and stands above who asks it."""
    return _answers(tuple(settings.ALSO_ASKED.get(question, ())))


def work_areas() -> tuple[WorkArea, ...]:
    """The areas that settings.WORK_AREAS lists, in that order."""
    return _areas(tuple(settings.WORK_AREAS))
