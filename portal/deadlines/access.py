"""Who may what with expected reports: one sentence per question."""

from portal.deadlines.models import ExpectedReport
from portal.organisation.models import Role, User


def may_see_wheel(user: User) -> bool:
    """The year's wheel is for everybody who works with reports: all who have a role."""
    return bool(user.reach.roles)


def may_report(user: User, expected: ExpectedReport) -> bool:
    """Those who report at the organisation that owes it, or at its successor."""
    return expected.organisation_id in user.reach.at(Role.PROJECT_MANAGER)


def may_ask_extension(user: User, expected: ExpectedReport) -> bool:
    """Those who report, or answer for the report, at the organisation that owes it or its successor."""
    return expected.organisation_id in user.reach.at(Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR)


def may_answer_extension(user: User) -> bool:
    """The coordinator answers."""
    return user.reach.has(Role.COORDINATOR)


def may_chase(user: User) -> bool:
    """The coordinator chases: notes reminders by hand, what was said, and what went one step up."""
    return user.reach.has(Role.COORDINATOR)
