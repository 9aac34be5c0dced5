"""The files of ``fixtures/demo/`` as rows, and how their cells are read."""

from collections.abc import Iterable
from decimal import Decimal

from django.conf import settings

from portal.content.outcomes import Outcome
from portal.money import tkr_to_kronor
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


def kronor(tkr: str) -> Decimal:
    """Kronor from a cell in tkr with decimal comma."""
    return tkr_to_kronor(Decimal(tkr.replace(",", ".")))


def organisations(keys: Iterable[str]) -> dict[str, Organisation]:
    """key -> organisation. KeyError later for a key that reference and demo data do not know."""
    return Organisation.objects.in_bulk([key for key in keys if key], field_name="key")


def refuse_failures(outcomes: Iterable[Outcome]) -> None:
    """Raise ValueError with every refusal: our own files have no bad rows."""
    refused = [str(outcome.refusal) for outcome in outcomes if outcome.refusal]
    if refused:
        raise ValueError(refused)
