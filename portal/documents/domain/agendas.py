"""The agenda of a meeting, as one reader sees it."""

from typing import Any

from django.db.models import Q

from portal.cases.models import CaseNumber
from portal.documents.models import AgendaItem, Document, Meeting


def agenda(meeting: Meeting, user: Any) -> list[AgendaItem]:
    """The lines of the agenda in order; ``item.document`` where the reader may see it, ``item.registered``
    the nämnd's own number. Three queries."""
    related = ("recipient__document", "case")
    items: list[Any] = list(meeting.items.select_related(*related).order_by("number"))
    keys = [item.recipient.document_id for item in items if item.recipient]
    rows = Document.objects.for_user(user).filter(pk__in=keys)
    seen = {row.pk: row for row in rows.select_related("owner__parent", "officer", "case", "frozen")}
    numbers = _numbers(meeting, [item.case_id for item in items if item.case_id])
    for item in items:
        item.document = seen.get(item.recipient.document_id) if item.recipient else None
        given = item.recipient.number if item.recipient else ""
        item.registered = given or numbers.get(item.case_id, "")
    return items


def _numbers(meeting: Meeting, cases: list[int]) -> dict[int, str]:
    """The number that the nämnd, or the administration under it, has given each case."""
    body = Q(body=meeting.committee_id) | Q(body__parent=meeting.committee_id)
    rows = CaseNumber.objects.filter(body, case__in=cases).order_by("-pk")
    return dict(rows.values_list("case", "number"))
