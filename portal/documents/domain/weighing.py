"""How long a document is, in pages, counted from what is written before any file is made of it.

A page is about so many signs of text or cells of a table. Near enough to say who has to wait: the account of
the development projects in the demo data is 22 pages, and counted as that.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from portal.content.live import Live
from portal.content.prose import references
from portal.documents.domain.living import restored
from portal.documents.models import DecisionPoint, Document, Section

SIGNS, CELLS = 2_400, 230
HEAD, CHART = 1.0, 0.5
TABLE = 0.3  # a live one that nobody has asked how long it is
START = 3.0  # what a process of its own costs, however short the document
JOINED = 0.5  # a signed paper is only put into a bundle


def is_long(document: Document, live: Live) -> bool:
    """Whether a file of the document is left to the task worker. ``live``: what its references say."""
    return HEAD + _pages(_texts([document.pk]), live) > settings.FILE_AT_ONCE_PAGES


def is_long_data(data: dict[str, Any]) -> bool:
    """``is_long`` of what was frozen."""
    content = data["content"]
    texts = [each["text"] for each in (*content["sections"], *content["points"])]
    return HEAD + _pages(texts, restored(data["live"])) > settings.FILE_AT_ONCE_PAGES


def is_long_bundle(documents: Iterable[Document]) -> bool:
    """Whether the bundle of these is left to the task worker. Two queries, however many there are."""
    documents = list(documents)
    signed = [each for each in documents if each.is_frozen and each.frozen.has_papers]
    waiting = [each for each in documents if each.is_frozen and not each.frozen.has_papers]
    drafts = [each.pk for each in documents if not each.is_frozen]
    if waiting:  # only the long have to
        return True
    pages = len(signed) * JOINED + len(drafts) * START + _pages(_texts(drafts))
    return pages > settings.FILE_AT_ONCE_PAGES


def _texts(documents: list[int]) -> list[str]:
    return [
        text
        for rows in (Section.objects, DecisionPoint.objects)
        for text in rows.filter(document__in=documents).values_list("text", flat=True)
    ]


def _pages(texts: Iterable[str], live: Live | None = None) -> float:
    pages = 0.0
    for text in texts:
        pages += len(text) / SIGNS
        pages += sum(_live_pages(kind, key, live) for kind, key in references(text))
    return pages


def _live_pages(kind: str, key: str, live: Live | None) -> float:
    if kind == "diagram":
        return CHART
    if kind != "tabell":
        return 0.0
    if live is None:
        return TABLE
    found = live.tables.get(key)
    return len(found.table.rows) * len(found.table.columns) / CELLS if found else 0.0
