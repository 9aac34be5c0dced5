"""How far the papers of a long signed document have come, for its page."""

from dataclasses import dataclass

from django.utils import timezone

from portal.documents import access
from portal.documents.domain.making import papers_at_work
from portal.documents.models import Document, Making
from portal.organisation.models import User


@dataclass(frozen=True)
class Papers:
    """``making`` is None when nobody has asked for them; ``may_ask``: the reader may ask anew."""

    making: Making | None
    at_work: bool
    may_ask: bool


def may_ask_for_papers(user: User, document: Document) -> bool:
    """Who writes or registers for the document asks for its papers, when they have stopped."""
    return access.may_write(user, document) or access.may_register(user, document)


def papers_of(document: Document, user: User) -> Papers | None:
    """Return how far they have come; None of a document that has them, or is not signed."""
    if not document.is_frozen or document.frozen.has_papers:
        return None
    making = papers_at_work(document)
    at_work = making is not None and not making.has_stopped(timezone.now())
    return Papers(making, at_work, may_ask_for_papers(user, document))
