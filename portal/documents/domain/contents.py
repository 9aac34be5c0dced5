"""All that stands in a document, as plain values in a fixed order: what is put on paper, frozen and signed.

Texts keep their references to live content; what those say is kept beside (``living.held``).
"""

import json
from datetime import date
from hashlib import sha256
from typing import Any

from portal.cases.models import CaseNumber
from portal.documents.models import Document

Contents = dict[str, Any]


def contents_of(document: Document) -> Contents:
    """Return a document as it was frozen, or as it stands in the tables. Queries: eight at most."""
    return document.frozen.data["content"] if document.is_frozen else stored_contents(document)


def stored_contents(document: Document) -> Contents:
    """Return a document as it stands in the tables."""
    return {
        "document": document.pk,
        "version": document.version,
        "kind": str(document.kind),
        "title": document.title,
        "subtitle": document.subtitle,
        "dated": document.dated.isoformat(),
        "about": [document.area, document.subject, document.period],
        "owner": document.owner.as_administration,
        "officer": str(document.officer),
        "numbers": [each.number for each in numbers_of(document)],
        "senders": _senders(document),
        "recipients": _recipients(document),
        "sections": [_section(each) for each in _in_order(document.sections)],
        "points": [{"kind": each.kind, "text": each.text} for each in _in_order(document.points)],
        "preparations": _preparations(document),
        "signatories": _signatories(document),
        "appendices": _appendices(document),
    }


def canonical(data: Any) -> bytes:
    """Return JSON that is the same for the same values: sorted keys, no spaces, UTF-8."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def checksum(data: Any) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return sha256(canonical(data)).hexdigest()


def numbers_of(document: Document) -> list[CaseNumber]:
    """The registry numbers the owner's authority has given the document's case, the oldest first."""
    if document.case_id is None:
        return []
    authority = [body for body in (document.owner_id, document.owner.parent_id) if body]
    return list(CaseNumber.objects.filter(case=document.case_id, body__in=authority).order_by("pk"))


def _in_order(rows: Any) -> Any:
    return rows.order_by("order", "pk")


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _senders(document: Document) -> list[dict[str, str]]:
    return [
        {
            "administration": each.administration.as_administration,
            "department": each.department,
            "handled_by": each.handled_by,
            "phone": each.phone,
        }
        for each in _in_order(document.senders).select_related("administration")
    ]


def _recipients(document: Document) -> list[dict[str, str]]:
    return [
        {
            "committee": each.committee.as_committee,
            "meeting": _day(each.meeting.held_on if each.meeting else None),
            "number": each.number,
        }
        for each in _in_order(document.recipients).select_related("committee", "meeting")
    ]


def _section(section: Any) -> dict[str, Any]:
    names = ("role", "heading", "level", "text", "declined_because")
    secrecy = [section.secrecy_provision, _day(section.secrecy_date), section.secrecy_authority]
    return {name: getattr(section, name) for name in names} | {
        "secrecy": secrecy if section.secrecy_provision else []
    }


def _preparations(document: Document) -> list[dict[str, Any]]:
    return [
        {"body": each.body, "day": _day(each.treated_on), "had_opportunity": each.had_opportunity}
        for each in _in_order(document.preparations)
    ]


def _signatories(document: Document) -> list[dict[str, Any]]:
    return [
        {
            "administration": each.administration.as_administration,
            "title": each.title,
            "is_acting": each.is_acting,
            "name": str(each.signed_by) if each.signed_by else "",
            "signed_at": each.signed_at.isoformat() if each.signed_at else "",
        }
        for each in _in_order(document.signatories).select_related("administration", "signed_by")
    ]


def _appendices(document: Document) -> list[dict[str, Any]]:
    return [
        {
            "number": each.order,
            "title": each.title,
            "day": _day(each.dated),
            "file": each.file.name if each.file else "",
            "sha256": each.file.sha256 if each.file else "",
            "is_reference": each.is_reference,
            "is_secret": each.is_secret,
        }
        for each in _in_order(document.appendices).select_related("file")
    ]
