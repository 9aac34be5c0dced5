"""The file handed back: as it came in, each row with what became of it, why, and what to do."""

from django.http import HttpResponseBase

from portal.content.writers import csv_response, xlsx_response
from portal.content.writers_csv import csv_lines
from portal.imports.columns import ImportKind
from portal.imports.doors import for_batch
from portal.imports.handing_back import OUR_HEADINGS, rows_back, workbook_back
from portal.imports.models import Batch
from portal.ui.doors import READING
from portal.ui.requests import Asked


@for_batch(*READING)
def rows(request: Asked, batch: Batch, kind: ImportKind, form: str) -> HttpResponseBase:
    """All rows, or with ``?rader=fel`` those to put right; our columns are passed over when it comes back."""
    only_bad = request.GET.get("rader") == "fel"
    heading, found = rows_back(batch, kind, only_bad=only_bad)
    name = f"{batch.kind}-{batch.pk}-{'att-ratta' if only_bad else 'utfall'}"
    if form == "xlsx":
        return xlsx_response(name, workbook_back(heading, found))
    lines = ([*row.said, *row.cells] for row in found)
    return csv_response(name, csv_lines([*OUR_HEADINGS, *heading], lines))
