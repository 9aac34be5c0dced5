"""What the checks read: a document with all that belongs to it, loaded once, its texts read once."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from portal.content.live import Live
from portal.content.prose import read
from portal.content.prose_reading import Reading
from portal.documents.domain.living import resolver
from portal.documents.domain.parts import parts_of
from portal.documents.models import (
    Appendix,
    DecisionPoint,
    Document,
    Preparation,
    Recipient,
    Section,
    Signatory,
)
from portal.documents.models.kinds import SectionRole


@dataclass(frozen=True)
class Material:
    """Everything a check may ask about. ``live`` is what the document's references lead to."""

    document: Document
    live: Live
    sections: tuple[Section, ...]
    points: tuple[DecisionPoint, ...]
    recipients: tuple[Recipient, ...]
    signatories: tuple[Signatory, ...]
    preparations: tuple[Preparation, ...]
    appendices: tuple[Appendix, ...]
    numbers: tuple[str, ...]
    needs_economy: bool = False

    @cached_property
    def readings(self) -> dict[int, Reading]:
        """The sections' texts as they are read, by the section's key."""
        resolve = resolver(self.live)
        return {each.pk: read(each.text, resolve, top=each.level + 1) for each in self.sections}

    @cached_property
    def committees(self) -> tuple[str, ...]:
        """The names of the nämnder the document goes to."""
        return tuple(each.committee.as_committee for each in self.recipients)

    @property
    def first_meeting(self) -> date | None:
        days = [each.meeting.held_on for each in self.recipients if each.meeting]
        return min(days, default=None)

    def of_role(self, role: SectionRole) -> list[Section]:
        return [each for each in self.sections if each.role == role]

    def is_filled(self, section: Section) -> bool:
        """Whether something stands under a heading: words, what its role brings, or a heading below it."""
        if section.text.strip():
            return True
        brought = {
            SectionRole.PROPOSAL: self.points,
            SectionRole.PREPARATION: self.preparations,
            SectionRole.APPENDICES: self.appendices,
        }
        return bool(brought.get(SectionRole(section.role))) or self._has_below(section)

    def _has_below(self, section: Section) -> bool:
        place = self.sections.index(section)
        after = self.sections[place + 1 : place + 2]
        return any(each.level > section.level and self.is_filled(each) for each in after)


def material_of(document: Document, live: Live) -> Material:
    """Read a document for its checks: seven queries, however long it is."""
    parts = parts_of(document)
    return Material(
        document=document,
        live=live,
        sections=tuple(parts.sections),
        points=tuple(parts.points),
        recipients=tuple(parts.recipients),
        signatories=tuple(parts.signatories),
        preparations=tuple(parts.preparations),
        appendices=tuple(parts.appendices),
        numbers=tuple(each.number for each in parts.numbers),
        needs_economy=document.template.needs_economy,
    )
