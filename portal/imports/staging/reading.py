"""Texts of ``staged`` into the values of ``read``, by the forms that stand beside the columns' readers."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from portal.content.parsing import Unreadable
from portal.imports.columns import Column
from portal.imports.staging.forms import DIGITS, FEW, Digits, FreeText, Listed, Words, text_is_plain, value_of
from portal.imports.staging.judging import READ, STAGED, make_table, named, rows_of

Sql = tuple[str, list[Any]]
Known = Mapping[str, Mapping[str, Any]]  # column key -> word -> its value
#: pattern -> what says that the row has only digits there, and the cells
Alike = Mapping[str, tuple[str, list[str]]]


def read_in_sets(columns: Sequence[Column], absent: Sequence[Column]) -> None:
    """Make ``read``: the values of the ``columns`` that the file has, NULL for those ``absent``.

    ``_whole``: SQL could read every cell of the row. ``_counted``: all its numbers, whatever the rest.
    """
    words = _words([column for column in columns if isinstance(column.sql, Words)])
    alike = _alike(columns)
    values, params = ["_line", "_counted", "_counted AND _plain AS _whole"], []
    for column in columns:
        sql, more = _value(column, words, alike)
        values.append(f"{sql} AS {named(column.key)}")
        params += more
    values += [f"NULL::{column.sql.type} AS {named(column.key)}" for column in absent if column.sql]
    plain, more = _plain(columns, words)
    digits = ", ".join(["*", *(f"{_only_digits(cells)} AS {name}" for name, cells in alike.values())])
    inner = f"SELECT *, {_counted(alike)} AS _counted, {plain} AS _plain"
    source = f"({inner} FROM (SELECT {digits} FROM {STAGED} OFFSET 0) d OFFSET 0)"
    make_table(READ, f"SELECT {', '.join(values)} FROM {source} s", [*params, *more])


def _words(columns: Sequence[Column]) -> Known:
    """The words of the columns, each read by the column's own reader; those that cannot be are left out."""
    cells = ", ".join(named(column.key) for column in columns)
    rows = rows_of(f"SELECT DISTINCT {cells} FROM {STAGED} LIMIT {FEW * FEW}") if columns else []
    return {column.key: _known(column, {row[n] for row in rows}) for n, column in enumerate(columns)}


def _known(column: Column, words: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for word in sorted(words - {""})[:FEW]:
        with suppress(Unreadable):
            found[word] = column.read(word)
    return found


def _value(column: Column, words: Known, alike: Alike) -> Sql:
    cell, form = named(column.key), column.sql
    if form is None:
        return f"nullif({cell}, '')", []
    if isinstance(form, Digits):
        only, filled = alike[form.pattern][0], f"nullif({cell}, '')"
        quick, value = form.quick.format(cell=filled), form.value.format(cell=filled)
        return f"CASE WHEN NOT _counted THEN NULL WHEN {only} THEN {quick} ELSE {value} END", []
    return value_of(cell, form, words.get(column.key, {}))


def _alike(columns: Sequence[Column]) -> Alike:
    """The columns of numbers that are written alike."""
    found: dict[str, tuple[str, list[str]]] = {}
    for column in columns:
        if isinstance(column.sql, Digits):
            _name, cells = found.setdefault(column.sql.pattern, (f"_digits_{len(found)}", []))
            cells.append(named(column.key))
    return found


def _only_digits(cells: Sequence[str]) -> str:
    """Whether there is nothing but digits in the cells, and few enough, as in most rows."""
    longest = f"greatest({', '.join(f'octet_length({cell})' for cell in cells)})"
    return f"{' || '.join(cells)} !~ '[^0-9]' AND {longest} <= {DIGITS}"


def _counted(alike: Alike) -> str:
    """Whether every number of the row is written plainly: one pattern over the columns written alike."""
    said = []
    for pattern, (only_digits, cells) in alike.items():
        one = f"(?:{pattern})?"
        row, wanted = " || '|' || ".join(cells), "[|]".join([one] * len(cells))
        said.append(f"({only_digits} OR {row} ~ '^{wanted}$')")
    return " AND ".join(said) or "true"


def _plain(columns: Sequence[Column], words: Known) -> Sql:
    said, params = ["_raw IS NULL"], []
    for column in columns:
        cell, form = named(column.key), column.sql
        if column.required and not column.may_be_blank:
            said.append(f"{cell} <> ''")
        if isinstance(form, Words):
            said.append(f"{cell} = ANY(%s)")
            params.append(["", *words[column.key]])
        elif isinstance(form, FreeText | Listed):
            said.append(f"({cell} = '' OR {text_is_plain(cell, form)})")
        elif form is None:
            said.append(f"{cell} = ''")
    return " AND ".join(said), params
