"""The head and the foot of a document on paper (the order of administration.md, point 8)."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.content.heads import Contact, Head, Recipient, Sender
from portal.documents.domain.contents import Contents
from portal.documents.models.kinds import DocumentKind


@dataclass(frozen=True)
class Variant:
    """``public``: without what is secret. ``unmasked``: with small counts. ``draft``: not signed yet.
    ``optional``: the places of sections that the template does not demand."""

    public: bool = False
    unmasked: bool = False
    draft: bool = False
    optional: frozenset[int] = frozenset()


def head_of(contents: Contents, variant: Variant) -> Head:
    senders = contents["senders"]
    return Head(
        kind=capfirst(str(DocumentKind(contents["kind"]).label)),
        senders=tuple(Sender(each["administration"], each["department"]) for each in senders)
        or (Sender(contents["owner"]),),
        numbers=tuple(contents["numbers"]),
        day=date.fromisoformat(contents["dated"]),
        contacts=tuple(Contact(each["handled_by"], each["phone"]) for each in senders if each["handled_by"])
        or (Contact(contents["officer"]),),
        recipients=tuple(
            Recipient(each["committee"], day_of(each["meeting"]), each["number"])
            for each in contents["recipients"]
        ),
        state=_standing(variant),
    )


def _standing(variant: Variant) -> str:
    words = [_("Utkast")] if variant.draft else []
    if variant.unmasked:
        words.append(_("Intern variant med små tal"))
    if variant.public:
        words.append(_("Offentlig variant"))
    return ". ".join(words)


def foot_of(contents: Contents, variant: Variant) -> str:
    words = {"number": contents["document"], "version": contents["version"]}
    foot = _("Samverkansportalen, handling %(number)s, version %(version)s") % words
    standing = _standing(variant)
    return f"{foot}. {standing}" if standing else foot


def day_of(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
