"""What a column of a file is, said once: template, form label, reading, checking and export are made from it.

A work area writes a kind of file like this (projects/imports.py is the real thing)::

    class Grants(ImportKind):
        slug, title = "beviljade-medel", _("Beviljade medel")
        intro = _("Ett beslut om medel på varje rad.")
        columns = (
            Column("Projektnummer", "project", read_text, required=True, example="2.2.5"),
            Column("Nr", "number", read_count, required=True, example="1"),
            Column("År", "year", read_year, help=_("Tomt om året inte är känt.")),
            Column("Belopp tkr", "amount", read_tkr, required=True, write=kronor_to_tkr, aliases=("Belopp",)),
        )
        key = ("project", "number")                       # the same key twice in a file is refused

        def may(self, user):                              # None is the system itself
            return user is None or access.may_grant_anything(user)

        def save(self, rows, *, by, now):                 # rows: CandidateRow(line, values by column key)
            outcomes = grant_funds([...], by=by, now=now) # one call of the domain for the whole file
            return [RowResult(...) for ...]               # one for each row, in order

        def known(self, user):                            # values by column key: template and export
            return Grant.objects.for_user(user)...
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from portal.content.parsing import read_text
from portal.imports.staging.forms import SqlForm
from portal.imports.staging.judging import InSets

if TYPE_CHECKING:
    from portal.imports.written import Written


@dataclass(frozen=True)
class Column:
    """A column: its Swedish heading, the key its value gets, how it is read and written.

    ``read`` takes the cell's text and raises Unreadable; blank cells are None without asking it. ``write``
    turns a stored value into what the export writes (text or number). ``choices`` are the words allowed.
    A ``required`` column must be in the file and filled in; with ``may_be_blank`` it must only be there,
    and the domain says when a blank cell will not do.
    """

    heading: str
    key: str
    read: Callable[[str], Any] = read_text
    required: bool = False
    may_be_blank: bool = False
    aliases: tuple[str, ...] = ()
    help: Any = ""
    example: str = ""
    choices: tuple[str, ...] = ()
    write: Callable[[Any], Any] = lambda value: value
    #: how SQL reads a cell, in a large file; without it a filled cell is left to ``read``
    sql: SqlForm | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.heading, *self.aliases)


@dataclass(frozen=True)
class CandidateRow:
    """A row that could be read: the line it begins on and its values by column key.

    A blank cell is None (not reported). A column that the file does not have is not among the values: what is
    stored there is to be left as it is. ``cells``: heading -> what stands there.
    """

    line: int
    values: Mapping[str, Any]
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """Something wrong in a row: under which heading, what stood there, why, and what to do.

    ``value`` may be a part of the ``cell`` (a name in a list).
    """

    column: str
    value: str
    message: str
    remedy: str = ""
    suggestion: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Changed:
    """A value that differs: the heading, and both as they are written in files."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class RowResult:
    """What became of a row: "new", "changed", "unchanged" or "bad" (then ``problems`` say why)."""

    line: int
    status: str
    label: str = ""
    href: str = ""
    changes: tuple[Changed, ...] = ()
    problems: tuple[Problem, ...] = ()
    questions: tuple[str, ...] = ()
    record: Any = None  # the model instance that the row wrote, or found unchanged


class ImportKind:
    """A kind of file. Subclasses fill the class attributes and the methods."""

    slug = ""
    title: Any = ""
    intro: Any = ""
    columns: tuple[Column, ...] = ()
    key: tuple[str, ...] = ()
    #: (model, path): rows that belong together without pointing at each other, so that they are undone as one
    joined: tuple[tuple[Any, str], ...] = ()
    #: how a large file is looked through in SQL; without it every row goes through ``save``
    in_sets: InSets | None = None

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    def may(self, user) -> bool:
        """Whether ``user`` (None: the system) may read in files of this kind."""
        return False

    def may_export(self, user) -> bool:
        """Whether ``user`` may take what is stored out again, with raw values."""
        return self.may(user)

    def may_read(self, user, authority: int | None) -> bool:
        """Whether ``user``, who sees that ``authority`` sent a file in, reads its rows as they came."""
        return True

    def save(self, rows: Sequence[CandidateRow], *, by, now: datetime) -> list[RowResult]:
        """Hand the rows to the domain and say what became of each, in order. Bad rows are not written.

        Everything written is taken back when the file is only checked, or refused; so nothing else may be
        done here (no e-mail, no file). A ValidationError refuses every row.
        """
        return []

    def known(self, user) -> Iterable[Mapping[str, Any]]:
        """What is stored, as values by column key, of what ``user`` may see."""
        return ()

    def written(self, user) -> "Written | None":
        """What ``known`` gives, made by the database; None when the kind leaves it to ``known``."""
        return None

    def to_fill_in(self, user, asked: Mapping[str, str]) -> Iterable[Mapping[str, Any]]:
        """The rows of the template: those ``user`` is to fill in or correct.

        ``asked`` is what the address asks for, such as one project; what it does not name is everything.
        """
        return self.known(user)

    def options(self, user) -> Mapping[str, Sequence[str]]:
        """The words that ``user`` may choose between in the template, by column key, beside ``choices``."""
        return {}
