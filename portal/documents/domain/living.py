"""What a document's references say now, or said when it was frozen, and which of them have changed since.

A frozen document holds its own: ``Frozen.data["live"]`` (and ``"live_internal"`` with small counts as they
are) is what ``held`` gave when it was signed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeAlias

from portal.content.live import Live, LiveFigure
from portal.content.papers import ChartPart
from portal.content.prose import references
from portal.content.prose_reading import Named
from portal.content.runs import in_words
from portal.content.stored import restore, store
from portal.documents.domain.parts import kept_parts
from portal.documents.models import Document, SeenFigures, Snapshot
from portal.organisation.models import User
from portal.workareas import work_areas

Reference: TypeAlias = tuple[str, str]  # kind, key
FIGURE = "figur"
NOTHING = Live()


@dataclass(frozen=True)
class DocumentLive(Live):
    """What an area says of a document's subject, and which of it the document's own words refer to."""

    referred: frozenset[Reference] = frozenset()


@dataclass(frozen=True)
class ChangedFigure:
    """A figure that says something else than before; "" where there was, or is, none."""

    key: str
    label: str
    old: str
    new: str


def live_of(document: Document, *, today: date, unmasked: bool = False) -> DocumentLive:
    """Return what a document's references lead to. A frozen one's is what it was signed with.

    ``unmasked``: small counts as they are, for who has the right to them. Nothing is built before it is asked
    for by key; a document without a subject has nothing to say.
    """
    if document.is_frozen:
        return frozen_live(document, unmasked=unmasked)
    return current_live(document, today=today, unmasked=unmasked)


def current_live(document: Document, *, today: date, unmasked: bool = False) -> DocumentLive:
    """Return what the area says now, also of a frozen document: what the banner compares with."""
    area = next((each for each in work_areas() if each.key == document.area), None)
    found = None
    if area and document.subject:
        found = area.live(document.subject, document.period, today=today, unmasked=unmasked)
    return _with_references(found or NOTHING, referred_in(document))


def frozen_live(document: Document, *, unmasked: bool = False) -> DocumentLive:
    """Return what the document was signed with."""
    data = document.frozen.data
    return restored(data.get("live_internal") or data["live"] if unmasked else data["live"])


def referred_in(document: Document) -> frozenset[Reference]:
    """Return what the document's sections and decision points refer to. One query, or none
    where a page has read them."""
    if parts := kept_parts(document):
        texts = [each.text for each in (*parts.sections, *parts.points)]
    else:
        points = document.points.order_by().values_list("text", flat=True)
        texts = list(document.sections.order_by().values_list("text", flat=True).union(points))
    return frozenset(found for text in texts for found in references(text))


def held(live: Live) -> dict[str, Any]:
    """Return what the document refers to, as JSON: what freezing keeps. What is missing is left out."""
    referred = live.referred if isinstance(live, DocumentLive) else frozenset()

    def chosen(kind: str, there: Mapping[str, Any]) -> dict[str, Any]:
        keys = sorted(key for name, key in referred if name == kind)
        return {key: store(there[key]) for key in keys if key in there}

    return {
        "figures": chosen(FIGURE, live.figures),
        "tables": chosen("tabell", live.tables),
        "charts": chosen("diagram", live.charts),
    }


def restored(data: Mapping[str, Any]) -> DocumentLive:
    """Return what ``held`` kept."""
    kinds = {FIGURE: "figures", "tabell": "tables", "diagram": "charts"}
    found = {name: {key: restore(each) for key, each in data[name].items()} for name in kinds.values()}
    referred = frozenset((kind, key) for kind, name in kinds.items() for key in found[name])
    return DocumentLive(**found, referred=referred)


def resolver(live: Live) -> Callable[[str, str], Any]:
    """Return what ``read_prose`` asks: a figure that opens its rows, a table, a chart; None for nothing."""

    def resolve(kind: str, key: str) -> Any:
        if kind == FIGURE:
            figure = live.figures.get(key)
            return named(figure) if figure else None
        if kind == "tabell":
            table = live.tables.get(key)
            return table.table if table else None
        chart = live.charts.get(key)
        return ChartPart(chart.chart, chart.alt) if chart else None

    return resolve


def named(figure: LiveFigure) -> Named:
    """The figure as prose puts it: with its source to open, its footnotes and its words."""
    shown = replace(
        figure.figure,
        href=figure.figure.href or figure.source or None,
        notes=tuple(dict.fromkeys((*figure.figure.notes, *figure.notes))),
    )
    return Named(figure.label, shown, said_of(figure))


def said_of(figure: LiveFigure) -> str:
    """How running text puts a figure."""
    return figure.written or in_words(figure.figure)


def written(live: Live) -> dict[str, str]:
    """Return what the document's figures say, by key: all it refers to, or all there are of no document."""
    if isinstance(live, DocumentLive):
        keys = sorted(key for kind, key in live.referred if kind == FIGURE)
    else:
        keys = list(live.figures)
    found = {key: live.figures.get(key) for key in keys}
    return {key: said_of(figure) for key, figure in found.items() if figure}


def changed(document: Document, since: Mapping[str, Any], live: Live) -> list[ChangedFigure]:
    """Return the figures of the text that say something else than ``since`` (as ``written``, or as stored).

    One that the text has come to refer to since then is no change: its words are new, not its number.
    """
    now, before = written(live), {key: _word(value) for key, value in since.items()}
    referred = live.referred if isinstance(live, DocumentLive) else {(FIGURE, key) for key in now}
    return [
        ChangedFigure(key, _label(live, key, since), old, now.get(key, ""))
        for key, old in before.items()
        if (FIGURE, key) in referred and now.get(key, "") != old
    ]


def seen_by(document: Document, user: User) -> SeenFigures | None:
    """Return the figures as they were when the user last marked the document as read."""
    return SeenFigures.objects.filter(document=document, user=user).first()


def mark_seen(*, document: Document, user: User, live: Live, now: datetime) -> SeenFigures:
    """Keep what the figures say now as read by the user."""
    values = {"figures": _kept(live), "seen_at": now}
    seen, _made = SeenFigures.objects.update_or_create(document=document, user=user, defaults=values)
    return seen


def take_snapshot(*, document: Document, live: Live, now: datetime) -> Snapshot:
    """Keep what the figures say now: how they were when the document was sent for review."""
    return Snapshot.objects.create(document=document, figures=_kept(live), taken_at=now)


def last_snapshot(document: Document) -> Snapshot | None:
    return Snapshot.objects.filter(document=document).order_by("-taken_at", "-pk").first()


def _with_references(live: Live, referred: frozenset[Reference]) -> DocumentLive:
    return DocumentLive(live.figures, live.tables, live.charts, live.texts, referred)


def _kept(live: Live) -> dict[str, list[str]]:
    return {key: [words, live.figures[key].label] for key, words in written(live).items()}


def _word(value: Any) -> str:
    return value if isinstance(value, str) else str(value[0])


def _label(live: Live, key: str, since: Mapping[str, Any]) -> str:
    figure, kept = live.figures.get(key), since[key]
    if figure:
        return figure.label
    return str(kept[1]) if not isinstance(kept, str) and len(kept) > 1 else key
