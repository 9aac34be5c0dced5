"""A content.Paper on the page: portal.content.laying decides its words, here they become safe HTML."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.content.charts.pictures import described
from portal.content.laying import lay
from portal.content.laying_tables import plain_table
from portal.content.papers import ChartPart, Paper
from portal.content.tables import Table
from portal.ui import writing

_BREAK, _NOTHING = mark_safe("<br>"), mark_safe("")
HIDDEN = '<span class="masked">{}<span class="visually-hidden"> {}</span></span>'


@dataclass(frozen=True)
class Block:
    """A block as the template draws it: words, or a table, or a chart with its table."""

    kind: str
    name: str
    html: SafeString = _NOTHING
    title: str = ""
    table: Table | None = None
    chart: SafeString = _NOTHING
    beside: str | SafeString = ""
    region: str = ""
    hides_caption: bool = False  # the chart above says it already


def show(
    paper: Paper, *, name: str, changed: Collection[str] = (), beside: Mapping[str, SafeString] | None = None
) -> dict[str, Any]:
    """Return the context of ``papers/_paper.html``. ``name`` begins ids, ``changed`` are keys to mark;
    ``beside`` is what stands under a heading on this page alone, by the heading's id."""
    laid = lay(paper)
    writer = _Writer(name, changed)
    parts = zip(paper.parts, laid["blocks"], strict=True)
    blocks = [_block(number, part, block, writer) for number, (part, block) in enumerate(parts, start=1)]
    blocks = [replace(block, beside=(beside or {}).get(block.name, "")) for block in blocks]
    blocks = list(_told_apart(blocks))
    return {
        "paper": laid,
        "name": name,
        "blocks": blocks,
        "titles": [(block.name, block.title) for block in blocks if block.kind == "heading" and block.title],
        "notes": list(enumerate(laid["notes"], start=1)),
    }


def _block(number: int, part: Any, laid: dict[str, Any], writer: "_Writer") -> Block:
    kind, name = laid["kind"], f"{writer.name}-{number}"
    if isinstance(part, Table):
        return Block(kind, name, table=plain_table(part))
    if isinstance(part, ChartPart):
        table, said = plain_table(part.chart.table), not laid["table"]["caption"]
        return Block(kind, name, title=laid["title"], table=table, chart=_chart(part), hides_caption=said)
    return Block(kind, name, getattr(writer, kind)(laid, name), laid.get("text", ""))


def _told_apart(blocks: list[Block]) -> Iterator[Block]:
    """Give the boxes of tables whose caption stands before in the paper a name of their own: "Caption, 2"."""
    said: Counter[str] = Counter()
    for block in blocks:
        if block.table:
            caption = " ".join(filter(None, (str(block.table.caption), str(block.table.subtitle or ""))))
            said[caption] += 1
            block = replace(block, region=f"{caption}, {said[caption]}" if said[caption] > 1 else "")
        yield block


def _chart(part: ChartPart) -> SafeString:
    """The drawing and its key; those who cannot see it are told the paper's own words, if it has any."""
    svg = str(part.chart.svg)
    if part.alt:
        svg = svg.replace(f">{escape(described(part.chart)[1])}</desc>", f">{escape(part.alt)}</desc>", 1)
    return mark_safe(svg) + part.chart.key  # noqa: S308 - escaped when drawn


