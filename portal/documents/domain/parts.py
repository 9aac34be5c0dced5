"""What belongs to a document, in order, each kind read once: for a page that shows much and writes nothing.

Sheet, checks, next steps and the reader's doings all ask for the same rows. A page that only reads says
``read_once`` first, and they share them; without it every question is asked of the tables.
"""

from functools import cached_property
from typing import Any

from portal.cases.models import CaseNumber
from portal.documents.models import Document

_KEPT = "_read_once"


class Parts:
    """The rows of one document. Each property is one query, however often it is read."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def sections(self) -> list[Any]:
        """With who writes in them now (``lock``)."""
        return self._rows(self.document.sections, "administration", "lock__owner", "saved_by")

    @cached_property
    def points(self) -> list[Any]:
        return self._rows(self.document.points)

    @cached_property
    def recipients(self) -> list[Any]:
        joined = ("committee", "meeting", "extract", "extract_checked_by", "replaced_by")
        return self._rows(self.document.recipients, *joined)

    @cached_property
    def senders(self) -> list[Any]:
        return self._rows(self.document.senders, "administration")

    @cached_property
    def signatories(self) -> list[Any]:
        return self._rows(self.document.signatories, "administration", "signed_by")

    @cached_property
    def preparations(self) -> list[Any]:
        return self._rows(self.document.preparations)

    @cached_property
    def appendices(self) -> list[Any]:
        return self._rows(self.document.appendices, "file")

    @cached_property
    def consultations(self) -> list[Any]:
        rows = self.document.consultations.select_related("authority", "sent_by", "answered_by")
        return self._own(rows.order_by("pk"))

    @cached_property
    def steps(self) -> list[Any]:
        """What has happened, the newest first."""
        rows = self.document.steps.select_related("by", "recipient__committee")
        return self._own(rows.order_by("-at", "-pk"))

    @cached_property
    def numbers(self) -> list[CaseNumber]:
        """The registry numbers the owner's authority has given the document's case, the oldest first."""
        if self.document.case_id is None:
            return []
        authority = [body for body in (self.document.owner_id, self.document.owner.parent_id) if body]
        rows = CaseNumber.objects.filter(case=self.document.case_id, body__in=authority)
        return list(rows.order_by("pk"))

    def _rows(self, rows: Any, *joined: str) -> list[Any]:
        return self._own(rows.select_related(*joined).order_by("order", "pk"))

    def _own(self, rows: Any) -> list[Any]:
        found = list(rows)
        for each in found:
            each.document = self.document
        return found


def parts_of(document: Document) -> Parts:
    """Return the document's rows: those kept by ``read_once``, else read anew."""
    return kept_parts(document) or Parts(document)


def kept_parts(document: Document) -> Parts | None:
    return document.__dict__.get(_KEPT)


def read_once(document: Document) -> Parts:
    """Keep the document's rows with this value of it, as they are when they are first read."""
    kept = Parts(document)
    document.__dict__[_KEPT] = kept
    return kept
