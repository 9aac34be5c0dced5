"""Read back what a paper says in each of its three forms: its words in order, and its footnotes.

The page is read by its tags, the PDF by its structure tree (what a screen reader follows), the Word file by
its XML. What is furniture is left out: a list of contents, numbers of pages, drawings, marks of lists.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pikepdf
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VOID = {"br", "img", "input", "path", "rect", "use", "line", "circle"}
BLOCKS = {
    "p",
    "li",
    "div",
    "dt",
    "dd",
    "th",
    "td",
    "tr",
    "caption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "ol",
    "ul",
    "table",
}
BLOCKS |= {"section", "figcaption", "blockquote", "br", "small"}
SILENT = ("visually-hidden", "no-print", "chart-key", "paper-contents", "paper-foot", "how", "icon")


@dataclass
class Said:
    """The words of the text in order, and of each footnote."""

    words: list[str]
    notes: list[list[str]] = field(default_factory=list)


def words_of(text: str) -> list[str]:
    return re.sub("[\u00ad\u200b-\u200d]", "", text).split()


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool, bool]] = []
        self.text, self.notes = [], []
        self.in_notes = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        css = (given.get("class") or "").split()
        silent = bool(self.open and self.open[-1][1]) or tag == "svg" or any(each in SILENT for each in css)
        if "paper-notes" in css:
            self.in_notes = True
        if self.in_notes and tag == "li":
            self.notes.append([])
        apart = tag in BLOCKS or "fn" in css or (tag == "span" and not css and self.open[-1][0] == "li")
        if apart:
            self._say(" ")
        if tag not in VOID:
            self.open.append((tag, silent, apart))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        opened = self.open.pop()
        assert opened[0] == tag, (opened, tag)
        if opened[2]:
            self._say(" ")
        if tag == "section":
            self.in_notes = False

    def handle_data(self, data):
        if not (self.open and self.open[-1][1]):
            self._say(data)

    def _say(self, data: str) -> None:
        (self.notes[-1] if self.in_notes and self.notes else self.text).append(data)


def page(html: str) -> Said:
    """The page. A footnote begins with its number, which is left out."""
    read = _Page()
    read.feed(html)
    notes = [words_of("".join(each))[1:] for each in read.notes]
    return Said(words_of("".join(read.text)), notes)


def word(content: bytes) -> Said:
    """The Word file. A reference to a footnote reads as its number."""
    file = zipfile.ZipFile(io.BytesIO(content))
    body = etree.fromstring(file.read("word/document.xml"))
    notes = etree.fromstring(file.read("word/footnotes.xml"))
    told = [words_of(_told(each)) for each in notes if int(each.get(f"{W}id")) > 0]
    return Said(words_of(_told(body)), told)


def _told(node) -> str:
    tag = etree.QName(node).localname
    if tag in ("instrText", "sectPr", "drawing"):
        return ""
    if tag == "p":
        style = node.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val").startswith("TOC"):
            return ""
        return "".join(map(_told, node)) + "\n"
    if tag == "t":
        raised = node.getparent().find(f"{W}rPr/{W}vertAlign")
        return f" {node.text} " if raised is not None else node.text or ""
    if tag in ("br", "tab"):
        return " "
    if tag == "footnoteReference":
        return f" {node.get(f'{W}id')} "
    if tag == "fldSimple" and "NOTEREF" in node.get(f"{W}instr"):
        return f" {''.join(map(_told, node))} "
    return "".join(map(_told, node))


def pdf(content: bytes) -> Said:
    """The PDF, by its structure tree."""
    file = pikepdf.open(io.BytesIO(content))
    pages = _marked_text(content)
    at = {page.obj.objgen: number for number, page in enumerate(file.pages)}
    said = Said([])
    words: list[str] = []
    _walk(file.Root.StructTreeRoot.K, None, at, pages, words, said)
    said.words = words_of("".join(words))
    return said


_SKIP = ("/TOC", "/Figure", "/Lbl")
_APART = (
    "/P",
    "/H1",
    "/H2",
    "/H3",
    "/H4",
    "/TD",
    "/TH",
    "/LI",
    "/Title",
    "/Caption",
    "/Div",
    "/L",
    "/BlockQuote",
)


def _walk(node, where, at, pages, words, said) -> None:
    if isinstance(node, pikepdf.Array):
        for each in node:
            _walk(each, where, at, pages, words, said)
        return
    if isinstance(node, int):
        words.append(pages[where].get(node, ""))
        return
    if node.get("/Type") == "/OBJR":
        return
    if "/Pg" in node:
        where = at[node.Pg.objgen]
    if node.get("/Type") == "/MCR":
        words.append(pages[where].get(int(node.MCID), ""))
        return
    tag = str(node.get("/S"))
    kids = node.get("/K", [])
    if tag == "/Note":
        inside: list[str] = []
        _walk(kids, where, at, pages, inside, said)
        said.notes.append(words_of("".join(inside)))
        return
    if tag == "/Lbl" and node.P.S != "/LI" and node.P.S != "/Note":
        words.append(" ")
        _walk(kids, where, at, pages, words, said)
        words.append(" ")
        return
    if tag in _SKIP or (tag == "/H1" and _is_contents(node)):
        return
    if tag in _APART:
        words.append("\n")
    _walk(kids, where, at, pages, words, said)
    if tag in _APART:
        words.append("\n")


def _is_contents(node) -> bool:
    return str(node.get("/T", "")) == "Innehåll"


def _marked_text(content: bytes) -> list[dict[int, str]]:
    """For each page the text of its marked pieces, by number."""
    found = []
    for page in pikepdf.open(io.BytesIO(content)).pages:
        fonts = {name: _letters(font) for name, font in page.resources.get("/Font", {}).items()}
        found.append(_texts(page, fonts))
    return found


def _letters(font) -> dict[int, str]:
    """What each glyph of a font says, from its ToUnicode map."""
    told = font.ToUnicode.read_bytes().decode("latin-1")
    said: dict[int, str] = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", told, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", part):
            said[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for part in re.findall(r"beginbfrange(.*?)endbfrange", told, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
            for n in range(int(last, 16) - int(first, 16) + 1):
                said[int(first, 16) + n] = chr(int(text, 16) + n)
    return said


def _texts(page, fonts) -> dict[int, str]:
    said: dict[int, str] = {}
    stack: list[int | None] = []
    actual: list[str | None] = []
    letters = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "BDC":
            props = operands[1] if isinstance(operands[1], pikepdf.Dictionary) else {}
            stack.append(int(props["/MCID"]) if "/MCID" in props else None)
            text = str(props["/ActualText"]) if "/ActualText" in props else None
            actual.append(text)
            number = next((each for each in reversed(stack) if each is not None), None)
            if text is not None and number is not None:
                said[number] = said.get(number, "") + text
        elif name == "BMC":
            stack.append(None)
            actual.append(None)
        elif name == "EMC":
            stack.pop()
            actual.pop()
        elif name == "Tf":
            letters = fonts[str(operands[0])]
        elif name in ("TJ", "Tj") and not any(each is not None for each in actual):
            number = next((each for each in reversed(stack) if each is not None), None)
            if number is None:
                continue
            pieces = operands[0] if name == "TJ" else [operands[0]]
            for piece in pieces:
                if isinstance(piece, pikepdf.String):
                    raw = bytes(piece)
                    codes = (int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2))
                    said[number] = said.get(number, "") + "".join(letters.get(code, "?") for code in codes)
    return said
