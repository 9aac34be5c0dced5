"""Uppdrag from a nämnd: note them, say which document answers them, close them (administration.md 10)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.cases.models import Case
from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import in_words
from portal.documents.domain.parts import parts_of
from portal.documents.models import Assignment, DecisionPoint, Document, Recipient
from portal.organisation.models import Organisation

SOURCE = 300  # signs that a list has room for
_GIVING = (Recipient.Outcome.AS_PROPOSED, Recipient.Outcome.CHANGED)


@transaction.atomic
def give_assignment(
    *,
    committee: Organisation,
    text: str,
    source: str,
    given_on: date,
    today: date,
    due_on: date | None = None,
    case: Case | None = None,
) -> Assignment:
    """Note an uppdrag on the balanslista of ``committee``. ``source``: the decision or budget it is from.
    ValidationError: nothing is said, it is given in the future, or due before it was given."""
    text, source = tidy(text), tidy(source)
    if given_on > today:
        raise ValidationError({"given_on": _("Dagen har inte kommit än.")})
    _refuse_persons(text=text, source=source)
    row = Assignment(
        committee=committee, text=text, source=source, given_on=given_on, due_on=due_on, case=case
    )
    row.full_clean(exclude=["committee", "case", "answered_in"])
    with in_words():
        row.save()
    return row


def source_of(recipient: Recipient) -> str:
    """Return where an uppdrag that the nämnd decided comes from, as its list says it."""
    at = recipient.paragraph or recipient.delegation_point
    return f"{at} {recipient.decided_on}, {recipient.document.title}"[:SOURCE]


def not_on_list(recipients: Sequence[Recipient]) -> dict[int, list[str]]:
    """Return, by recipient of one document, the points in which the nämnd, deciding as proposed or with
    changes, gave an uppdrag that does not stand on its balanslista yet. Worded in another way there it stands
    there too: one from the same decision is one of its points. Two queries, however many the nämnder."""
    decided = [each for each in recipients if each.outcome in _GIVING]
    points = parts_of(decided[0].document).points if decided else []
    given = [tidy(point.text) for point in points if point.kind == DecisionPoint.Kind.ASSIGN]
    if not given:
        return {}
    listed: dict[tuple[int, str], list[str]] = defaultdict(list)
    sources = [source_of(each) for each in decided]
    for row in Assignment.objects.filter(source__in=sources).order_by("pk"):
        listed[row.committee_id, row.source].append(row.text)
    found = {}
    for each, source in zip(decided, sources, strict=True):
        there = listed[each.committee_id, source]
        reworded = sum(text not in given for text in there)
        found[each.pk] = [text for text in given if text not in there][reworded:]
    return found


@transaction.atomic
def answer_assignment(*, assignment: Assignment, document: Document) -> Assignment:
    """Say which document answers an uppdrag. It stays open until the nämnd has had the answer.
    ValidationError: it is closed, or the document is thrown away."""
    row = _open(assignment)
    if document.state == Document.State.WITHDRAWN:
        raise ValidationError({"document": _("Handlingen är slängd. Välj en annan.")})
    row.answered_in = document
    row.save(update_fields=["answered_in"])
    return row


@transaction.atomic
def close_assignment(*, assignment: Assignment, closed_on: date, because: str, today: date) -> Assignment:
    """Close an uppdrag and say how it ended. ValidationError: it is closed already, nothing is said, or the
    day is to come or before it was given."""
    row = _open(assignment)
    because = tidy(because)
    if not because:
        raise ValidationError({"because": _("Skriv hur uppdraget avslutades.")})
    if not row.given_on <= closed_on <= today:
        raise ValidationError({"closed_on": _("Dagen ligger före uppdraget eller har inte kommit än.")})
    _refuse_persons(because=because)
    row.closed_on, row.closed_because = closed_on, because
    row.save(update_fields=["closed_on", "closed_because"])
    return row


def _refuse_persons(**texts: str) -> None:
    for name, text in texts.items():
        try:
            refuse_personal(text)
        except ValidationError as refusal:
            raise ValidationError({name: refusal.messages}) from refusal


def _open(assignment: Assignment) -> Assignment:
    row = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if row.closed_on:
        raise ValidationError(_("Uppdraget är redan avslutat."))
    return row
