"""What can be put into a text: live figures, tables, charts and ready words, group by group."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.content.live import Live, LiveChart, LiveFigure, LiveTable, LiveText
from portal.database.textkeys import fold_text
from portal.documents.domain.living import said_of

FIGURE, TABLE, CHART, WORDS = "figur", "tabell", "diagram", "text"
KINDS = {WORDS: _("Färdiga meningar"), FIGURE: _("Siffror"), TABLE: _("Tabeller"), CHART: _("Diagram")}


@dataclass(frozen=True)
class Offer:
    """Something to put in: ``insert`` is what is written into the text, ``says`` what it says now."""

    kind: str
    key: str
    label: str
    insert: str
    says: str = ""
    source: str = ""

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True)
class OfferGroup:
    """Offers of one ``kind`` ("Siffror") that belong together, as the area calls them; "" for no name."""

    kind: str
    name: str
    offers: tuple[Offer, ...]

    @property
    def title(self) -> str:
        return f"{self.kind}: {self.name}" if self.name else self.kind


def offers_of(live: Live, *, kind: str = "", words: str = "") -> list[OfferGroup]:
    """Return what there is, in the area's own order: ready words first, then figures, tables and charts. Who
    looks for a word is after a figure: then those come first.

    ``kind``: only of one kind, and nothing of the others is built. ``words``: only what has them all in its
    name, its group or what it says, forgiving of å, ä and ö.
    """
    wanted = fold_text(words).split()
    groups: dict[tuple[str, str], list[Offer]] = {}
    kinds = (FIGURE, TABLE, CHART, WORDS) if wanted else tuple(KINDS)
    for name in (kind,) if kind else kinds:
        for group, offer in _of_kind(live, name):
            said = fold_text(f"{offer.label} {group} {offer.says}")
            if all(word in said for word in wanted):
                groups.setdefault((str(KINDS[name]), group), []).append(offer)
    return [OfferGroup(title, name, tuple(found)) for (title, name), found in groups.items()]


def offer_named(live: Live, name: str) -> Offer | None:
    """Return the offer of a name ("figur:beviljat.totalt"); None when there is none."""
    kind, _colon, key = name.partition(":")
    item = _items(live, kind).get(key)
    return _MADE[kind](key, item) if item else None


def put_in(text: str, offer: Offer) -> str:
    """Return a text with the offer at its end: figures in the last line, the rest on lines of its own."""
    if offer.kind == FIGURE:
        space = "" if not text or text[-1].isspace() else " "
        return f"{text}{space}{offer.insert}"
    return f"{text.rstrip()}\n\n{offer.insert}\n" if text.strip() else f"{offer.insert}\n"


def swap(text: str, offer: Offer) -> str:
    """Return a text with what a figure says, the first time it is typed, changed for its reference."""
    words = r"[ \u00a0\u2009\u202f]".join(map(re.escape, re.split(r"[ \u00a0\u2009\u202f]", offer.says)))
    return re.sub(rf"(?<![\d,.]){words}(?!\d|,\d|\w)", lambda _match: offer.insert, text, count=1)


def _items(live: Live, kind: str) -> Mapping[str, Any]:
    found: dict[str, Mapping[str, Any]] = {
        WORDS: live.texts,
        FIGURE: live.figures,
        TABLE: live.tables,
        CHART: live.charts,
    }
    return found.get(kind, {})


def _of_kind(live: Live, kind: str) -> Iterator[tuple[str, Offer]]:
    """What there is of a kind, each with the name of its group."""
    return ((item.group, _MADE[kind](key, item)) for key, item in _items(live, kind).items())


def _words(key: str, text: LiveText) -> Offer:
    return Offer(WORDS, key, text.label, text.text, text.text)


def _figure(key: str, figure: LiveFigure) -> Offer:
    source = figure.source or figure.figure.href or ""
    return Offer(FIGURE, key, figure.label, f"[[{FIGURE}:{key}]]", said_of(figure), source)


def _table(key: str, table: LiveTable) -> Offer:
    return Offer(TABLE, key, table.label, f"[[{TABLE}:{key}]]", "", table.source)


def _chart(key: str, chart: LiveChart) -> Offer:
    return Offer(CHART, key, chart.label, f"[[{CHART}:{key}]]", chart.alt, chart.source)


_MADE: dict[str, Callable[[str, Any], Offer]] = {
    WORDS: _words,
    FIGURE: _figure,
    TABLE: _table,
    CHART: _chart,
}
