"""Who registers projects, grants, targets and papers, and reads in files of them."""

from portal.organisation.models import Organisation, Role, User
from projects.models import Application, Attachment, Project


def may_register_project(user: User) -> bool:
    """The coordinator registers projects; a district's project manager drafts of the own district's."""
    return registers_at_once(user) or user.reach.has(Role.PROJECT_MANAGER)


def registers_at_once(user: User) -> bool:
    """What the coordinator registers is handed in at once; what a project manager registers is a draft."""
    return user.reach.has(Role.COORDINATOR)


def may_register_for(user: User, lead: Organisation) -> bool:
    """The coordinator registers for any lead, a project manager for the own district."""
    return registers_at_once(user) or lead.pk in user.reach.at(Role.PROJECT_MANAGER)


def may_edit_project(user: User, project: Project) -> bool:
    """The coordinator edits what is handed in, the lead's project manager the own draft."""
    return _works_on_draft(user, project) if project.is_draft else user.reach.has(Role.COORDINATOR)


def may_hand_in_project(user: User, project: Project) -> bool:
    """The lead's project manager hands the own draft in."""
    return project.is_draft and _works_on_draft(user, project)


def may_grant(user: User, project: Project) -> bool:
    """The coordinator registers what the nämnder granted to a project that is handed in."""
    return not project.is_draft and user.reach.has(Role.COORDINATOR)


def may_import_projects(user: User) -> bool:
    """The coordinator reads in files of projects."""
    return user.reach.has(Role.COORDINATOR)


def may_import_grants(user: User) -> bool:
    """The coordinator reads in files of grants."""
    return user.reach.has(Role.COORDINATOR)


def may_set_targets(user: User, project: Project) -> bool:
    """The coordinator sets a project's targets and which goals of the city budget it answers to."""
    return not project.is_draft and user.reach.has(Role.COORDINATOR)


def may_attach(user: User, thing: Application | Project) -> bool:
    """The lead's project manager adds papers, and the coordinator to what is handed in."""
    own = thing.lead_id in user.reach.at(Role.PROJECT_MANAGER)
    return own or (not thing.is_draft and user.reach.has(Role.COORDINATOR))


def may_detach(user: User, attachment: Attachment) -> bool:
    """A paper is taken away by the administration that added it, while what it belongs to is a draft."""
    thing = attachment.application or attachment.project
    return thing is not None and thing.is_draft and may_attach(user, thing)


def _works_on_draft(user: User, project: Project) -> bool:
    return project.lead_id in user.reach.at(Role.PROJECT_MANAGER)
