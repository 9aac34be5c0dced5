"""The document of a Word file: the paper's head, its title, the list of contents, its blocks."""

from typing import Any

from portal.content.word.body import Body
from portal.content.word.marks import BREAK, grid, lines, paragraph, text
from portal.content.word.tables import WIDTH

_BOLD = "<w:rPr><w:b/></w:rPr>"


def document(laid: dict[str, Any], body: Body) -> str:
    """Return all that stands between the beginning and the end of the body."""
    blocks = "".join([body.block(each) for each in laid["blocks"]])  # first: they name what contents list
    return "".join(
        [
            _head(laid["head"]) if laid["head"] else "",
            paragraph(text(laid["title"]), "Title"),
            paragraph(text(laid["subtitle"]), "Subtitle") if laid["subtitle"] else "",
            paragraph(lines(laid["lede"].split("\n"))) if laid["lede"] else "",
            _contents(laid["contents"], body) if laid["contents"] else "",
            blocks,
            body.pages.properties(),
        ]
    )


def _head(head: dict[str, Any]) -> str:
    """Who writes and what it is; under them who answers for it and to whom it goes."""
    half = WIDTH // 2
    kind = [_told([head["kind"], *filter(None, (head["state"], *head["numbers"], head["day"]))])]
    rows = [
        ["".join(map(_told, head["senders"])), "".join(kind)],
        [_group(head["officer"], head["contacts"]), _group(head["to"], head["recipients"])],
    ]
    return grid(rows, [half, WIDTH - half])


def _told(said: list[str]) -> str:
    """Lines of which the first is what the others are about."""
    return paragraph(BREAK.join([text(said[0], _BOLD), *(text(each) for each in said[1:])])) if said else ""


def _group(label: str, groups: list[list[str]]) -> str:
    if not groups:
        return ""
    first, *others = groups
    begin = paragraph(BREAK.join([text(label, _BOLD), *(text(each) for each in first)]))
    return begin + "".join(paragraph(lines(each)) for each in others)


def _contents(title: str, body: Body) -> str:
    """A field that Word fills with pages when the file is opened; until then it lists the headings."""
    asks = '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h \\z \\u </w:instrText></w:r>'
    begin = f"{_char('begin')}{asks}{_char('separate')}"
    end = _char("end")
    listed = [
        (level, f'<w:hyperlink w:anchor="{name}" w:history="1">{text(words)}</w:hyperlink>')
        for level, name, words in body.titles
        if level <= 3
    ] or [(1, "")]
    entries = [
        paragraph((begin if not at else "") + said + (end if at == len(listed) - 1 else ""), f"TOC{level}")
        for at, (level, said) in enumerate(listed)
    ]
    return paragraph(text(title), "TOCHeading") + "".join(entries)


def _char(kind: str) -> str:
    dirty = ' w:dirty="true"' if kind == "begin" else ""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"{dirty}/></w:r>'
