"""Which kinds of file there are: the work areas say."""

from portal.imports.columns import ImportKind
from portal.workareas import work_areas


def all_kinds() -> list[ImportKind]:
    return [kind for area in work_areas() for kind in area.imports]


def kind_of(slug: str) -> ImportKind | None:
    """The kind with the address ``slug``, or None."""
    return next((kind for kind in all_kinds() if kind.slug == slug), None)
