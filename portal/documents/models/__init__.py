"""What is recorded of committee documents and of the meetings they are decided at."""

from portal.documents.models.aftermath import Assignment, DelegationDecision, Dispatch
from portal.documents.models.agenda import AgendaItem, Meeting
from portal.documents.models.document import Document
from portal.documents.models.frozen import Frozen, SeenFigures, Snapshot
from portal.documents.models.furniture import (
    Appendix,
    Consultation,
    DecisionPoint,
    Preparation,
    Sender,
    Signatory,
)
from portal.documents.models.making import Making
from portal.documents.models.recipient import Recipient, Reservation
from portal.documents.models.section import Section, SectionLock, SectionText
from portal.documents.models.step import Step
from portal.documents.models.template import Template, TemplateSection
from portal.documents.models.words import Words

__all__ = [
    "AgendaItem",
    "Appendix",
    "Assignment",
    "Consultation",
    "DecisionPoint",
    "DelegationDecision",
    "Dispatch",
    "Document",
    "Frozen",
    "Making",
    "Meeting",
    "Preparation",
    "Recipient",
    "Reservation",
    "Section",
    "SectionLock",
    "SectionText",
    "SeenFigures",
    "Sender",
    "Signatory",
    "Snapshot",
    "Step",
    "Template",
    "TemplateSection",
    "Words",
]
