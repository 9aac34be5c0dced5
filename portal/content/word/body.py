"""The body of a Word file: each block as a string of WordprocessingML."""

from typing import Any

from portal.content.word import tables
from portal.content.word.drawing import drawing
from portal.content.word.marks import (
    BREAK,
    NOTE_STYLE,
    Links,
    bookmark,
    field,
    grid,
    lines,
    look_of,
    paragraph,
    text,
)
from portal.content.word.sections import Pages

_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'


class Body:
    """Writes blocks in order; keeps the numbers of bookmarks, lists and pictures."""

    def __init__(self, links: Links) -> None:
        self.links = links
        self.marks = 0
        self.lists: list[
            tuple[bool, int, int]
        ] = []  # ordered, level, start: the numbering part is made of them
        self.titles: list[tuple[int, str, str]] = []  # level, bookmark, words
        self.drawn = 0
        self.pages = Pages()

    def block(self, laid: dict[str, Any]) -> str:
        turned = "" if laid["kind"] == "table" else self.pages.turn(lying=False)
        return turned + getattr(self, f"_{laid['kind']}")(laid)

    def runs(self, all_runs: list[dict[str, Any]]) -> str:
        return "".join(self._run(run) for run in all_runs)

    def _run(self, run: dict[str, Any]) -> str:
        if run["kind"] == "break":
            return BREAK
        if run["kind"] == "note":
            return self._note(run)
        words = text(run["text"], look_of(run))
        link = run.get("link")
        return f'<w:hyperlink r:id="{self.links.to(link)}">{words}</w:hyperlink>' if link else words

    def _note(self, run: dict[str, Any]) -> str:
        """A footnote where it is first said; later a field that says its number again."""
        number = run["number"]
        if run["again"]:
            return field(f"NOTEREF _Fotnot{number} \\f \\h", str(number), NOTE_STYLE)
        self.marks += 1
        reference = f'<w:r>{NOTE_STYLE}<w:footnoteReference w:id="{number}"/></w:r>'
        return bookmark(self.marks, f"_Fotnot{number}", reference)

    def _heading(self, laid: dict[str, Any]) -> str:
        if not laid["text"]:
            return ""
        self.marks += 1
        name, level = f"_Toc{self.marks:08d}", laid["level"] - 1
        self.titles.append((level, name, laid["text"]))
        return paragraph(bookmark(self.marks, name, text(laid["text"])), f"Heading{level}")

    def _prose(self, laid: dict[str, Any], style: str = "") -> str:
        return "".join(paragraph(self.runs(each), style) for each in laid["paragraphs"])

    def _quote(self, laid: dict[str, Any]) -> str:
        return self._prose(laid, "Quote")

    def _withheld(self, laid: dict[str, Any]) -> str:
        return paragraph(text(laid["text"]), "Withheld")

    def _list(self, laid: dict[str, Any], level: int = 0) -> str:
        self.lists.append((laid["ordered"], level, laid["start"]))
        number = len(self.lists)
        style = f"List{'Number' if laid['ordered'] else 'Bullet'}{'2' if level else ''}"
        numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        written = []
        for item in laid["items"]:
            written.append(paragraph(self.runs(item["runs"]), style, numbered))
            if item["below"]:
                written.append(self._list(item["below"], level + 1))
        return "".join(written)

    def _appendices(self, laid: dict[str, Any]) -> str:
        """Numbered as they say, also when a number is left out."""
        written = []
        for number, words in laid["items"]:
            item = {"runs": [{"kind": "text", "text": words}], "below": None}
            written.append(self._list({"ordered": True, "start": number, "items": [item]}))
        return "".join(written)

    def _facts(self, laid: dict[str, Any]) -> str:
        bold = "<w:rPr><w:b/></w:rPr>"
        rows = [[paragraph(text(label, bold)), paragraph(lines(words))] for label, words in laid["pairs"]]
        third = tables.WIDTH // 3
        return grid(rows, [third, tables.WIDTH - third]) + paragraph("")

    def _lines(self, laid: dict[str, Any]) -> str:
        written = []
        for place, label in enumerate(laid["labels"], start=1):
            rule = f'<w:keepNext/>{_RULE}<w:spacing w:before="440" w:after="0"/><w:ind w:right="3400"/>'
            kept = "<w:keepNext/>" if place < len(laid["labels"]) else ""
            written += [paragraph("", "", rule), paragraph(text(label), "", kept)]
        return "".join(written)

    def _signatures(self, laid: dict[str, Any]) -> str:
        signers = laid["signers"]
        across = min(max(len(signers), 1), 3)
        cells = [paragraph(lines(said), "", '<w:spacing w:before="480"/>') for said in signers]
        cells += [""] * (-len(cells) % across)
        rows = [cells[at : at + across] for at in range(0, len(cells), across)]
        return grid(rows, [tables.WIDTH // across] * across) + paragraph("")

    def _table(self, laid: dict[str, Any]) -> str:
        return self.pages.turn(lying=laid["lying"]) + tables.table(laid, self.links)

    def _chart(self, laid: dict[str, Any]) -> str:
        """A picture with what it shows in words, as wide as the text, and its table under it."""
        self.drawn += 1
        return (
            paragraph(text(laid["title"]), "Caption")
            + paragraph(drawing(self.drawn, laid, self.links))
            + self._table(laid["table"])
        )
