"""What can be put into a text: live figures, tables, charts and ready words, group by group."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.content.live import Live
from portal.documents.domain.living import said_of

FIGURE, TABLE, CHART, WORDS = "figur", "tabell", "diagram", "text"


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


def offers_of(live: Live) -> list[OfferGroup]:
    """Return all there is, in the area's own order: ready words first, then figures, tables and charts."""
    groups: dict[tuple[str, str], list[Offer]] = {}
    for place, offer in _all(live):
        groups.setdefault(place, []).append(offer)
    return [OfferGroup(kind, name, tuple(found)) for (kind, name), found in groups.items()]


def offer_named(live: Live, name: str) -> Offer | None:
    """Return the offer of a name ("figur:beviljat.totalt"); None when there is none."""
    return next((offer for _place, offer in _all(live) if offer.name == name), None)


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


def _all(live: Live) -> Iterator[tuple[tuple[str, str], Offer]]:
    for key, text in live.texts.items():
        yield (_("Färdiga meningar"), text.group), Offer(WORDS, key, text.label, text.text, text.text)
    for key, figure in live.figures.items():
        says, source = said_of(figure), figure.source or figure.figure.href or ""
        offer = Offer(FIGURE, key, figure.label, f"[[{FIGURE}:{key}]]", says, source)
        yield (_("Siffror"), figure.group), offer
    for key, table in live.tables.items():
        offer = Offer(TABLE, key, table.label, f"[[{TABLE}:{key}]]", "", table.source)
        yield (_("Tabeller"), table.group), offer
    for key, chart in live.charts.items():
        offer = Offer(CHART, key, chart.label, f"[[{CHART}:{key}]]", chart.alt, chart.source)
        yield (_("Diagram"), chart.group), offer
