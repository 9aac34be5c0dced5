"""A whole list as a file: all rows the filter matches, in the columns and the order shown."""

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from portal.content.writers import list_response
from portal.ui.listing import Listing

FORMATS = ("csv", "xlsx")


def export(listing: Listing, form: str, name: str) -> HttpResponseBase:
    """Answer with the list as ``form`` ("csv" or "xlsx"), called ``name`` without its ending."""
    columns = listing.columns
    rows = ([column.exported(row) for column in columns] for row in listing.all_rows())
    kinds = [column.kind.unit for column in columns]
    return list_response(form, name, [column.title for column in columns], rows, kinds, _total(listing))


def _total(listing: Listing) -> list[Any] | None:
    """Return the last row: "Totalt" first, the sums where they make sense, nothing elsewhere."""
    if not listing.summed:
        return None
    sums = {total.column.key: total.sum for total in listing.sum_all()}
    return [_("Totalt"), *(sums.get(column.key) for column in listing.columns[1:])]
