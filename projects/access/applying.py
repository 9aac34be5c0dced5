"""Who applies for money, assesses, decides and keeps what the nämnder set aside."""

from portal.organisation.models import Role, User
from projects.models import Application


def may_apply(user: User) -> bool:
    """A district's project manager applies for the own district, or for an organisation through it."""
    return user.reach.has(Role.PROJECT_MANAGER)


def may_edit_application(user: User, application: Application) -> bool:
    """The lead's project manager writes the own draft, and hands it in."""
    return application.is_draft and application.lead_id in user.reach.at(Role.PROJECT_MANAGER)


def may_withdraw_application(user: User, application: Application) -> bool:
    """The lead's project manager takes back what no nämnd has decided about."""
    state = application.State
    waits = application.state in (state.SUBMITTED, state.ASSESSED)
    return waits and application.lead_id in user.reach.at(Role.PROJECT_MANAGER)


def may_assess(user: User, application: Application) -> bool:
    """The coordinator assesses what is handed in and not decided."""
    state = application.State
    waits = application.state in (state.SUBMITTED, state.ASSESSED, state.CONDITIONAL)
    return waits and user.reach.has(Role.COORDINATOR)


def may_read_notes(user: User) -> bool:
    """The coordinator's internal note: the coordinators and the auditor."""
    return user.reach.has(Role.COORDINATOR, Role.AUDITOR)


def may_read_proposals(user: User) -> bool:
    """Amounts that are proposed and not decided: central roles, never a district's people."""
    return user.reach.central


def may_decide(user: User) -> bool:
    """The coordinator opens decision rounds, proposes amounts and registers what the nämnder decided."""
    return user.reach.has(Role.COORDINATOR)


def may_read_funds(user: User) -> bool:
    """What each nämnd set aside and what is left of it: central roles."""
    return user.reach.central


def may_keep_funds(user: User) -> bool:
    """The coordinator and the controller register what the nämnder set aside and what is used."""
    return user.reach.has(Role.COORDINATOR, Role.CONTROLLER)
