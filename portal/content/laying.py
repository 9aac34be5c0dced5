"""A paper laid out in blocks of plain data: its final words, whatever writer takes them.

What differs between the page, the PDF and the Word file is only looks: words, figures and the numbers of
footnotes are decided here, once. The answer is JSON: it can be sent to another process, kept and hashed. The
blocks stand as the parts of the paper do, one each.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.content.laying_heads import lay_head, lay_signer
from portal.content.laying_runs import Runs
from portal.content.laying_tables import lay_chart, lay_table
from portal.content.papers import (
    Appendices,
    Bullets,
    ChartPart,
    Facts,
    Heading,
    Item,
    Lines,
    Paper,
    Paragraph,
    Part,
    Points,
    Prose,
    Quote,
    Signatures,
    Withheld,
)
from portal.content.signs import clean, line_of
from portal.content.tables import Table

DEEPEST_HEADING = 5


def lay(paper: Paper) -> dict[str, Any]:
    """Return all that a writer needs, in the language that is on."""
    runs = Runs(paper.address)
    day = paper.day or (paper.head.day if paper.head else None)
    return {
        "lang": (get_language() or "sv")[:2],
        "title": line_of(paper.title) or _("Utan titel"),
        "subtitle": line_of(paper.subtitle),
        "lede": clean(paper.lede),
        "foot": line_of(paper.foot),
        "day": day.isoformat() if day else "",
        "head": lay_head(paper.head) if paper.head else None,
        "contents": _("Innehåll") if paper.has_contents else "",
        "page": _("Sida"),
        "blocks": _in_steps([_block(part, runs) for part in paper.parts]),
        "notes": runs.notes,  # last: the blocks have numbered them
    }


def _in_steps(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let no heading skip a level below the one before it: PDF/UA refuses such a paper."""
    before = 1
    for block in blocks:
        if block["kind"] == "heading" and block["text"]:
            before = block["level"] = min(block["level"], before + 1)
    return blocks


def _block(part: Part, runs: Runs) -> dict[str, Any]:
    return _LAID[type(part)](part, runs)


def _heading(part: Heading, runs: Runs) -> dict[str, Any]:
    level = min(max(part.level, 2), DEEPEST_HEADING)
    return {"kind": "heading", "text": line_of(part.text), "level": level}


def _paragraph(part: Paragraph, runs: Runs) -> dict[str, Any]:
    pieces = clean(part.text).split("\n\n")
    return {"kind": "prose", "paragraphs": [runs.plain(piece) for piece in pieces if piece.strip()]}


def _prose(part: Prose, runs: Runs) -> dict[str, Any]:
    return {"kind": "prose", "paragraphs": [runs.lay(part.runs)]}


def _quote(part: Quote, runs: Runs) -> dict[str, Any]:
    return {"kind": "quote", "paragraphs": [runs.lay(each) for each in part.paragraphs]}


def _bullets(part: Bullets, runs: Runs) -> dict[str, Any]:
    items = [_item(item, runs) for item in part.items]
    return {"kind": "list", "ordered": part.is_ordered, "start": part.start, "items": items}


def _item(item: Item, runs: Runs) -> dict[str, Any]:
    laid = runs.lay(item.runs)
    return {"runs": laid, "below": _bullets(item.below, runs) if item.below else None}


def _points(part: Points, runs: Runs) -> dict[str, Any]:
    items: list[dict[str, Any]] = [{"runs": runs.lay(each), "below": None} for each in part.items]
    if not part.is_numbered:
        return {"kind": "prose", "paragraphs": [item["runs"] for item in items]}
    return {"kind": "list", "ordered": True, "start": 1, "items": items}


def _facts(part: Facts, runs: Runs) -> dict[str, Any]:
    pairs = [
        (line_of(label), [line_of(line) for line in clean(words).split("\n")]) for label, words in part.pairs
    ]
    return {"kind": "facts", "pairs": pairs}


def _lines(part: Lines, runs: Runs) -> dict[str, Any]:
    return {"kind": "lines", "labels": [line_of(label) for label in part.labels]}


def _table(part: Table, runs: Runs) -> dict[str, Any]:
    return lay_table(part, runs.linked)


def _chart(part: ChartPart, runs: Runs) -> dict[str, Any]:
    return lay_chart(part, runs.linked)


def _appendices(part: Appendices, runs: Runs) -> dict[str, Any]:
    items = []
    for each in part.items:
        said = [each.title, *([each.day.isoformat()] if each.day else [])]
        words = ", ".join(said) + (f" ({each.file})" if each.file else "")
        items.append((each.number, line_of(words)))
    return {"kind": "appendices", "items": items}


def _signatures(part: Signatures, runs: Runs) -> dict[str, Any]:
    return {"kind": "signatures", "signers": [lay_signer(each) for each in part.signers]}


def _withheld(part: Withheld, runs: Runs) -> dict[str, Any]:
    words = _("Här är en del utelämnad. Sekretessmarkering: %(provision)s, %(day)s, %(authority)s.") % {
        "provision": part.provision,
        "day": part.day.isoformat(),
        "authority": part.authority,
    }
    return {"kind": "withheld", "text": line_of(words)}


_LAID: dict[type, Callable[[Any, Runs], dict[str, Any]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Prose: _prose,
    Quote: _quote,
    Bullets: _bullets,
    Points: _points,
    Facts: _facts,
    Lines: _lines,
    Table: _table,
    ChartPart: _chart,
    Appendices: _appendices,
    Signatures: _signatures,
    Withheld: _withheld,
}
