"""Tables as strings of WordprocessingML, written at once: head rows that repeat, rows that hold together."""

from collections.abc import Sequence
from html import escape
from typing import Any

from portal.content.word.marks import RAISED, paragraph, text

WIDTH = 9071  # twips between the margins
MANY = 7  # columns; more of them are set smaller
_SIGN, _AROUND = 100, 190  # twips: a sign of a table, and what stands around a cell


def table(laid: dict[str, Any]) -> str:
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
    return f"{above}{_drawn(laid)}{''.join(notes) or paragraph('', 'TableNote')}"


def _drawn(laid: dict[str, Any]) -> str:
    columns = laid["columns"]
    small = "Small" if len(columns) > MANY else ""
    styles = [f"Table{'Number' if column['number'] else 'Text'}{small}" for column in columns]
    opened = [f'<w:tc><w:tcPr/><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>' for style in styles]
    heads = _heads(laid["heads"], len(columns), small)
    rows = "".join(_row(row, opened) for row in laid["rows"])
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths(columns))
    properties = (
        '<w:tblStyle w:val="PaperTable"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"'
        f' w:noHBand="0" w:noVBand="0"/><w:tblCaption w:val="{escape(laid["caption"])}"/>'
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{heads}{rows}</w:tbl>"


def widths(columns: Sequence[dict[str, Any]]) -> list[int]:
    """Twips for each column: numbers what they need, words share the rest after how much they say."""
    sign = _SIGN * 3 // 4 if len(columns) > MANY else _SIGN
    wanted = [each["weight"] * sign + _AROUND if each["number"] else 0 for each in columns]
    most = WIDTH if all(each["number"] for each in columns) else WIDTH * 3 // 4
    if sum(wanted) > most:
        wanted = [each * most // sum(wanted) for each in wanted]
    words = sum(each["weight"] for each in columns if not each["number"])
    left = WIDTH - sum(wanted)
    shared = [0 if each["number"] else left * each["weight"] // words for each in columns]
    return [number or word for number, word in zip(wanted, shared, strict=True)]


def _row(row: dict[str, Any], opened: list[str]) -> str:
    bold = "<w:rPr><w:b/></w:rPr>" if row["total"] else ""
    cells = "".join(
        f"{begin}{_inside(cell, bold)}</w:p></w:tc>" for begin, cell in zip(opened, row["cells"], strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _inside(cell: dict[str, Any], look: str) -> str:
    words = f'<w:r>{look}<w:t xml:space="preserve">{escape(cell["text"], quote=False)}</w:t></w:r>'
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
    inside = _inside(cell, "<w:rPr><w:b/></w:rPr>") if cell["text"] or cell["numbers"] else ""
    properties = f'{span}{down}<w:vAlign w:val="bottom"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(inside, style, '<w:keepNext/>')}</w:tc>"
