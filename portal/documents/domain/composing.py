"""A document becomes a paper, in one way for all: page, print, PDF, Word, what is frozen, a meeting's bundle.

The order of the sections is data. Signatures stand after the proposal for decision, as in the printed ones.
A paper is in Swedish whoever reads it.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.content.heads import Signer
from portal.content.live import Live
from portal.content.papers import (
    Appendices,
    Appendix,
    Heading,
    Paper,
    Paragraph,
    Part,
    Points,
    Prose,
    Signatures,
    Withheld,
)
from portal.content.prose import read_prose
from portal.content.runs import Break, Run
from portal.deadlines.optout import home_address
from portal.documents.domain.composing_head import Variant, day_of, foot_of, head_of
from portal.documents.domain.contents import Contents, contents_of, stored_contents
from portal.documents.domain.living import resolver
from portal.documents.domain.parts import parts_of
from portal.documents.domain.preparing import preparation_words
from portal.documents.models import Document
from portal.documents.models.kinds import SectionRole

SWEDISH = "sv"


def compose(document: Document, live: Live, *, public: bool = False, unmasked: bool = False) -> Paper:
    """Return the document on paper. ``live``: what its references say (``living.live_of``), with small counts
    only when ``unmasked``."""
    if document.is_frozen:
        return compose_contents(contents_of(document), live, Variant(public, unmasked))
    parts = parts_of(document)
    optional = frozenset(place for place, each in enumerate(parts.sections) if not each.is_required)
    variant = Variant(public, unmasked, draft=True, optional=optional)
    return compose_contents(stored_contents(document, parts), live, variant)


def compose_contents(contents: Contents, live: Live, variant: Variant) -> Paper:
    """Return on paper what ``contents_of`` gave."""
    with override(SWEDISH):
        head = head_of(contents, variant)
        return Paper(
            title=contents["title"],
            subtitle=_subtitle(contents, head.kind),
            lede="",
            parts=tuple(_parts(contents, live, variant)),
            foot=foot_of(contents, variant),
            head=head,
            address="" if variant.public else home_address(),
            has_contents=sum(each["level"] == 2 for each in contents["sections"]) > 12,
            day=date.fromisoformat(contents["dated"]),
        )


def _subtitle(contents: Contents, kind: str) -> str:
    """The subtitle, unless it only says the kind again, which stands in the head."""
    said: str = contents["subtitle"]
    return "" if said.strip().casefold() == kind.casefold() else said


def _parts(contents: Contents, live: Live, variant: Variant) -> Iterator[Part]:
    roles = {each["role"] for each in contents["sections"]}
    if SectionRole.PROPOSAL not in roles and contents["points"]:
        yield Heading(_("Förslag till beslut"))
        yield from _points(contents, live)
    if SectionRole.PROPOSAL not in roles:
        yield from _signatures(contents)
    sections, withheld_at = contents["sections"], 0
    for place, section in enumerate(sections):
        if _is_left_out(contents, place, variant):
            continue
        below = any(not _is_left_out(contents, each, variant) for each in _below(sections, place))
        if withheld_at and section["level"] > withheld_at:
            continue  # what stands under a secret heading is a part of it
        withheld_at = section["level"] if variant.public and section["secrecy"] else 0
        if withheld_at:
            yield _withheld(section)
        else:
            yield from _section(contents, section, live, variant, has_below=below)
        if section["role"] == SectionRole.PROPOSAL:
            yield from _signatures(contents)
    if SectionRole.APPENDICES not in roles and contents["appendices"]:
        yield Heading(_("Bilagor"))
        yield from _appendices(contents, variant)


def _below(sections: list[dict[str, Any]], place: int) -> Iterator[int]:
    """The places of the sections under a heading."""
    for each in range(place + 1, len(sections)):
        if sections[each]["level"] <= sections[place]["level"]:
            return
        yield each


def _is_left_out(contents: Contents, place: int, variant: Variant) -> bool:
    """Whether a draft has nothing under a heading that nobody demands, nor under those below it."""
    sections = contents["sections"]
    if place not in variant.optional or _says(contents, sections[place]):
        return False
    return all(_is_left_out(contents, each, variant) for each in _below(sections, place))


def _says(contents: Contents, section: dict[str, Any]) -> bool:
    brought = {
        SectionRole.PROPOSAL: "points",
        SectionRole.PREPARATION: "preparations",
        SectionRole.APPENDICES: "appendices",
    }.get(section["role"])
    return bool(section["text"].strip() or section["declined_because"] or (brought and contents[brought]))


def _section(
    contents: Contents, section: dict[str, Any], live: Live, variant: Variant, *, has_below: bool
) -> Iterator[Part]:
    """The heading and what stands under it; a signed paper leaves out a heading with nothing under."""
    found = [*_texts(section, live), *_of_role(contents, section["role"], live, variant)]
    if not found and not has_below:
        if not variant.draft:
            return
        found = [Paragraph(_("Inte skrivet än."))]
    yield Heading(section["heading"], section["level"])
    yield from found


def _texts(section: dict[str, Any], live: Live) -> Iterator[Part]:
    if section["text"].strip():
        yield from read_prose(section["text"], resolver(live), top=section["level"] + 1)
    elif section["declined_because"]:
        yield Paragraph(_("Ej relevant, därför att %(reason)s") % {"reason": section["declined_because"]})


def _of_role(contents: Contents, role: str, live: Live, variant: Variant) -> Iterator[Part]:
    """What the role of a section brings besides its text: points, who prepared, appendices."""
    if role == SectionRole.PROPOSAL:
        yield from _points(contents, live)
    elif role == SectionRole.PREPARATION:
        for each in contents["preparations"]:
            yield Paragraph(preparation_words(each["body"], day_of(each["day"]), each["had_opportunity"]))
    elif role == SectionRole.APPENDICES:
        yield from _appendices(contents, variant)


def _points(contents: Contents, live: Live) -> Iterator[Part]:
    if contents["points"]:
        yield Points(tuple(_runs(each["text"], live) for each in contents["points"]))


def _runs(text: str, live: Live) -> tuple[Run, ...]:
    """A point is one run of text: its paragraphs are lines of it."""
    found: list[Run] = []
    for part in read_prose(text, resolver(live)):
        if isinstance(part, Prose):
            found += [*([Break()] if found else []), *part.runs]
    return tuple(found)


def _signatures(contents: Contents) -> Iterator[Part]:
    if contents["signatories"]:
        yield Signatures(tuple(_signer(each) for each in contents["signatories"]))


def _signer(each: dict[str, Any]) -> Signer:
    signed = timezone.localdate(datetime.fromisoformat(each["signed_at"])) if each["signed_at"] else None
    return Signer(each["title"], each["name"], each["is_acting"], each["administration"], signed)


def _appendices(contents: Contents, variant: Variant) -> Iterator[Part]:
    if contents["appendices"]:
        yield Appendices(tuple(_appendix(each, variant) for each in contents["appendices"]))


def _appendix(each: dict[str, Any], variant: Variant) -> Appendix:
    if variant.public and each["is_secret"]:
        return Appendix(each["number"], _("Utgår ur den offentliga varianten"))
    title = each["title"]
    if each["is_reference"]:
        title = _("%(title)s (bifogas inte)") % {"title": title}
    return Appendix(each["number"], title, day_of(each["day"]), each["file"])


def _withheld(section: dict[str, Any]) -> Withheld:
    provision, day, authority = section["secrecy"]
    return Withheld(provision, date.fromisoformat(day), authority)
