"""Twenty pages with twenty tables: as PDF against typst alone, as Word against tables as one XML string.

A PDF is compared from fresh processes: ours (laid out here, typeset in a process of its own) and a process
that only compiles the same paper as finished typst markup.
"""

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

import django

from tests.bench import Measured, benchmark

TIMES, DOCUMENTS, FIRST = 7, 50, 5
BARE = """
import sys, typst
made = typst.Compiler(open(sys.argv[1], "rb").read(), ignore_system_fonts=True).compile(
    format="pdf", pdf_standards=["a-2a", "ua-1"])
sys.stdout.buffer.write(made)
"""
TEMPLATE = Path(__file__).resolve().parent.parent.parent / "portal" / "content" / "typst" / "paper.typ"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@benchmark("documents.pdf_20", goal=1.2)
def pdf() -> Measured:
    """Ours beside typst alone, turn by turn, so that a busy moment hits both."""
    from portal.content.writers_pdf import pdf_bytes

    paper = _paper()
    with TemporaryDirectory() as folder:
        source = Path(folder) / "finished.typ"
        source.write_text(finished(paper), encoding="utf-8")
        bare = [sys.executable, "-c", BARE, str(source)]
        ours, theirs = [], []
        for _each in range(TIMES):
            ours.append(_seconds(lambda: pdf_bytes(paper)))
            theirs.append(_seconds(lambda: subprocess.run(bare, capture_output=True, check=True)))
    return _measured(median(ours), median(theirs), f"{_pages(pdf_bytes(paper))} sidor")


@benchmark("documents.pdf_memory_50", goal=1.05)
def pdf_memory() -> Measured:
    """What this process holds after fifty documents, beside what it held after five."""
    from portal.content.writers_pdf import pdf_bytes

    paper, held = _paper(), []
    for _each in range(DOCUMENTS):
        pdf_bytes(paper)
        held.append(_held())
    first, last = held[FIRST - 1], held[-1]
    return Measured(
        last / first, f"{first / 1024:.1f} MB efter {FIRST}, {last / 1024:.1f} MB efter {DOCUMENTS}"
    )


@benchmark("documents.docx_20", goal=1.5)
def docx() -> Measured:
    """Ours beside python-docx that is handed each table as one string."""
    from portal.content.laying import lay
    from portal.content.writers_word import word_bytes

    paper = _paper()
    laid = lay(paper)
    ours, theirs = [], []
    for _each in range(TIMES * 3):
        ours.append(_seconds(lambda: word_bytes(paper)))
        theirs.append(_seconds(lambda: one_string(laid)))
    return _measured(median(ours), median(theirs), f"{len(laid['blocks'])} delar")


def finished(paper: Any) -> str:
    """Return the paper as typst markup with nothing left to decide: our looks, its words written out."""
    from portal.content.laying import lay

    looks = TEMPLATE.read_text(encoding="utf-8").split("// Runs:")[0]
    looks = looks.replace("json(bytes(sys.inputs.pictures))", "()")
    laid = lay(paper)
    said = f'title: "{laid["title"]}", foot: "{laid["foot"]}", day: "{laid["day"]}"'
    about = f'({said}, lang: "sv", page: "Sida", head: none)'
    looks = looks.replace("json(bytes(sys.inputs.paper))", about)
    return "\n".join([looks, "#title()", *(_markup(block) for block in laid["blocks"])])


def _markup(block: dict[str, Any]) -> str:
    if block["kind"] == "heading":
        return f"#heading(level: {block['level'] - 1})[{block['text']}]"
    if block["kind"] == "prose":
        return "\n\n".join("".join(_run(run) for run in each) for each in block["paragraphs"]) + "\n"
    numbers = [column["number"] for column in block["columns"]]
    widths = ["auto" if column["number"] else f"{column['weight']}fr" for column in block["columns"]]
    sides = ["right" if number else "left" for number in numbers]
    heads = ", ".join(_head(cell) for row in block["heads"] for cell in row)
    rows = ",\n".join(
        ", ".join(_cell(cell, bold=row["total"]) for cell in row["cells"]) for row in block["rows"]
    )
    table = (
        f"table(columns: ({', '.join(widths)}), align: ({', '.join(sides)}), table.header({heads}),\n{rows})"
    )
    caption = f'[{block["caption"]} #text(weight: "regular")[{block["subtitle"]}]]'
    notes = [f"#super[{number}]~{note}" for number, note in block["footnotes"]] + block["notes"]
    under = "\n".join(f"#block(above: 0.5em, below: 0.4em)[#set text(size: 9pt)\n{note}]" for note in notes)
    figure = f"figure(kind: table, {table}, caption: {caption})"
    return f"#[#set text(size: 9pt)\n#block(above: 1.2em, below: 0.5em, {figure})\n{under}]\n"


def _run(run: dict[str, Any]) -> str:
    return f"#footnote[{run['text']}]" if run["kind"] == "note" else run["text"]


def _head(cell: dict[str, Any]) -> str:
    side = "right" if cell["number"] else "left"
    spans = f"colspan: {cell.get('columns', 1)}, rowspan: {cell.get('rows', 1)}, align: {side} + bottom"
    return f"table.cell({spans})[*{_said(cell)}*]"


def _cell(cell: dict[str, Any], *, bold: bool) -> str:
    said = _said(cell)
    return f"[*{said}*]" if bold and said else f"[{said}]"


def _said(cell: dict[str, Any]) -> str:
    numbers = ", ".join(map(str, cell.get("numbers", ())))
    return f"{cell['text']}~#super[{numbers}]" if numbers else cell["text"]


def one_string(laid: dict[str, Any]) -> bytes:
    """Return the same words as a Word file by python-docx, each table parsed from one string."""
    from docx import Document
    from docx.oxml import parse_xml

    file = Document()
    file.add_heading(laid["title"], level=0)
    for block in laid["blocks"]:
        if block["kind"] == "heading":
            file.add_heading(block["text"], level=block["level"] - 1)
        elif block["kind"] == "prose":
            for runs in block["paragraphs"]:
                file.add_paragraph("".join(run.get("text", "") for run in runs))
        else:
            file.add_paragraph(block["caption"], style="Caption")
            rows = [[cell["text"] for cell in row] for row in block["heads"][-1:]]
            rows += [[cell["text"] for cell in row["cells"]] for row in block["rows"]]
            cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
            lines = "".join(
                f"<w:tr>{''.join(cell.format(escape(text)) for text in row)}</w:tr>" for row in rows
            )
            file.element.body.insert(-1, parse_xml(f"<w:tbl {W}><w:tblPr/><w:tblGrid/>{lines}</w:tbl>"))
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _paper() -> Any:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from tests.portal.papering import long_paper

    return long_paper()


def _measured(ours: float, theirs: float, what: str) -> Measured:
    return Measured(ours / theirs, f"{ours * 1000:.0f} ms mot {theirs * 1000:.0f} ms, {what}")


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _pages(pdf: bytes) -> int:
    return pdf.count(b"/Type/Page/") + pdf.count(b"/Type/Page>")


def _held() -> int:
    """KB of memory this process holds now."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
