"""Two versions of a document beside each other, section by section, word by word."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.documents.domain.wordwise import Piece, is_changed, shortened, word_diff
from portal.documents.models import Document


@dataclass(frozen=True)
class Compared:
    """A part of the document and what differs; ``old`` heading "" for one that is new, and the other way."""

    old: str
    new: str
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        return self.old != self.new or is_changed(self.pieces)


def compare(old: Document, new: Document) -> list[Compared]:
    """Return title, decision points and every section, in the order of ``new``; those gone stand last."""
    head = Compared(_("Rubrik"), _("Rubrik"), _diff(_title(old), _title(new)))
    points = Compared(_("Beslutspunkter"), _("Beslutspunkter"), _diff(_points(old), _points(new)))
    return [head, points, *_sections(old, new)]


def _sections(old: Document, new: Document) -> Iterator[Compared]:
    """Sections are the same by role and heading, or by role alone where one was renamed."""
    left = list(old.sections.order_by("order", "pk"))
    for section in new.sections.order_by("order", "pk"):
        same = [each for each in left if (each.role, each.heading) == (section.role, section.heading)]
        of_role = [each for each in left if each.role == section.role]
        before = next(iter(same or of_role), None)
        if before is None:
            yield Compared("", section.heading, _diff("", section.text))
            continue
        left.remove(before)
        yield Compared(before.heading, section.heading, _diff(before.text, section.text))
    for gone in left:
        yield Compared(gone.heading, "", _diff(gone.text, ""))


def _title(document: Document) -> str:
    return f"{document.title}\n{document.subtitle}".strip()


def _points(document: Document) -> str:
    return "\n".join(document.points.order_by("order", "pk").values_list("text", flat=True))


def _diff(old: str, new: str) -> tuple[Piece, ...]:
    return tuple(shortened(word_diff(old, new)))
