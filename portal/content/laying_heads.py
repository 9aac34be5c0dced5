"""The head of a paper and its signatures as lines of plain text."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portal.content.heads import Head, Signer
from portal.content.signs import line_of


def lay_head(head: Head) -> dict[str, Any]:
    """Return the groups of lines of a head, with their labels."""
    number = _("Dnr %(number)s")
    return {
        "kind": line_of(head.kind),
        "state": line_of(head.state),
        "senders": _groups(_said(each.administration, each.department) for each in head.senders),
        "numbers": [line_of(number % {"number": each}) for each in head.numbers if each],
        "day": _day(head.day),
        "officer": _("Handläggare"),
        "contacts": _groups(
            _said(each.name, _labelled(_("Telefon"), each.phone), _labelled(_("E-post"), each.email))
            for each in head.contacts
        ),
        "to": _("Till"),
        "recipients": _groups(
            _said(each.committee, _day(each.meeting), number % {"number": each.number} if each.number else "")
            for each in head.recipients
        ),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _labelled(label: str, words: str) -> str:
    return f"{label}: {words}" if words else ""


def _groups(groups: Iterable[list[str]]) -> list[list[str]]:
    return [lines for lines in groups if lines]


def _said(*lines: str) -> list[str]:
    return [line for line in map(line_of, lines) if line]


def lay_signer(signer: Signer) -> list[str]:
    """Return the lines of one who signs: "t.f." before the title of one who is acting."""
    title = _("t.f. %(title)s") % {"title": signer.title} if signer.is_acting else signer.title
    signed = _("Undertecknat %(day)s") % {"day": signer.signed.isoformat()} if signer.signed else ""
    return _said(signer.administration, signer.name, title, signed)
