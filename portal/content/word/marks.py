"""Small pieces of WordprocessingML: text, paragraphs, links. The order of elements is the schema's."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = f'xmlns:w="{W}" xmlns:r="{R}"'
BREAK = "<w:r><w:br/></w:r>"
NOTE_STYLE = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def text(words: str, look: str = "") -> str:
    """A run of words; ``look`` is its ``w:rPr``."""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'


def lines(all_lines: Iterable[str], look: str = "") -> str:
    """Runs with a line break between them."""
    return BREAK.join(text(line, look) for line in all_lines)


def paragraph(inside: str, style: str = "", more: str = "") -> str:
    """A paragraph; ``more``: what its properties have after the style."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""
    return f"<w:p>{properties}{inside}</w:p>"


def field(instruction: str, shown: str, look: str = "") -> str:
    """A field with what it shows until it is counted anew."""
    return f'<w:fldSimple w:instr=" {escape(instruction)} ">{text(shown, look)}</w:fldSimple>'


def bookmark(number: int, name: str, inside: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def grid(rows: Iterable[Sequence[str]], widths: Sequence[int]) -> str:
    """Cells side by side without lines: for looks, not for data. ``widths`` in twips."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    drawn = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cells(row, widths)}</w:tr>" for row in rows)
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{drawn}</w:tbl>'
    )


def _cells(row: Sequence[str], widths: Sequence[int]) -> str:
    return "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside or paragraph("")}</w:tc>'
        for inside, width in zip(row, widths, strict=True)
    )


class Links:
    """What the document leads to, each with the id it is called by: pictures, and addresses outside."""

    def __init__(self) -> None:
        self.outside: dict[str, str] = {}
        self.pictures: list[bytes] = []

    def to(self, address: str) -> str:
        return self.outside.setdefault(address, f"rIdL{len(self.outside) + 1}")

    def picture(self, number: int) -> str:
        return f"rIdP{number}"


def look_of(run: dict[str, Any]) -> str:
    """The properties of a run of words."""
    link = '<w:rStyle w:val="Hyperlink"/>' if run.get("link") else ""
    said = f"{link}{'<w:b/>' if run.get('bold') else ''}{'<w:i/>' if run.get('italic') else ''}"
    return f"<w:rPr>{said}</w:rPr>" if said else ""
