"""The files of ``fixtures/demo/`` about agreements as rows, and how their cells are read."""

from django.conf import settings

from portal.organisation.reference import YES, read_rows

FOLDER = settings.BASE_DIR / "fixtures" / "demo"


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of ``fixtures/demo/<name>.csv`` by their headings."""
    return list(read_rows(FOLDER / f"{name}.csv"))


def yes(cell: str) -> bool:
    return cell == YES
