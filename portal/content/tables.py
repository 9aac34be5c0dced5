"""A table as a value: what a page, a paper and an export are all made of.

The first column is the rows' heading and holds their labels. A total row is computed, never typed; footnotes
are numbered in order of appearance. Nothing here asks the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.content.figures import Figure, Unit, add
from portal.content.notes import Note, numbered
from portal.content.sorting import text_key

Text: TypeAlias = str | Promise
Cell: TypeAlias = Figure | str | date
SUMMED = (Unit.COUNT, Unit.TKR, Unit.KRONOR, Unit.NUMBER)


@dataclass(frozen=True)
class Column:
    """A column. `group` is a heading above several; `export_title` what a file calls it, where that differs.

    `sums`: whether a total makes sense (default: counts and money). `people`: it counts people, so small
    numbers are masked. `sum_of`: the columns it is the sum of in each row. `gives_away`: the columns that
    could be computed from it (a percentage says its parts), so it is masked when one of them is.
    """

    key: str
    title: Text
    kind: Unit = Unit.COUNT
    group: Text = ""
    export_title: Text = ""
    notes: tuple[Note, ...] = ()
    sums: bool | None = None
    people: bool = False
    sum_of: tuple[str, ...] = ()
    gives_away: tuple[str, ...] = ()

    @property
    def has_sum(self) -> bool:
        return self.kind in SUMMED if self.sums is None else self.sums

    @property
    def heading(self) -> str:
        """The heading in a file, where two levels are one: "Plan för implementering ja"."""
        if self.export_title or not self.group:
            return str(self.export_title or self.title)
        title = str(self.title)
        is_word = title[1:2] == title[1:2].lower()  # "Ja" becomes "ja", "SFI" stays
        return f"{self.group} {title[:1].lower() + title[1:] if is_word else title}"


@dataclass(frozen=True)
class Row:
    """A row: its label, and a cell for every column but the first. `key` names what it is about."""

    label: str
    cells: Mapping[str, Cell]
    href: str | None = None
    notes: tuple[Note, ...] = ()
    key: str = ""


class Order(NamedTuple):
    """By which column rows stand, and whether the largest is first."""

    key: str
    descending: bool = False


@dataclass(frozen=True)
class Table:
    """A table. `notes` are about all of it and have no number; `how` are the steps of "Så räknades det"."""

    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    subtitle: Text = ""
    total: Row | None = None
    notes: tuple[Note, ...] = ()
    how: tuple[Text, ...] = ()
    order: Order | None = None

    def __post_init__(self) -> None:
        keys = {column.key for column in self.columns[1:]}
        if len(keys) != len(self.columns) - 1:
            raise ValueError(
                "A table needs a first column for its labels, and a key of its own for each of the others"
            )
        people = {column.key for column in self.columns if column.people}
        for column in self.columns:
            if column.people and not people.issuperset(column.sum_of):
                raise ValueError(
                    f"{column.key}: a sum of people is masked with its parts, they must be people too"
                )
        for row in self.all_rows:
            if set(row.cells) != keys:
                raise ValueError(
                    f"{row.label}: cells {sorted(row.cells)} do not fill the columns {sorted(keys)}"
                )

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows and, last, the total."""
        return (*self.rows, self.total) if self.total else self.rows

    @property
    def numbers(self) -> dict[Note, int]:
        """Each footnote's number: headings first, then row by row, label before cells, the total last."""
        found = [note for column in self.columns for note in column.notes]
        for row in self.all_rows:
            found += row.notes
            for column in self.columns[1:]:
                cell = row.cells[column.key]
                found += cell.notes if isinstance(cell, Figure) else ()
        return numbered(found)

    @property
    def footnotes(self) -> list[tuple[int, Note]]:
        """The numbered notes as they stand under the table."""
        return [(number, note) for note, number in self.numbers.items()]

    def figures(self, key: str) -> list[Figure]:
        """Return a column's figures, without the total."""
        return [cell for row in self.rows if isinstance(cell := row.cells[key], Figure)]

    def with_total(self, label: Text | None = None, hrefs: Mapping[str, str] | None = None) -> "Table":
        """Return the table with its total row: sums where they make sense, empty cells elsewhere.

        What is not reported is not counted, and a footnote says how many are missing. `hrefs`: the page a sum
        opens, by column key.
        """
        opens = hrefs or {}
        cells: dict[str, Cell] = {
            column.key: add(self.figures(column.key), column.kind, opens.get(column.key))
            if column.has_sum
            else ""
            for column in self.columns[1:]
        }
        return replace(self, total=Row(str(label or _("Totalt")), cells))

    def without(self, *keys: str) -> "Table":
        """Return the table without some of its columns: a paper is narrower than a page."""
        columns = tuple(column for column in self.columns if column.key not in keys)

        def kept(row: Row) -> Row:
            return replace(row, cells={key: cell for key, cell in row.cells.items() if key not in keys})

        total = kept(self.total) if self.total else None
        return replace(self, columns=columns, rows=tuple(kept(row) for row in self.rows), total=total)

    def ordered(self, key: str = "", *, descending: bool = False) -> "Table":
        """Return the table ordered by a column, default the labels; ties in Swedish order of the labels.

        What cannot be compared (not reported, masked) stands last either way, by label: a masked figure's
        place must not say how large it is.
        """
        key = key or self.columns[0].key
        rows = sorted(self.rows, key=lambda row: text_key(row.label))
        placed = [row for row in rows if self._value(row, key) is not None]
        placed.sort(key=lambda row: self._value(row, key), reverse=descending)
        last = [row for row in rows if self._value(row, key) is None]
        return replace(self, rows=(*placed, *last), order=Order(key, descending))

    def _value(self, row: Row, key: str) -> Any:
        if key == self.columns[0].key:
            return text_key(row.label)
        cell = row.cells[key]
        if isinstance(cell, Figure):
            return cell.order
        return text_key(cell) if isinstance(cell, str) else cell
