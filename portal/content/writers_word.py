"""A paper as a Word file (.docx): A4, Swedish, headings that repeat. No macros, no links out."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.http import HttpResponse
from docx import Document
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from portal.content.layout import body, headings
from portal.content.papers import Facts, Heading, Lines, Paper, Paragraph, Part
from portal.content.tables import Table

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XML_CANNOT = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def word_response(paper: Paper, name: str) -> HttpResponse:
    """Return the paper as a download called ``name``.docx."""
    response = HttpResponse(word_bytes(paper), content_type=MIME)
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response


def word_bytes(paper: Paper) -> bytes:
    """Write the paper. Text goes in as text: nothing in it is read as markup or a field."""
    file = Document()
    _set_up(file, paper)
    file.add_heading(_clean(paper.title), level=1)
    if paper.lede:
        file.add_paragraph(_clean(paper.lede))
    for part in paper.parts:
        _write(file, part)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _set_up(file: WordFile, paper: Paper) -> None:
    """A4, Swedish, one typeface; whose paper it is says the text, not the file's hidden properties."""
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    properties = file.core_properties
    properties.title, properties.author, properties.comments = _clean(paper.title)[:255], "", ""
    properties.language = "sv-SE"
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    normal.element.get_or_add_rPr().append(language)
    section.footer.paragraphs[0].text = _clean(paper.foot)


def _write(file: WordFile, part: Part) -> None:
    if isinstance(part, Heading):
        file.add_heading(_clean(part.text), level=part.level)
    elif isinstance(part, Paragraph):
        for text in part.text.split("\n\n"):
            file.add_paragraph(_clean(text))
    elif isinstance(part, Facts):
        _write_rows(file, [list(pair) for pair in part.pairs], numbers=())
    elif isinstance(part, Lines):
        _write_lines(file, part.labels)
    else:
        _write_table(file, part)


def _write_lines(file: WordFile, labels: Sequence[str]) -> None:
    """A ruled line with room for a hand above it, and its label under it."""
    for place, label in enumerate(labels, start=1):
        line = file.add_paragraph()
        line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(22), Pt(0)
        line.paragraph_format.right_indent = Cm(6)
        line.paragraph_format.keep_with_next = True
        rule = OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
            rule.set(qn(f"w:{name}"), value)
        border = OxmlElement("w:pBdr")
        border.append(rule)
        # Borders stand before what is said of spacing: the order is the schema's.
        line._p.get_or_add_pPr().insert_element_before(border, "w:shd", "w:spacing", "w:ind", "w:jc")
        under = file.add_paragraph(_clean(label))
        under.paragraph_format.keep_with_next = place < len(labels)


def _write_table(file: WordFile, table: Table) -> None:
    """The caption as a paragraph that stays with its table, the rows, then the notes."""
    caption = file.add_paragraph(style="Caption")
    caption.add_run(_clean(str(table.caption)))
    caption.paragraph_format.keep_with_next = True
    heads = headings(table)
    rows = [[str(column.title) for column in table.columns]]
    for row in body(table):
        rows.append(
            [_marked(row.head.text, row.head.numbers), *(_marked(c.text, c.numbers) for c in row.cells)]
        )
    numbers = tuple(place for place, column in enumerate(table.columns) if place and column.has_sum)
    _write_rows(file, rows, numbers=numbers, headed=bool(heads))
    for number, note in table.footnotes:
        file.add_paragraph(_clean(f"{number} {note}"))
    for note in table.notes:
        file.add_paragraph(_clean(str(note)))


def _write_rows(
    file: WordFile, rows: Iterable[list[str]], *, numbers: tuple[int, ...], headed: bool = False
) -> None:
    lines = list(rows)
    if not lines:
        return
    grid = file.add_table(rows=len(lines), cols=len(lines[0]), style="Table Grid")
    for line, texts in zip(grid.rows, lines, strict=True):
        for place, (cell, text) in enumerate(zip(line.cells, texts, strict=True)):
            cell.text = _clean(text)
            if place in numbers:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if headed:
        _repeat(grid.rows[0])
    file.add_paragraph()


def _repeat(row) -> None:
    """Let the heading row stand again on every page the table goes on to."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
    for cell in row.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _marked(text: str, numbers: tuple[int, ...]) -> str:
    return f"{text} {', '.join(f'({number})' for number in numbers)}" if numbers else text


def _clean(text: str) -> str:
    """Leave out what XML cannot hold; a lone half of a character too."""
    return text.translate(_XML_CANNOT).encode("utf-8", "ignore").decode()
