"""All that stands in a document, as plain values in a fixed order: what is put on paper, frozen and signed.

Texts keep their references to live content; what those say is kept beside (``living.held``).
"""

import json
from datetime import date
from hashlib import sha256
from typing import Any

from portal.cases.models import CaseNumber
from portal.documents.domain.parts import Parts, parts_of
from portal.documents.models import Document

Contents = dict[str, Any]


def contents_of(document: Document) -> Contents:
    """Return a document as it was frozen, or as it stands in the tables. Queries: eight at most."""
    return document.frozen.data["content"] if document.is_frozen else stored_contents(document)


def stored_contents(document: Document, parts: Parts | None = None) -> Contents:
    """Return a document as it stands in the tables, or in ``parts`` of it that are read already."""
    parts = parts or parts_of(document)
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
        "numbers": [each.number for each in parts.numbers],
        "senders": _senders(parts),
        "recipients": _recipients(parts),
        "sections": [_section(each) for each in parts.sections],
        "points": [{"kind": each.kind, "text": each.text} for each in parts.points],
        "preparations": _preparations(parts),
        "signatories": _signatories(parts),
        "appendices": _appendices(parts),
    }


def canonical(data: Any) -> bytes:
    """Return JSON that is the same for the same values: sorted keys, no spaces, UTF-8."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def checksum(data: Any) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return sha256(canonical(data)).hexdigest()


def numbers_of(document: Document) -> list[CaseNumber]:
    """The registry numbers the owner's authority has given the document's case, the oldest first."""
    return parts_of(document).numbers


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _senders(parts: Parts) -> list[dict[str, str]]:
    return [
        {
            "administration": each.administration.as_administration,
            "department": each.department,
            "handled_by": each.handled_by,
            "phone": each.phone,
        }
        for each in parts.senders
    ]


def _recipients(parts: Parts) -> list[dict[str, str]]:
    return [
        {
            "committee": each.committee.as_committee,
            "meeting": _day(each.meeting.held_on if each.meeting else None),
            "number": each.number,
        }
        for each in parts.recipients
    ]


def _section(section: Any) -> dict[str, Any]:
    names = ("role", "heading", "level", "text", "declined_because")
    secrecy = [section.secrecy_provision, _day(section.secrecy_date), section.secrecy_authority]
    return {name: getattr(section, name) for name in names} | {
        "secrecy": secrecy if section.secrecy_provision else []
    }


def _preparations(parts: Parts) -> list[dict[str, Any]]:
    return [
        {"body": each.body, "day": _day(each.treated_on), "had_opportunity": each.had_opportunity}
        for each in parts.preparations
    ]


def _signatories(parts: Parts) -> list[dict[str, Any]]:
    return [
        {
            "administration": each.administration.as_administration,
            "title": each.title,
            "is_acting": each.is_acting,
            "name": str(each.signed_by) if each.signed_by else "",
            "signed_at": each.signed_at.isoformat() if each.signed_at else "",
        }
        for each in parts.signatories
    ]


def _appendices(parts: Parts) -> list[dict[str, Any]]:
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
        for each in parts.appendices
    ]
