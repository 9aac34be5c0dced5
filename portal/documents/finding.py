"""Documents found: by a search, or because they hang on a case."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from portal.documents import access
from portal.documents.domain.searching import matching, snippet
from portal.documents.models import Assignment, Document
from portal.documents.states import STATES
from portal.workareas import Entry, Hit

MOST_HITS = 20


def find(query: str, user) -> Iterable[Hit]:
    """Documents with every word of ``query``, of those ``user`` may see, with the words around it."""
    if not access.may_list(user):
        return
    rows = matching(Document.objects.for_user(user), query).select_related("owner", "words")
    for row in rows[:MOST_HITS]:
        text = f"{row.words.text}\n{row.words.frozen}"
        detail = ". ".join(filter(None, [_standing(row), snippet(text, query)]))
        yield Hit(row.title, row.get_absolute_url(), capfirst(row.get_kind_display()), detail)


def _standing(row: Document) -> str:
    words = [str(STATES[row.state].word), row.owner.as_administration]
    if row.version > 1:
        words.append(_("version %(version)s") % {"version": row.version})
    return ", ".join(words)


def on_case(case, user) -> Iterable[Entry]:
    """Documents and uppdrag of a case, of those ``user`` may see."""
    if not access.may_list(user):
        return
    seen = Document.objects.for_user(user).filter(case=case).exclude(state=Document.State.WITHDRAWN)
    for row in seen.select_related("owner").order_by("dated", "pk"):
        yield Entry(
            capfirst(row.get_kind_display()), row.title, row.get_absolute_url(), row.dated, _standing(row)
        )
    given = Assignment.objects.for_user(user).filter(Q(case=case)).select_related("committee")
    for row in given.order_by("given_on", "pk"):
        url = reverse("documents:assignment_detail", args=[row.pk])
        title = Truncator(row.text).chars(120)
        yield Entry(_("Uppdrag från nämnd"), title, url, row.given_on, row.committee.as_committee)