class _Writer:
    """Writes the blocks that are words."""

    def __init__(self, name: str, changed: Collection[str]) -> None:
        self.name, self.changed = name, changed
        self.said: set[int] = set()

    def runs(self, runs: list[dict[str, Any]]) -> SafeString:
        return format_html_join("", "{}", ((self._run(run),) for run in runs))

    def _run(self, run: dict[str, Any]) -> SafeString:
        if run["kind"] == "break":
            return _BREAK
        if run["kind"] == "note":
            return self._note(run["number"])
        words = self._words(run)
        words = format_html("<em>{}</em>", words) if run.get("italic") else words
        return format_html("<strong>{}</strong>", words) if run.get("bold") else words

    def _words(self, run: dict[str, Any]) -> SafeString:
        said: SafeString | str = run["text"]
        if run.get("state") == "masked":
            said = format_html(HIDDEN, said, _("talet är dolt, det är så litet att någon kan kännas igen"))
        if run.get("state") == "missing":
            return format_html('<strong class="badge badge-warn">{}{}</strong>', writing.icon("warn"), said)
        href = run.get("href")
        if "live" in run:
            css = "live live-changed" if run["key"] in self.changed else "live"
            tag, leads = ("a", format_html(' href="{}"', href)) if href else ("span", "")
            return format_html('<{} class="{}"{} title="{}">{}</{}>', tag, css, leads, run["live"], said, tag)
        return format_html('<a href="{}">{}</a>', href, said) if href else format_html("{}", said)

    def _note(self, number: int) -> SafeString:
        """The raised number; the first one is where the note leads back to."""
        first = "" if number in self.said else format_html(' id="{}-ref{}"', self.name, number)
        self.said.add(number)
        label = _("Fotnot %(number)s") % {"number": number}
        link = '<a class="fn" href="#{}-fot{}"{} aria-label="{}">{}</a>'
        return format_html(link, self.name, number, first, label, number)

    def heading(self, laid: dict[str, Any], name: str) -> SafeString:
        tag = f"h{laid['level']}"
        words = laid["text"]
        return format_html('<{} id="{}">{}</{}>', tag, name, words, tag) if words else _NOTHING

    def prose(self, laid: dict[str, Any], name: str) -> SafeString:
        return format_html_join("\n", "<p>{}</p>", ((self.runs(each),) for each in laid["paragraphs"]))

    def quote(self, laid: dict[str, Any], name: str) -> SafeString:
        return format_html("<blockquote>{}</blockquote>", self.prose(laid, name))

    def withheld(self, laid: dict[str, Any], name: str) -> SafeString:
        return format_html('<p class="withheld">{}</p>', laid["text"])

    def list(self, laid: dict[str, Any], name: str) -> SafeString:
        items = format_html_join("", "<li>{}{}</li>", self._items(laid, name))
        if not laid["ordered"]:
            return format_html("<ul>{}</ul>", items)
        start = format_html(' start="{}"', laid["start"]) if laid["start"] != 1 else ""
        return format_html("<ol{}>{}</ol>", start, items)

    def _items(self, laid: dict[str, Any], name: str) -> Iterator[tuple[SafeString, SafeString | str]]:
        for item in laid["items"]:
            yield self.runs(item["runs"]), self.list(item["below"], name) if item["below"] else ""

    def appendices(self, laid: dict[str, Any], name: str) -> SafeString:
        return format_html("<ol>{}</ol>", format_html_join("", '<li value="{}">{}</li>', laid["items"]))

    def facts(self, laid: dict[str, Any], name: str) -> SafeString:
        pairs = ((label, _lines(words)) for label, words in laid["pairs"])
        return format_html('<dl class="dl">{}</dl>', format_html_join("", "<dt>{}</dt><dd>{}</dd>", pairs))

    def lines(self, laid: dict[str, Any], name: str) -> SafeString:
        line = '<div class="sign-line"></div><p>{}</p>'
        labels = format_html_join("", line, ((label,) for label in laid["labels"]))
        return format_html('<div class="sign-party">{}</div>', labels)

    def signatures(self, laid: dict[str, Any], name: str) -> SafeString:
        signers = ((_lines(said),) for said in laid["signers"])
        signs = format_html_join("", '<div class="sign"><p>{}</p></div>', signers)
        return format_html('<div class="signs">{}</div>', signs)


def _lines(words: list[str]) -> SafeString:
    return format_html_join(_BREAK, "{}", ((line,) for line in words))
