"""The sections in the list beside the sheet: where each stands on it, and where it is written."""

from dataclasses import dataclass

from django.urls import reverse

from portal.content.papers import Heading, Paper
from portal.documents.models import Section
from portal.documents.models.kinds import SectionRole

NAME = "handling"  # begins the ids of the sheet


@dataclass(frozen=True)
class Place:
    """A section in the list beside the sheet: where it stands there, and whether the reader writes it."""

    section: Section
    anchor: str
    may_write: bool

    @property
    def is_appendices(self) -> bool:
        """The section that lists the appendices leads to where they are added."""
        return self.section.role == SectionRole.APPENDICES

    @property
    def editor_url(self) -> str:
        keys = [self.section.document_id, self.section.pk]
        if self.section.role == SectionRole.PROPOSAL:
            return reverse("documents:points", args=keys[:1])
        return reverse("documents:section_edit", args=keys)


def anchors_of(paper: Paper, sections: list[Section]) -> dict[int, str]:
    """Section -> the id of its heading: both stand in the same order, some headings may be left out."""
    headings = [
        (part.text, part.level, f"{NAME}-{number}")
        for number, part in enumerate(paper.parts, start=1)
        if isinstance(part, Heading)
    ]
    found, begins = {}, 0
    for section in sections:
        for place in range(begins, len(headings)):
            text, level, name = headings[place]
            if (text, level) == (section.heading, section.level):
                found[section.pk], begins = name, place + 1
                break
    return found
