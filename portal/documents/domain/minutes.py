"""What the secretary pastes into the minutes: every item of the agenda with its proposal for decision."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.content.papers import Points
from portal.content.runs import Break, Live, Missing, Run, Words, missing_words
from portal.documents.domain.composing import SWEDISH, compose
from portal.documents.domain.living import live_of
from portal.documents.models import Document


def proposals(items: Iterable[Any], *, today: date) -> str:
    """Return the text of the whole agenda. ``items``: its lines, with ``registered`` (their number) and
    ``document`` where there is one to read. Figures say what the paper says; small counts are masked."""
    with override(SWEDISH):
        return "\n\n".join("\n".join(_item(item, today)) for item in items)


def _item(item: Any, today: date) -> Iterator[str]:
    yield f"{item.number}. {item.title}"
    if item.registered:
        yield _("Dnr %(number)s") % {"number": item.registered}
    if item.document:
        yield from proposal_lines(item.document, today=today)


def proposal_lines(document: Document, *, today: date) -> Iterator[str]:
    """Yield the lines of a document's proposal: a heading and its points, one alone without a number."""
    paper = compose(document, live_of(document, today=today))
    points = next((part for part in paper.parts if isinstance(part, Points)), None)
    if points is None:
        return
    yield _("Förslag till beslut")
    for number, runs in enumerate(points.items, start=1):
        words = plain(runs)
        yield f"{number}. {words}" if points.is_numbered else words


def plain(runs: Iterable[Run]) -> str:
    """Return a line of runs as words; footnotes are left out."""
    return "".join(filter(None, map(_word, runs)))


def _word(run: Run) -> str:
    if isinstance(run, Words):
        return run.text
    if isinstance(run, Live):
        return run.written
    if isinstance(run, Missing):
        return missing_words(run)
    return "\n" if isinstance(run, Break) else ""
