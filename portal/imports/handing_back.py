"""The file as it came in, with what became of each row: to be put right where it was written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter

from portal.content.figures import Unit
from portal.content.writers_cells import plain
from portal.content.writers_xlsx import FORMATS, LETTERS, OPTIONS, WIDE
from portal.files.storing import opener_of
from portal.imports.columns import ImportKind
from portal.imports.headings import fold_heading, known_names
from portal.imports.models import Batch, RowOutcome
from portal.imports.reading import read_sheet
from portal.imports.sheets import SourceRow, UnreadableFile

BAD = {"bg_color": "#FBE3E0", "border": 1, "border_color": "#A4262C"}


#: Our own columns, first, so that nothing of the file is moved out of its place beside another. They begin so
#: that the reader passes them over when the file comes back; files speak Swedish in every language.
OUR_HEADINGS = ["Portalen: utfall", "Portalen: orsak", "Portalen: gör så här", "Portalen: förslag"]


@dataclass(frozen=True)
class RowBack:
    """What we say in our own columns, the row's cells, and place of a bad cell -> what is wrong with it."""

    said: list[str]
    cells: list[str]
    bad: dict[int, str]


@dataclass(frozen=True)
class _Places:
    """Where each column of the kind stands in the file, by its heading and by its key."""

    by_heading: dict[str, int]
    by_key: dict[str, int]


def rows_back(batch: Batch, kind: ImportKind, *, only_bad: bool) -> tuple[list[str], Iterator[RowBack]]:
    """The heading row of the file, and its rows in order. A file that could not be read has neither."""
    try:
        sheet = read_sheet(opener_of(batch.file), set(known_names(kind)))
    except UnreadableFile:
        return [], iter(())
    rows = batch.outcomes.filter(status=RowOutcome.Status.BAD) if only_bad else batch.outcomes.all()
    outcomes = {row.line: row for row in rows}
    # Of a file that still waits nothing is known yet: it has none that are counted as unchanged.
    some_stay = batch.unchanged and not only_bad
    otherwise = RowOutcome(status=RowOutcome.Status.UNCHANGED) if some_stay else None
    places = _places(batch, kind, sheet.heading.cells)
    return sheet.heading.cells, _told(batch, sheet.rows, outcomes, otherwise, places)


def _places(batch: Batch, kind: ImportKind, heading: list[str]) -> _Places:
    names = {**known_names(kind), **{name: kind.column(key) for name, key in batch.mapped_columns.items()}}
    found = [(names.get(fold_heading(name)), place) for place, name in enumerate(heading)]
    return _Places(
        {column.heading: place for column, place in found if column},
        {column.key: place for column, place in found if column},
    )


def _told(
    batch: Batch,
    rows: Iterable[SourceRow],
    outcomes: dict[int, RowOutcome],
    otherwise: RowOutcome | None,
    places: _Places,
) -> Iterator[RowBack]:
    """The rows of the file with an outcome by their line; what is not among the ``outcomes`` came to
    ``otherwise``."""
    for row in rows:
        if outcome := outcomes.get(row.line, otherwise):
            cells = row.cells
            for key, text in batch.said.cells.get(row.line, {}).items():
                place = places.by_key[key]
                cells = [*cells, *[""] * (place + 1 - len(cells))]
                cells[place] = text
            yield _row(cells, outcome, places.by_heading)


def _row(cells: list[str], outcome: RowOutcome, places: dict[str, int]) -> RowBack:
    problems = outcome.details if outcome.status == RowOutcome.Status.BAD else []
    said = [
        str(outcome.get_status_display()),
        " ".join(f"{each['column']}: {each['message']}".removeprefix(": ") for each in problems),
        " ".join(dict.fromkeys(each["remedy"] for each in problems if each["remedy"])),
        ", ".join(each["suggestion"] for each in problems if each["suggestion"]),
    ]
    bad = {
        places[each["column"]]: f"{each['message']} {each['remedy']}".strip()
        for each in problems
        if each["column"] in places
    }
    return RowBack(said, cells, bad)


def workbook_back(heading: list[str], rows: Iterable[RowBack]) -> IO[bytes]:
    """An open workbook: bad cells coloured, each with its reason as a comment."""
    file = TemporaryFile()  # noqa: SIM115 - handed to the response, which closes it
    with xlsxwriter.Workbook(file, {**OPTIONS, "constant_memory": False}) as book:
        head, bad = book.add_format(FORMATS["head"]), book.add_format(BAD)
        sheet = book.add_worksheet("Utfall")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(heading) + len(OUR_HEADINGS) - 1, WIDE // 2)
        _write(sheet, 0, [*OUR_HEADINGS, *heading], dict.fromkeys(range(len(heading) + 4), head))
        for number, row in enumerate(rows, start=1):
            wrong = {place + len(row.said): words for place, words in row.bad.items()}
            cells = [*row.said, *row.cells]
            cells += [""] * (max(wrong, default=0) + 1 - len(cells))
            _write(sheet, number, cells, dict.fromkeys(wrong, bad))
            for place, words in wrong.items():
                sheet.write_comment(number, place, words, {"author": "Samverkansportalen"})
    file.seek(0)
    return file


def _write(sheet: Any, number: int, cells: list[str], formats: dict[int, Any]) -> None:
    for place, cell in enumerate(cells):
        text, form = str(plain(cell, Unit.TEXT))[:LETTERS], formats.get(place)
        if text:
            sheet.write_string(number, place, text, form)
        elif form:
            sheet.write_blank(number, place, None, form)
