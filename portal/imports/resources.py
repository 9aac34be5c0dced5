"""Kinds of file as resources of django-import-export, for its formats, its callers and the back office.

A resource writes nothing itself: what comes in goes the way of every file (``portal.imports.running``), so
that checks, rights, receipt, history and undo are the same, whichever door the file came through.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from import_export.fields import Field
from import_export.resources import Resource
from import_export.results import Error, Result, RowResult
from tablib import Dataset

from portal.content.writers_csv import csv_lines
from portal.imports import running
from portal.imports.columns import ImportKind
from portal.imports.headings import known_names
from portal.imports.models import Batch
from portal.imports.reading import read_sheet
from portal.imports.sheets import UnreadableFile
from portal.imports.sheets_out import rows_out
from portal.imports.trying import alone, try_file
from portal.organisation.models import User

TYPES = {
    "new": RowResult.IMPORT_TYPE_NEW,
    "changed": RowResult.IMPORT_TYPE_UPDATE,
    "unchanged": RowResult.IMPORT_TYPE_SKIP,
    "bad": RowResult.IMPORT_TYPE_INVALID,
}
Said = tuple[int, str, list[Mapping[str, Any]]]  # line, status, problems


class KindResource(Resource):
    """One kind of file. ``by`` is who asks; None is the system."""

    kind = ImportKind()

    def __init__(self, *, by: User | None = None, **more: Any):
        super().__init__(**more)
        self.by = by

    @classmethod
    def get_display_name(cls) -> str:
        return str(cls.kind.title)

    def receive(self, *, name: str, content: bytes) -> Batch:
        """Take in a file as the page does: stored and checked, to be confirmed on its preview.

        Raises PermissionDenied, and ValidationError when it is empty or too large.
        """
        self._refuse_strangers()
        return running.receive(kind=self.kind, name=name, content=content, by=self.by, now=timezone.now())

    def import_data(
        self, dataset: Dataset, dry_run: bool = False, raise_errors: bool = False, **more: Any
    ) -> Result:
        """Check the rows of ``dataset``, or read them in: all of them or none."""
        self.by = more.get("user", self.by)
        self._refuse_strangers()
        content = "".join(csv_lines(dataset.headers or [], map(_cells, dataset))).encode()
        try:
            said = (
                self._try(content) if dry_run else self._apply(content, more.get("file_name") or "import.csv")
            )
        except (UnreadableFile, ValidationError) as refusal:
            if raise_errors:
                raise
            unread = self.get_result_class()()
            unread.append_base_error(Error(refusal))
            return unread
        return self._result(dataset, said)

    def import_row(self, row: Any, instance_loader: Any, **more: Any) -> Any:
        """Refuse a row by itself: a file is one whole, with one receipt."""
        raise TypeError("a kind of file is imported as a whole file, by import_data")

    save_instance = delete_instance = import_row

    def export(self, queryset: Any = None, **more: Any) -> Dataset:
        """What is stored and ``by`` may see, in import columns and raw values."""
        if self.by and not self.kind.may_export(self.by):
            raise PermissionDenied
        headings = [column.heading for column in self.kind.columns]
        return Dataset(*rows_out(self.kind, self.kind.known(self.by)), headers=headings)

    def _refuse_strangers(self) -> None:
        if not self.kind.may(self.by):
            raise PermissionDenied

    def _try(self, content: bytes) -> list[Said]:
        with alone(self.kind):
            tried = try_file(kind=self.kind, content=content, by=self.by, now=timezone.now())
            return [(row.line, row.status, [vars(each) for each in row.problems]) for row in tried.results]

    def _apply(self, content: bytes, name: str) -> list[Said]:
        now, batch = timezone.now(), self.receive(name=name, content=content)
        if batch.state == Batch.State.UNREADABLE:
            raise UnreadableFile(batch.problem)
        repeated = batch.state == Batch.State.APPLIED
        if not repeated and not batch.bad:
            batch = running.apply(batch=batch, kind=self.kind, scope=Batch.Scope.ALL, by=self.by, now=now)
        told = batch.outcomes.values_list("line", "status", "details") if not repeated else ()
        outcomes = {line: (status, details) for line, status, details in told}
        lines = (row.line for row in read_sheet(content, set(known_names(self.kind))).rows)
        return [(line, *outcomes.get(line, ("unchanged", []))) for line in lines]

    def _result(self, dataset: Dataset, said: Sequence[Said]) -> Result:
        result = self.get_result_class()()
        result.total_rows, result.diff_headers = len(said), list(dataset.headers)
        filled = (
            row for row in dataset if any(str(cell or "").strip() for cell in row)
        )  # as the reader does
        for (line, status, problems), cells in zip(said, filled, strict=True):
            row = self.get_row_result_class()()
            row.import_type, row.number = TYPES[status], line
            result.append_row_result(row)
            result.increment_row_result_total(row)
            if status == "bad":
                words = ValidationError([_words(each) for each in problems])
                result.append_invalid_row(line, dict(zip(dataset.headers, cells, strict=True)), words)
        return result


def resource_of(kind: ImportKind) -> type[KindResource]:
    """The resource of ``kind``; its fields are the kind's columns, under names of their own."""
    fields = {f"column_{column.key}": Field(column.key, column.heading) for column in kind.columns}
    return type(f"{type(kind).__name__}Resource", (KindResource,), {"kind": kind, **fields})


def _words(problem: Mapping[str, Any]) -> str:
    return f"{problem['column']}: {problem['message']} {problem['remedy']}".removeprefix(": ").strip()


def _cells(row: Iterable[Any]) -> list[Any]:
    """A spreadsheet's whole numbers come as 350.0."""
    return [int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in row]
