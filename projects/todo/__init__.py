"""What waits for a person in the projects, and which reports are due."""

from collections.abc import Iterable
from datetime import date

from portal.organisation.models import Role
from portal.workareas import TodoItem
from projects import access
from projects.todo import around, reports
from projects.todo.reports import expected

__all__ = ["expected", "waiting"]


def waiting(user, today: date) -> Iterable[TodoItem]:
    """What waits for ``user`` on ``today``: reports to write, late reports to chase, drafts to hand in."""
    if not access.may_list_projects(user):
        return
    if here := user.reach.at(Role.PROJECT_MANAGER):
        yield from reports.to_report(user, here, today)
    if user.reach.has(Role.COORDINATOR):
        yield from reports.to_chase(user, today)
        yield from reports.to_review(user, today)
        yield from reports.to_answer_extensions(user)
    yield from around.to_hand_in(user)
    yield from around.to_explain(user)
    yield from around.to_answer(user, today)
    yield from around.to_tell_of(user, today)
    if access.may_keep_learning(user):
        yield from around.to_follow_up(user, today)
    if access.may_keep_commissions(user):
        yield from around.to_balance(today)
