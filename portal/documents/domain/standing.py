"""A checksum of what documents say in their own words: whether a file made earlier still says the same.

Live figures are not in it: they are asked for when a file is made, and the file says when that was.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from portal.cases.models import CaseNumber
from portal.documents.models import (
    Appendix,
    DecisionPoint,
    Document,
    Meeting,
    Preparation,
    Recipient,
    Section,
    Sender,
    Signatory,
)

_PARTS = (Section, DecisionPoint, Sender, Signatory, Preparation, Appendix, Recipient)
_OWN = ("id", "kind", "title", "subtitle", "dated", "version", "case", "owner", "officer")
_LIVE = ("area", "subject", "period")


def standing_of(document: Document) -> str:
    """Return the checksum of one document. Nine queries; none of a signed one."""
    return _summed(_said([document]))


def standing_of_agenda(meeting: Meeting, items: Iterable[Any]) -> str:
    """Return the checksum of a meeting's papers (``items`` as ``agenda`` gives them), its agenda included.
    Nine queries, however many the papers are."""
    items = list(items)
    documents = [item.document for item in items if item.document]
    lines = [
        [item.number, item.title, item.registered, item.document.pk if item.document else None]
        for item in items
    ]
    return _summed([str(meeting.held_on), meeting.place, lines, *_said(documents)])


def _said(documents: list[Document]) -> list[Any]:
    signed = [[each.pk, each.frozen.sha256] for each in documents if each.is_frozen]
    drafts = [each for each in documents if not each.is_frozen]
    if not drafts:
        return [signed]
    keys, cases = [each.pk for each in drafts], [each.case_id for each in drafts if each.case_id]
    return [
        signed,
        list(Document.objects.filter(pk__in=keys).order_by("pk").values(*_OWN, *_LIVE)),
        list(CaseNumber.objects.filter(case__in=cases).order_by("pk").values("case", "body", "number")),
        *(list(model.objects.filter(document__in=keys).order_by("pk").values()) for model in _PARTS),
    ]


def _summed(said: list[Any]) -> str:
    return sha256(json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()
