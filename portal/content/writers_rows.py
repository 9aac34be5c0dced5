"""A worksheet that takes whole rows as XML: a cell costs one lookup, and no text in it is read as markup.

XlsxWriter makes an object of every cell and takes a text like ``<r>...</r>`` for markup of its own. The book
around it, formats and settings are XlsxWriter's; only the rows of a long list are written here.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from portal import money
from portal.content.figures import Share, Unit
from portal.content.writers_cells import NUMBERS, plain

LETTERS, LARGE = 32_767, 10**15  # what a cell and a spreadsheet's number can hold
BLOCK, REMEMBERED, SHORT = 500, 20_000, 80
_TO_ESCAPE = re.compile(r"[&<>\x00-\x08\x0b-\x1f]|_x[0-9a-fA-F]{4}_|\A\s|\s\Z")


class RowSheet(Worksheet):
    """In a book with ``constant_memory``; made by ``book.add_worksheet(name, RowSheet)``."""

    def begin_rows(self, kinds: Sequence[Unit], formats: Mapping[str, Any]) -> None:
        """Say what the columns hold, and which format is meant by each name."""
        self.kinds = kinds
        self.letters = [xl_col_to_name(number) for number in range(len(kinds))]
        self.styles = {name: form._get_xf_index() for name, form in formats.items()}
        self.told: dict[Any, str] = {}

    def add_rows(self, first: int, rows: Iterable[Sequence[Any]]) -> int:
        """Write the rows from the number ``first`` (0: heading) on; answer the number after the last."""
        self._write_single_row()  # what stands above
        number, lines = first, list[str]()
        for number, row in enumerate(rows, start=first + 1):
            lines.append(self._line(number, row))
            if len(lines) == BLOCK:
                self.row_data_fh.write("".join(lines))
                lines.clear()
        self.row_data_fh.write("".join(lines))
        if number > first:
            self._check_dimensions(number - 1, len(self.letters) - 1)
        self.previous_row = number
        return number

    def _line(self, number: int, row: Sequence[Any]) -> str:
        found, told = [f'<row r="{number}">'], self.told
        for letter, value, kind in zip(self.letters, row, self.kinds, strict=True):
            if value is None:
                continue
            kept = (type(value), value, kind) if type(value) in (str, int, Decimal) else None
            cell = told.get(kept) if kept else None
            if cell is None:
                cell = self._cell(plain(value, kind))
                if kept and len(told) < REMEMBERED and len(cell) < SHORT:
                    told[kept] = cell
            if cell:
                found.append(f'<c r="{letter}{number}"{cell}')
        found.append("</row>")
        return "".join(found)

    def _cell(self, cell: str | int | Decimal | Share | date | None) -> str:
        """What stands after a cell's address; nothing for no cell."""
        if cell is None:
            return ""
        if isinstance(cell, str):
            return self._text(cell[:LETTERS])
        if isinstance(cell, NUMBERS):
            if not -LARGE < cell < LARGE:  # it would be rounded without a word: keep every digit as text
                return self._text(money.csv_number(cell))
            return self._number("whole" if cell == int(cell) else "decimal", f"{cell:f}")
        if isinstance(cell, Share):
            return self._number("percent", f"{cell.part / cell.whole:.16G}")
        name = "time" if isinstance(cell, datetime) else "date"
        return self._number(name, f"{self._convert_date_time(cell):.16G}")

    def _number(self, name: str, written: str) -> str:
        return f' s="{self.styles[name]}"><v>{written}</v></c>'

    def _text(self, text: str) -> str:
        style, keep = self.styles["text"], ""
        if _TO_ESCAPE.search(text):
            keep = ' xml:space="preserve"' if text.strip() != text else ""
            text = self._escape_data(self._escape_control_characters(text))
        return f' s="{style}" t="inlineStr"><is><t{keep}>{text}</t></is></c>'
