"""Tables as strings of WordprocessingML, written at once: head rows that repeat, rows that hold together."""

from html import escape
from typing import Any

from portal.content.word.marks import RAISED, Links, paragraph, text
from portal.content.word.sections import LYING, STANDING

WIDTH = STANDING  # twips between the margins of a page that stands
SMALL = 9  # points: a table that wants less is set in the smaller style
_LINK = '<w:rStyle w:val="Hyperlink"/>'


def table(laid: dict[str, Any], links: Links) -> str:
    """The caption, the table and its notes."""
    caption = [laid["caption"], laid["subtitle"]]
    words = [text(caption[0])] if caption[0] else []
    if caption[1]:
        words.append(text(f" {caption[1]}" if caption[0] else caption[1], '<w:rPr><w:b w:val="0"/></w:rPr>'))
    notes = [
        paragraph(text(str(number), RAISED) + text(f" {note}"), "TableNote")
        for number, note in laid["footnotes"]
    ]
    notes += [paragraph(text(note), "TableNote") for note in laid["notes"]]
    above = paragraph("".join(words), "Caption") if words else ""
    return f"{above}{_drawn(laid, links)}{''.join(notes) or paragraph('', 'TableNote')}"


def _drawn(laid: dict[str, Any], links: Links) -> str:
    columns = laid["columns"]
    small = "Small" if laid["size"] < SMALL else ""
    styles = [f"Table{'Number' if column['number'] else 'Text'}{small}" for column in columns]
    opened = [f'<w:tc><w:tcPr/><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>' for style in styles]
    heads = _heads(laid["heads"], len(columns), small)
    rows = "".join(_row(row, opened, links) for row in laid["rows"])
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths(laid))
    properties = (
        '<w:tblStyle w:val="PaperTable"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"'
        f' w:noHBand="0" w:noVBand="0"/><w:tblCaption w:val="{escape(laid["name"])}"/>'
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{heads}{rows}</w:tbl>"


def widths(laid: dict[str, Any]) -> list[int]:
    """Twips for each column: its part of the page, standing or lying."""
    whole, parts = LYING if laid["lying"] else STANDING, laid["widths"]
    return [each * whole // sum(parts) for each in parts]


def _row(row: dict[str, Any], opened: list[str], links: Links) -> str:
    bold = "<w:b/>" if row["total"] else ""
    cells = "".join(
        f"{begin}{_inside(cell, bold, links)}</w:p></w:tc>"
        for begin, cell in zip(opened, row["cells"], strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _inside(cell: dict[str, Any], bold: str, links: Links | None = None) -> str:
    link = cell.get("link", "") if links else ""
    said = f"{_LINK if link else ''}{bold}"
    look = f"<w:rPr>{said}</w:rPr>" if said else ""
    words = f'<w:r>{look}<w:t xml:space="preserve">{escape(cell["text"], quote=False)}</w:t></w:r>'
    if links and link:
        words = f'<w:hyperlink r:id="{links.to(link)}">{words}</w:hyperlink>'
    numbers = cell.get("numbers")
    return f"{words}{text(' ' + ', '.join(map(str, numbers)), RAISED)}" if numbers else words


def _heads(heads: list[list[dict[str, Any]]], columns: int, small: str) -> str:
    """One row of headings, or two: a heading without a group goes down through both."""
    first = "".join(_head(cell, small) for cell in heads[0])
    rows = [first]
    if len(heads) > 1:
        below = iter(heads[1])
        second = []
        for cell in heads[0]:
            if cell.get("rows", 1) > 1:
                second.append(_head({"text": "", "number": False, "numbers": ()}, small, "<w:vMerge/>"))
            else:
                second += [_head(next(below), small) for _each in range(cell.get("columns", 1))]
        rows.append("".join(second))
    return "".join(f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{row}</w:tr>" for row in rows)


def _head(cell: dict[str, Any], small: str, merged: str = "") -> str:
    span = f'<w:gridSpan w:val="{cell["columns"]}"/>' if cell.get("columns", 1) > 1 else ""
    down = '<w:vMerge w:val="restart"/>' if cell.get("rows", 1) > 1 else merged
    style = f"Table{'Number' if cell['number'] else 'Text'}{small}"
    inside = _inside(cell, "<w:b/>") if cell["text"] or cell["numbers"] else ""
    properties = f'{span}{down}<w:vAlign w:val="bottom"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(inside, style, '<w:keepNext/>')}</w:tc>"
