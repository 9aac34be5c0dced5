"""The papers of a meeting as one PDF: the agenda first, then each document and its appendices, bookmarked.

A signed document goes in byte for byte as it was frozen, re-checked; a draft as it stands, and says so on its
first page and at its bookmark. The public bundle has no drafts: an unsigned paper is no official document
(allmän handling), and the agenda says that it is not finished. An appendix that is no PDF is attached to the
file. The bundle is for reading at the meeting: what is archived are its papers one by one, which alone are
PDF/A and tagged.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.background.progress import advance, begin
from portal.content.figures import Unit
from portal.content.heads import Head, Sender
from portal.content.papers import Paper, Paragraph, Part
from portal.content.tables import Column, Row, Table
from portal.content.writers_pdf import pdf_bytes
from portal.documents.domain.composing import SWEDISH, compose
from portal.documents.domain.freezing import readable_bytes, whole_bytes
from portal.documents.domain.living import live_of
from portal.documents.models import Document, Making, Meeting

if TYPE_CHECKING:
    from portal.documents.domain.joining import File


DRAFT = "UTKAST"  # as it stands on paper, which is in Swedish


def bundle(meeting: Meeting, items: Iterable[Any], *, today: date, public: bool = False) -> bytes:
    """Return the bundle. ``items``: the lines of the agenda, with ``registered`` (their number) and
    ``document`` where the reader may see one. ``public``: the public variants, without drafts and secret
    appendices. Raises Tampered, ValidationError."""
    from portal.documents.domain.joining import File, joined  # the PDF library takes a while to load

    items = list(items)
    with override(SWEDISH):
        cover = File(_("Ärendelista"), pdf_bytes(cover_of(meeting, items, public=public)))
        found, papers = [cover], with_papers(items, public=public)
        begin(Making.Step.PAPERS, len(papers))
        for item in papers:
            found.append(_of_item(item, today, public=public))
            advance()
        begin(Making.Step.JOINING)
        return joined(found, title=_("Handlingar, %(meeting)s") % {"meeting": meeting})


def with_papers(items: Iterable[Any], *, public: bool) -> list[Any]:
    """Return the lines whose document goes into the bundle."""
    return [item for item in items if item.document and (item.document.is_frozen or not public)]


def cover_of(meeting: Meeting, items: Iterable[Any], *, public: bool = False) -> Paper:
    """Return the first page: the nämnd, when and where, and the agenda."""
    committee = meeting.committee.as_committee
    words = [_("%(committee)s sammanträder den %(day)s.")]
    words += [_("Plats: %(place)s.")] if meeting.place else []
    said = " ".join(words) % {"committee": committee, "day": meeting.held_on, "place": meeting.place}
    parts: list[Part] = [Paragraph(said), _agenda(items, public=public)]
    return Paper(
        title=_("Ärendelista"),
        subtitle=f"{committee} {meeting.held_on}",
        lede="",
        parts=tuple(parts),
        head=Head(kind=_("Handlingar till sammanträde"), senders=(Sender(committee),), day=meeting.held_on),
        foot=_("Offentlig variant") if public else "",
        day=meeting.held_on,
    )


def _agenda(items: Iterable[Any], *, public: bool) -> Table:
    columns = (
        Column("number", _("Nr"), Unit.TEXT),
        Column("title", _("Ärende"), Unit.TEXT),
        Column("case", _("Diarienummer"), Unit.TEXT),
        Column("paper", _("Handling"), Unit.TEXT),
    )
    rows = tuple(
        Row(
            str(item.number),
            {
                "title": item.title,
                "case": item.registered,
                "paper": _paper(item.document, public=public),
            },
        )
        for item in items
    )
    return Table(_("Ärendelista"), columns, rows)


def _paper(document: Document | None, *, public: bool) -> str:
    if document is None:
        return _("nej")
    if document.is_frozen:
        return _("ja")
    return _("inte färdig, ingår inte") if public else _("utkast")


def _of_item(item: Any, today: date, *, public: bool) -> "File":
    from portal.documents.domain.joining import File  # as above

    document: Document = item.document
    title = f"{item.number}. {document.title}"
    if document.is_frozen:
        content = readable_bytes(document.frozen, "public_pdf" if public else "pdf")
    else:
        title, content = f"{DRAFT}: {title}", pdf_bytes(_draft(document, today))
    return File(title, content, below=tuple(_appendices(document, public=public)))


def _draft(document: Document, today: date) -> Paper:
    """The paper as it stands, marked so that nobody takes it for the signed one."""
    paper = compose(document, live_of(document, today=today))
    head = replace(paper.head, state=_("Utkast. Inte undertecknad, kan ändras.")) if paper.head else None
    return replace(paper, title=f"{DRAFT}: {paper.title}", head=head)


def _appendices(document: Document, *, public: bool) -> Iterator["File"]:
    from portal.documents.domain.joining import File  # as above

    rows = document.appendices.filter(file__isnull=False, is_reference=False)
    if public:
        rows = rows.filter(is_secret=False)
    for row in rows.select_related("file").order_by("order", "pk"):
        if row.file:
            title = _("Bilaga %(number)s. %(title)s") % {"number": row.order, "title": row.title}
            yield File(title, whole_bytes(row.file), row.file.name)
