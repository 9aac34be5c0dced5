"""Headings of a file matched with the columns of its kind: any order, case, space or letter form."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.content.parsing import UNSEEN
from portal.imports.columns import Column, ImportKind
from portal.imports.sheets import UnreadableFile

NAMED = 10  # unknown headings that are named in a refusal
SHOWN = 60  # characters of each
OURS = "portalen:"  # begins the columns that we add to a file handed back to be corrected


def fold_heading(text: str) -> str:
    """A heading as it is compared: composed letters, lower case, single spaces, no star of the required."""
    seen = unicodedata.normalize("NFC", text.translate(UNSEEN)).casefold()
    return " ".join(seen.split()).rstrip("* ")


def known_names(kind: ImportKind) -> dict[str, Column]:
    """Every folded heading and alias of the kind."""
    return {fold_heading(name): column for column in kind.columns for name in column.names}


@dataclass(frozen=True)
class Said:
    """What the sender has said of a file beside what stands in it.

    ``dropped``: headings to leave out. ``mapped``: folded heading -> key of the column it means. ``cells``:
    line -> column key -> what is to be read instead of what stands there.
    """

    dropped: Sequence[str] = ()
    mapped: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Matched:
    """Which column stands in which place of a row, and which places may hold what is left out."""

    places: dict[int, Column]
    dropped: frozenset[int] = frozenset()


def match(heading: Sequence[str], kind: ImportKind, said: Said | None = None) -> Matched:
    """Match the heading row. Raises UnreadableFile naming unknown, doubled or missing headings."""
    said = said or Said()
    names, unknown, twice = _names(kind, said.mapped), [], []
    places: dict[int, Column] = {}
    skipped: set[int] = set()
    left_out = {fold_heading(name) for name in said.dropped}
    for place, text in enumerate(heading):
        folded = fold_heading(text)
        column = names.get(folded)
        if column in places.values():
            twice.append(text.strip())
        elif column:
            places[place] = column
        elif folded in left_out or folded.startswith(OURS):
            skipped.add(place)
        elif folded:
            unknown.append(text.strip())
    _refuse(kind, unknown, twice, [column for column in kind.columns if column not in places.values()])
    return Matched(places, frozenset(skipped))


def _names(kind: ImportKind, mapped: Mapping[str, str]) -> dict[str, Column]:
    """What each heading means: the kind's own names before what somebody has said."""
    columns = {column.key: column for column in kind.columns}
    said = {heading: columns[key] for heading, key in mapped.items() if key in columns}
    return said | known_names(kind)


def _refuse(kind: ImportKind, unknown: list[str], twice: list[str], absent: list[Column]) -> None:
    said, missing = [], [column.heading for column in absent if column.required]
    if unknown:
        said.append(_("Okända kolumner: %(names)s.") % {"names": _named(unknown)})
    if twice:
        said.append(_("Kolumner som står två gånger: %(names)s.") % {"names": _named(twice)})
    if missing:
        said.append(_("Kolumner som saknas: %(names)s.") % {"names": ", ".join(missing)})
    if said:
        allowed = ", ".join(column.heading for column in kind.columns)
        problem = UnreadableFile(" ".join(said), _("Kolumnerna heter: %(names)s.") % {"names": allowed})
        problem.unknown = [] if twice else unknown
        problem.absent = [column.key for column in absent]
        raise problem


def _named(headings: list[str]) -> str:
    """The headings, shortened where a file that is no table would fill the page."""
    shown = [name if len(name) <= SHOWN else f"{name[:SHOWN]}…" for name in headings[:NAMED]]
    return ", ".join([*shown, "…"] if len(headings) > NAMED else shown)
