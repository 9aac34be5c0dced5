"""Headings of a file matched with the columns of its kind: any order, case, space or letter form."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.imports.columns import Column, ImportKind
from portal.imports.sheets import UnreadableFile


def fold_heading(text: str) -> str:
    """A heading as it is compared: composed letters, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text.strip("\ufeff")).casefold().split())


def known_names(kind: ImportKind) -> dict[str, Column]:
    """Every folded heading and alias of the kind."""
    return {fold_heading(name): column for column in kind.columns for name in column.names}


@dataclass(frozen=True)
class Matched:
    """Which column stands in which place of a row; places of dropped columns are left out."""

    places: dict[int, Column]
    width: int


def match(heading: Sequence[str], kind: ImportKind, *, dropped: Sequence[str] = ()) -> Matched:
    """Match the heading row. Raises UnreadableFile naming unknown, doubled or missing headings.

    ``dropped`` are unknown headings the user has said to leave out.
    """
    names, places, unknown, twice = known_names(kind), {}, [], []
    left_out = {fold_heading(name) for name in dropped}
    for place, text in enumerate(heading):
        folded = fold_heading(text)
        column = names.get(folded)
        if column in places.values():
            twice.append(text.strip())
        elif column:
            places[place] = column
        elif folded and folded not in left_out:
            unknown.append(text.strip())
    missing = [c.heading for c in kind.columns if c.required and c not in places.values()]
    _refuse(kind, unknown, twice, missing)
    return Matched(places, len(heading))


def _refuse(kind: ImportKind, unknown: list[str], twice: list[str], missing: list[str]) -> None:
    said = []
    if unknown:
        said.append(_("Okända kolumner: %(names)s.") % {"names": ", ".join(unknown)})
    if twice:
        said.append(_("Kolumner som står två gånger: %(names)s.") % {"names": ", ".join(twice)})
    if missing:
        said.append(_("Kolumner som saknas: %(names)s.") % {"names": ", ".join(missing)})
    if said:
        allowed = ", ".join(column.heading for column in kind.columns)
        problem = UnreadableFile(" ".join(said), _("Kolumnerna heter: %(names)s.") % {"names": allowed})
        problem.unknown = unknown if not (twice or missing) else []
        raise problem
