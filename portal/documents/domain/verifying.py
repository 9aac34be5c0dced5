"""Is this file the one that was signed and decided? Asked with the file's bytes, answered by their hash."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.documents.domain.freezing import (
    PAPERS,
    Tampered,
    frozen_bytes,
    whole_bytes,
    whole_data,
)
from portal.documents.models import Document, Frozen

WORDS = {
    "pdf": gettext_lazy("PDF"),
    "word": gettext_lazy("Word"),
    "public_pdf": gettext_lazy("PDF, offentlig variant"),
    "public_word": gettext_lazy("Word, offentlig variant"),
}
DECIDED = (Document.State.DECIDED, Document.State.CLOSED)


@dataclass(frozen=True)
class Verdict:
    """``frozen``: what the file is of, None when it is none of the signed. ``paper``: one of ``PAPERS``.
    ``broken``: why what is stored can no longer be trusted, "" when it can."""

    frozen: Frozen | None = None
    paper: str = ""
    broken: str = ""

    @property
    def is_ours(self) -> bool:
        return self.frozen is not None and not self.broken

    @property
    def document(self) -> Document | None:
        return self.frozen.document if self.frozen else None

    @property
    def is_decided(self) -> bool:
        return self.document is not None and self.document.state in DECIDED

    @property
    def is_replaced(self) -> bool:
        return self.document is not None and self.document.state == Document.State.REPLACED

    @property
    def variant(self) -> str:
        return str(WORDS[self.paper]) if self.paper else ""


def verify(content: bytes) -> Verdict:
    """Return what a file is: byte for byte one of the papers that were frozen, or none of them."""
    digest = sha256(content).hexdigest()
    same = Q()
    for name in PAPERS:
        same |= Q(**{f"{name}__sha256": digest})
    rows = Frozen.objects.filter(same).select_related("document__owner", *PAPERS)
    frozen = rows.order_by("-frozen_at", "-pk").first()
    if frozen is None:
        return Verdict()
    paper = next(name for name in PAPERS if getattr(frozen, name).sha256 == digest)
    try:
        frozen_bytes(frozen, paper)
    except Tampered as broken:
        return Verdict(frozen, paper, str(broken))
    return Verdict(frozen, paper)


def broken_documents() -> Iterator[tuple[Document, str]]:
    """Yield every frozen document whose data, papers or appendices are not what was frozen, with why."""
    for frozen in Frozen.objects.select_related("document", *PAPERS).order_by("pk").iterator():
        for why in _broken(frozen):
            yield frozen.document, why


def _broken(frozen: Frozen) -> Iterator[str]:
    for name in PAPERS if frozen.has_papers else ():
        try:
            frozen_bytes(frozen, name)
        except Tampered as broken:
            yield str(broken)
    if not frozen.has_papers:  # made of the data later, so these are what can be wrong
        try:
            whole_data(frozen)
        except Tampered as broken:
            yield str(broken)
    kept = {str(each["number"]): each["sha256"] for each in frozen.data["content"]["appendices"]}
    for appendix in frozen.document.appendices.select_related("file"):
        words = {"number": appendix.order}
        if (appendix.file.sha256 if appendix.file else "") != kept.get(str(appendix.order)):
            yield _("Bilaga %(number)s är inte den som frystes.") % words
        elif appendix.file:
            try:
                whole_bytes(appendix.file)
            except Tampered as broken:
                yield str(broken)
