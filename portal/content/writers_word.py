"""A paper as a Word file (.docx): A4, real styles, headings, footnotes and table heads. No macros, no names.

The file is written part by part as strings: quicker than cell by cell, and the same bytes for the same paper.
"""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import HttpResponse

from portal.content.laying import lay
from portal.content.papers import Paper
from portal.content.word.body import Body
from portal.content.word.frame import (
    LANGUAGES,
    XML,
    core,
    footer,
    footnotes,
    header,
    numbering,
    part,
    relations,
    relationships,
    settings,
)
from portal.content.word.head import document
from portal.content.word.marks import Links
from portal.content.writers_pdf import NO_DAY, drawn

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STYLES = (Path(__file__).parent / "word" / "styles.xml").read_text(encoding="utf-8")
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_KINDS = {
    "word/document.xml": f"{_MAIN}.document.main+xml",
    "word/styles.xml": f"{_MAIN}.styles+xml",
    "word/numbering.xml": f"{_MAIN}.numbering+xml",
    "word/settings.xml": f"{_MAIN}.settings+xml",
    "word/footnotes.xml": f"{_MAIN}.footnotes+xml",
    "word/header1.xml": f"{_MAIN}.header+xml",
    "word/header2.xml": f"{_MAIN}.header+xml",
    "word/footer1.xml": f"{_MAIN}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}


def word_response(paper: Paper, name: str) -> HttpResponse:
    """Return the paper as a download called ``name``.docx."""
    response = HttpResponse(word_bytes(paper), content_type=MIME)
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response


def word_bytes(paper: Paper) -> bytes:
    """Return the paper as a Word file. Text goes in as text: nothing in it is read as markup or a field.

    Raise ValidationError when a chart cannot be drawn.
    """
    return word_file(lay(paper))


def word_file(laid: dict[str, Any]) -> bytes:
    """Return a paper that is laid out already (see ``laying.lay``), as a frozen one is kept."""
    links = Links()
    links.pictures = drawn([each["svg"] for each in laid["blocks"] if each["kind"] == "chart"])
    body = Body(links)
    written = document(laid, body)
    language = LANGUAGES.get(laid["lang"], "sv-SE")
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": relationships(
            [("rId1", "officeDocument", "word/document.xml", ""), ("rId2", _CORE, "docProps/core.xml", "")]
        ),
        "docProps/core.xml": core(laid, laid["day"] or NO_DAY),
        "word/document.xml": part("document", f"<w:body>{written}</w:body>"),
        "word/_rels/document.xml.rels": relations(links),
        "word/styles.xml": _STYLES.replace("LANGUAGE", language),
        "word/numbering.xml": numbering(body.lists),
        "word/settings.xml": settings(laid),
        "word/footnotes.xml": footnotes(laid["notes"]),
        "word/header1.xml": header(laid, is_first=True),
        "word/header2.xml": header(laid, is_first=False),
        "word/footer1.xml": footer(laid),
    }
    for number, each in enumerate(links.pictures, start=1):
        parts[f"word/media/image{number}.png"] = each
    return _zipped(parts)


def _types() -> str:
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    ends = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    ends["png"] = "image/png"
    said = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in ends.items())
    said += "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in _KINDS.items())
    return f'{XML}<Types xmlns="{space}">{said}</Types>'


def _zipped(parts: dict[str, str | bytes]) -> bytes:
    """Without the time it was done: the same paper is the same file."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, inside in parts.items():
            kept = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            kept.compress_type = ZIP_DEFLATED
            file.writestr(kept, inside)
    return out.getvalue()
