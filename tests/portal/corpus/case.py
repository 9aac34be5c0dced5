"""One odd file with the answer it must get, and what such files are made of."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook

#: A report that is to be handed in (tests/portal/test_imports_corpus.py lays out the city it is of).
GOOD = {
    "År": "2026",
    "Tertial": "2",
    "Stadsdelsförvaltning": "Järva",
    "Projektnummer": "2.1",
    "Deltagare hittills": "42",
    "Kallade": "",
    "Förbrukat hittills tkr": "310,5",
    "Plan för implementering": "Ja",
    "Erfarenheter": "",
    "Samverkanspartner": "",
    "Slutredovisning": "Nej",
}
HEADINGS = tuple(GOOD)
SECOND = GOOD | {"Projektnummer": "3.1", "Deltagare hittills": "7"}
Bad = tuple[int, str, str]  # line, heading, how the message begins


@dataclass(frozen=True)
class Case:
    """``new`` and ``bad``: what the rows come to. ``whole``: how the refusal of the whole file begins."""

    name: str
    content: Callable[[], bytes] | bytes
    new: int = 0
    bad: tuple[Bad, ...] = ()
    whole: str = ""
    file: str = "fil.csv"

    def made(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else self.content()


def csv_of(*rows: Mapping[str, str] | Sequence[str], separator: str = ";", ends: str = "\n") -> str:
    """The rows under their headings; a plain sequence is a row of cells as it is."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=ends)
    writer.writerow(HEADINGS)
    for row in rows:
        writer.writerow([row.get(name, "") for name in HEADINGS] if isinstance(row, Mapping) else row)
    return out.getvalue()


def one(heading: str, cell: str) -> bytes:
    """A file of one report with ``cell`` under ``heading``, which may be one that GOOD has not."""
    headings = HEADINGS if heading in GOOD else (*HEADINGS, heading)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerows([headings, [(GOOD | {heading: cell})[name] for name in headings]])
    return out.getvalue().encode("utf-8", "surrogatepass")


def workbook(fill: Callable[[Any], None] | None = None, *rows: Mapping[str, Any]) -> bytes:
    """The rows on the first sheet; ``fill`` may do what it likes with the book before it is saved."""
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(list(HEADINGS))
    for row in rows or (GOOD,):
        sheet.append([row.get(name) or None for name in HEADINGS])
    if fill:
        fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cell(heading: str, value: Any, form: str = "") -> bytes:
    """A workbook of one report with ``value`` under ``heading``, shown as ``form`` says."""

    def fill(book: Any) -> None:
        found = book.active.cell(2, HEADINGS.index(heading) + 1)
        found.value = value
        found.number_format = form or found.number_format

    return workbook(fill)


def rezipped(
    content: bytes, member: str, change: Callable[[bytes], bytes], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """The archive with one member changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == member else old.read(name))
    return out.getvalue()
