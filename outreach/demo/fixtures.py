"""The files of ``fixtures/demo/`` about outreach as rows, and how their cells are read."""

from collections.abc import Iterable

from django.conf import settings

from portal.organisation.models import Organisation
from portal.organisation.reference import read_rows

FOLDER = settings.BASE_DIR / "fixtures" / "demo"
SEPARATOR = "|"  # between the parts of a cell that is a list


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of ``fixtures/demo/<name>.csv`` by their headings."""
    return list(read_rows(FOLDER / f"{name}.csv"))


def parts(cell: str) -> list[str]:
    """The parts of a cell that is a list; none when it is empty."""
    return cell.split(SEPARATOR) if cell else []


def number(cell: str) -> int | None:
    return int(cell) if cell else None


def yes_no(cell: str) -> bool | None:
    return {"ja": True, "nej": False, "": None}[cell]


def organisations(keys: Iterable[str]) -> dict[str, Organisation]:
    """key -> organisation. KeyError later for a key that reference and demo data do not know."""
    return Organisation.objects.in_bulk([key for key in keys if key], field_name="key")
