"""Texts of ``staged`` into the values of ``read``, by the forms that stand beside the columns' readers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from portal.content.parsing import Unreadable
from portal.imports.columns import Column
from portal.imports.staging.forms import DIGITS, FEW, Digits, FreeText, Listed, Words, text_is_plain, value_of
from portal.imports.staging.judging import READ, STAGED, make_table, named, rows_of

Sql = tuple[str, list[Any]]
Known = Mapping[str, Mapping[str, Any]]  # column key -> word -> its value


def read_in_sets(columns: Sequence[Column], absent: Sequence[Column]) -> None:
    """Make ``read``: the values of the ``columns`` that the file has, NULL for those ``absent``.

    ``_whole``: SQL could read every cell of the row. ``_counted``: all its numbers, whatever the rest.
    """
    words = {column.key: _words(column) for column in columns if isinstance(column.sql, Words)}
    values, params = ["_line", "_counted", "_counted AND _plain AS _whole"], []
    for column in columns:
        sql, more = _value(column, words)
        values.append(f"{sql} AS {named(column.key)}")
        params += more
    values += [f"NULL::{column.sql.type} AS {named(column.key)}" for column in absent if column.sql]
    plain, more = _plain(columns, words)
    inner = f"SELECT *, {_counted(columns)} AS _counted, {plain} AS _plain FROM {STAGED} OFFSET 0"
    make_table(READ, f"SELECT {', '.join(values)} FROM ({inner}) s", [*params, *more])


def _words(column: Column) -> dict[str, Any]:
    """The words of the column, each read by the column's own reader; those that cannot be are left out."""
    cell = named(column.key)
    found: dict[str, Any] = {}
    for (word,) in rows_of(f"SELECT DISTINCT {cell} FROM {STAGED} WHERE {cell} <> '' LIMIT {FEW}"):
        try:
            found[word] = column.read(word)
        except Unreadable:
            continue
    return found


def _value(column: Column, words: Known) -> Sql:
    if column.sql is None:
        return f"nullif({named(column.key)}, '')", []
    sql, params = value_of(named(column.key), column.sql, words.get(column.key, {}))
    if isinstance(column.sql, Digits):
        sql = f"CASE WHEN _counted THEN {sql} END"
    return sql, params


def _counted(columns: Sequence[Column]) -> str:
    """Whether every number of the row is written plainly: digits alone, as most are, or else one pattern over
    the columns written alike."""
    alike: dict[str, list[str]] = defaultdict(list)
    for column in columns:
        if isinstance(column.sql, Digits):
            alike[column.sql.pattern].append(named(column.key))
    said = []
    for pattern, cells in alike.items():
        one = f"(?:{pattern})?"
        row, wanted = " || '|' || ".join(cells), "[|]".join([one] * len(cells))
        longest = f"greatest({', '.join(f'octet_length({cell})' for cell in cells)})"
        digits = f"{' || '.join(cells)} !~ '[^0-9]' AND {longest} <= {DIGITS}"
        said.append(f"({digits} OR {row} ~ '^{wanted}$')")
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
