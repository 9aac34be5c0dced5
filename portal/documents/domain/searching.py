"""Find documents by their words, the frozen ones by what they said: Swedish stems, rings and dots forgiven.

A word is found by its beginning: "stadsdel" finds "stadsdelsförvaltningen", "hagersten" finds "Hägersten".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet

from portal.cases.models import Case
from portal.content.charts import Chart
from portal.content.figures import Figure
from portal.content.papers import Paper
from portal.content.runs import Missing
from portal.database.textkeys import fold_text
from portal.documents.domain.composing import Variant, compose_contents
from portal.documents.domain.living import restored
from portal.documents.models import Document, Frozen, Recipient, Words

MOST_WORDS, SHORTEST = 12, 3
_WORD = re.compile(r"\w+(?:[.\-/:]\w+)*")
_NO_WORDS = ("href", "key", "address")  # fields of a paper that nobody reads
AROUND = 70  # signs of a snippet on either side of what was found


def matching(documents: QuerySet[Document], query: str) -> QuerySet[Document]:
    """Those of ``documents`` that have every word of ``query``, the best first, or whose case or nämnd has
    given the number it begins. Nothing that was thrown away."""
    stems = stems_of(query)
    if stems is None:
        return documents.none()
    found = Q(words__stems=stems)
    if any(sign.isdigit() for sign in query):
        found |= Q(case__in=Case.objects.with_number_like(query).values("pk"))
        found |= Q(pk__in=Recipient.objects.filter(number__iexact=query.strip()).values("document"))
    kept = documents.exclude(state=Document.State.WITHDRAWN).filter(found)
    return kept.annotate(rank=SearchRank(F("words__stems"), stems)).order_by("-rank", "-dated", "-pk")


def stems_of(query: str) -> Any:
    """The words of a query as the database looks for them; None when there is none."""
    words = _WORD.findall(query.replace("\x00", " "))[:MOST_WORDS]
    if not words:
        return None
    return _query(words) | _query([fold_text(word) for word in words])


def _query(words: list[str]) -> SearchQuery:
    """All the words, each by its beginning: only letters, digits and . - / : are left in them."""
    return SearchQuery(" & ".join(map(_asked, words)), config="swedish", search_type="raw")


def _asked(word: str) -> str:
    """A word as the database asks for it. It leaves -et on ("projektet"): then the word without it too."""
    bare = next((word.removesuffix(end) for end in ("ets", "et") if word.endswith(end)), "")
    return f"('{word}':* | '{bare}')" if len(bare) >= SHORTEST else f"'{word}':*"


def snippet(text: str, query: str) -> str:
    """The words of ``text`` around what was found, on one line; "" when only its number was."""
    folded = fold_text(text)
    if len(folded) != len(text):  # letters that are written as two: then the place is not known
        return ""
    for word in _WORD.findall(fold_text(query)):
        for length in range(len(word), min(3, len(word)) - 1, -1):  # a stem is the word without its ending
            if place := re.search(rf"\b{re.escape(word[:length])}", folded):
                return _around(text, place.start())
    return ""


def _around(text: str, place: int) -> str:
    first, last = max(0, place - AROUND), min(len(text), place + AROUND)
    while 0 < first < place and not text[first - 1].isspace():
        first += 1
    while place < last < len(text) and not text[last].isspace():
        last -= 1
    lines = (" ".join(line.split()) for line in text[first:last].splitlines())
    words = " · ".join(line for line in lines if line)  # cells of a table, or a heading and its text
    return f"{'… ' if first else ''}{words}{' …' if last < len(text) else ''}"


def remember(frozen: Frozen) -> None:
    """Keep what a signed document says, figures and tables and all, for the search: its public variant."""
    data = frozen.data
    paper = compose_contents(data["content"], restored(data["live"]), Variant(public=True))
    Words.objects.filter(document=frozen.document_id).update(frozen=words_of(paper))


def words_of(paper: Paper) -> str:
    """All that can be read on a paper, a line each."""
    return "\n".join(dict.fromkeys(words for words in map(str.strip, _said(paper)) if words))


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Figure):
        yield value.written
    elif isinstance(value, Chart | Missing | Enum):
        return  # a chart's table says the same
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _NO_WORDS:
                yield from _said(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _said(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _said(each)
