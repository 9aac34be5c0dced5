"""What the nämnder have done with a document, as its page tells it: sent, decided, what stood beside it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from portal.documents import access
from portal.documents.domain.parts import parts_of
from portal.documents.models import Consultation, Document, Recipient, Reservation, Step
from portal.documents.states import OUTCOMES
from portal.organisation.models import User
from portal.workareas import State

_Kind = Step.Kind
# What the auditor, the centre and the nämnder are told: from the signatures on.
TOLD = (
    _Kind.SIGNED,
    _Kind.FROZEN,
    _Kind.SENT,
    _Kind.DECIDED,
    _Kind.CORRECTED,
    _Kind.GAVE_WAY,
    _Kind.ADJUSTED,
    _Kind.ANNOUNCED,
    _Kind.DISPATCHED,
    _Kind.LEGAL_FORCE,
    _Kind.PUBLISHED,
    _Kind.CLOSED,
)
MOST = 12  # steps on the page; the rest stand in the history


@dataclass(frozen=True)
class Outcome:
    """One nämnd: ``state`` is the badge of its decision, None when it has not decided. ``corrections``: the
    steps that put it right, oldest first."""

    recipient: Recipient
    state: Any
    reservations: list[Reservation]
    corrections: list[Step]


def outcomes_of(document: Document) -> list[Outcome]:
    """Return the nämnder in order. Three queries; none of a document that is not signed."""
    if not document.is_frozen:
        return []
    rows = parts_of(document).recipients
    corrected = Step.objects.filter(kind=_Kind.CORRECTED).order_by("at", "pk")
    prefetch_related_objects(rows, "reservations", Prefetch("steps", corrected, to_attr="corrections"))
    return [Outcome(row, _badge(row), list(row.reservations.all()), row.corrections) for row in rows]


def _badge(row: Recipient) -> Any:
    if row.replaced_by is None:
        return OUTCOMES.get(row.outcome)
    return State(_("Ersatt av version %(version)s") % {"version": row.replaced_by.version}, "undo")


def steps_of(document: Document, user: User) -> list[Step]:
    """Return the newest lines of what has happened; how a draft was worked on is told to its own people only.
    One query."""
    rows = parts_of(document).steps
    if not access.may_read_history(user, document):
        rows = [row for row in rows if row.kind in TOLD]
    return rows[:MOST]


def views_of(document: Document, user: User) -> list[Consultation]:
    """Return whom the draft was sent to for views and what they said: all to the document's own people, to
    those who were asked only their own. One query."""
    rows = parts_of(document).consultations
    own = user.reach.own_organisations
    if document.owner_id in own:
        return rows
    return [row for row in rows if row.authority_id in own]
