"""Files out in the form they come in: the template, and the export that reads back unchanged."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.http import HttpResponseBase

from portal.content.writers import csv_response, list_response, xlsx_response
from portal.content.writers_xlsx import xlsx_file
from portal.imports.columns import ImportKind
from portal.imports.template_xlsx import template_xlsx


def rows_out(kind: ImportKind, known: Iterable[Any]) -> Iterator[list[Any]]:
    """Each stored thing as the cells of its row: raw values, blank for not reported."""
    for values in known:
        yield [_cell(column.write(values.get(column.key))) for column in kind.columns]


def _cell(value: Any) -> Any:
    return "|".join(value) if isinstance(value, list | tuple) else value


def sheet_response(kind: ImportKind, user, form: str, name: str) -> HttpResponseBase:
    """Answer with the kind's columns and the rows ``user`` may see, as "csv" or "xlsx"."""
    written = kind.written(user)
    if written is None:
        return _sheet(kind, kind.known(user), form, name)
    if form == "csv":
        return csv_response(name, written.csv(kind.columns))
    headings = [column.heading for column in kind.columns]
    return xlsx_response(name, xlsx_file(headings, written.values(kind.columns)))


def template_response(
    kind: ImportKind, user, form: str, name: str, asked: Mapping[str, str]
) -> HttpResponseBase:
    """Answer with the kind's columns and the rows ``user`` is to fill in, as "csv" or "xlsx"."""
    rows = kind.to_fill_in(user, asked)
    if form == "xlsx":
        return xlsx_response(name, template_xlsx(kind, rows_out(kind, rows), kind.options(user)))
    return _sheet(kind, rows, form, name)


def _sheet(kind: ImportKind, rows: Iterable[Any], form: str, name: str) -> HttpResponseBase:
    headings = [column.heading for column in kind.columns]
    return list_response(form, name, headings, rows_out(kind, rows))
