"""Tables and lists as answers to a browser: CSV streamed, XLSX from a file on disk, both as attachments."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import IO, Any

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from portal.content.figures import Unit
from portal.content.tables import Table, Text
from portal.content.writers_csv import csv_lines, table_csv
from portal.content.writers_xlsx import table_xlsx, xlsx_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_response(table: Table, form: str, name: str) -> HttpResponseBase:
    """Answer with a table as `form` "csv" or "xlsx", called `name` without its ending."""
    return csv_response(name, table_csv(table)) if form == "csv" else xlsx_response(name, table_xlsx(table))


def list_response(
    form: str,
    name: str,
    headings: Sequence[Text],
    rows: Iterable[Sequence[Any]],
    kinds: Sequence[Unit] | None = None,
    total: Sequence[Any] | None = None,
) -> HttpResponseBase:
    """Answer with a plain list, as `csv_lines` and `xlsx_file` take it."""
    if form == "csv":
        return csv_response(name, csv_lines(headings, rows, kinds, total))
    return xlsx_response(name, xlsx_file(headings, rows, kinds, total))


def csv_response(name: str, lines: Iterable[str | bytes]) -> StreamingHttpResponse:
    """Answer with the pieces of a CSV file; those that are bytes are UTF-8 already.

    The first piece is made at once: what goes wrong before it is an error page and not half a file.
    """
    pieces = iter(lines)
    every = chain([next(pieces, "")], pieces)
    response = StreamingHttpResponse(
        (piece if isinstance(piece, bytes) else piece.encode() for piece in every),
        content_type="text/csv; charset=utf-8",
    )
    return _as_attachment(response, f"{name}.csv")


def xlsx_response(name: str, file: IO[bytes]) -> FileResponse:
    """Answer with an open XLSX file and close it afterwards."""
    return _as_attachment(FileResponse(file, content_type=XLSX), f"{name}.xlsx")


def _as_attachment(response: Any, name: str) -> Any:
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
