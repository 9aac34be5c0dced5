"""What waits for a person among the documents: to review, sign, answer, number, register, dispatch."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from portal.documents import access
from portal.documents.todo.lists import lists
from portal.documents.todo.waiting import documents
from portal.organisation.models import Role, User
from portal.workareas import News, TodoItem


def todo(user: User, today: date) -> Iterable[TodoItem]:
    """Documents that wait for ``user``, one by one, and a line for each list that is not empty. Two queries,
    one for those who keep no lists, none for who has no part in documents."""
    if not access.may_list(user) or user.reach.has(Role.AUDITOR):
        return
    yield from documents(user)
    if user.reach.has(*access.REGISTRARS):
        yield from lists(user, today)


def news(user: User, since: datetime, today: date) -> Iterable[News]:
    """The documents that wait, for the day's letter: new ones since the last."""
    for item in todo(user, today):
        if item.since:
            yield News(_("Handlingar"), item.title, item.url, item.detail, is_new=item.since > since)
