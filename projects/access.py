"""Who may what with projects: one sentence per question. What a person may see is ``for_user``."""

from portal.organisation.models import Organisation, Role, User
from portal.organisation.models.people import DISTRICT_ROLES
from projects.models import Project, SurveyReply

READING = frozenset(Role) - {Role.ADMINISTRATOR}
EXPORTING = frozenset({Role.COORDINATOR, Role.CONTROLLER, Role.AUDITOR})


def may_list_projects(user: User) -> bool:
    """Everyone with a role opens the list, but the system administrator, who reads no business."""
    return user.reach.has(*READING)


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


def may_read_indicators(user: User) -> bool:
    """Indicators are public statistics: everyone who opens the list of projects reads them."""
    return may_list_projects(user)


def may_keep_indicators(user: User) -> bool:
    """The coordinator keeps indicators, their values and breaks, by hand and by file."""
    return user.reach.has(Role.COORDINATOR)


def may_import_indicators(user: User) -> bool:
    """The coordinator reads in files of indicators."""
    return may_keep_indicators(user)


def may_export_imports(user: User) -> bool:
    """The coordinator, the controller and the auditor take out files with raw values, to be read in again."""
    return user.reach.has(*EXPORTING)


def _works_on_draft(user: User, project: Project) -> bool:
    return project.lead_id in user.reach.at(Role.PROJECT_MANAGER)


def may_read_learning(user: User) -> bool:
    """Networks, activities, surveys, methods and suggestions are read by all who list projects."""
    return may_list_projects(user)


def may_keep_learning(user: User) -> bool:
    """The coordinator registers and changes what stands in Lärande, and follows suggestions up."""
    return user.reach.has(Role.COORDINATOR)


def may_answer_survey(user: User, reply: SurveyReply) -> bool:
    """A district's own people answer and hand in, while it is a draft and the survey is open."""
    own = reply.organisation_id in user.reach.at(*DISTRICT_ROLES)
    return own and reply.is_draft and reply.survey.closed_on is None


def may_set_targets(user: User, project: Project) -> bool:
    """The coordinator sets a project's targets and which goals of the city budget it answers to."""
    return not project.is_draft and user.reach.has(Role.COORDINATOR)


def may_answer_follow_up(user: User, project: Project) -> bool:
    """The project manager of the lead, or of its successor, tells what remains; so may the coordinator."""
    here = answers_follow_ups_at(user)
    return here is None or project.lead_id in here


def may_read_commissions(user: User) -> bool:
    """Uppdrag are decisions of political bodies: all who list projects read them."""
    return may_list_projects(user)


def may_keep_commissions(user: User) -> bool:
    """The coordinator and the committee secretary register uppdrag and how they were answered."""
    return user.reach.has(Role.COORDINATOR, Role.COMMITTEE_SECRETARY)


def may_name_for_the_system(user: User) -> bool:
    """The coordinator keeps what the city's follow-up system calls organisations and measures."""
    return user.reach.has(Role.COORDINATOR)


def answers_follow_ups_at(user: User) -> frozenset[int] | None:
    """The leads whose follow-ups the person answers; None is every lead's (the coordinator)."""
    return None if user.reach.has(Role.COORDINATOR) else user.reach.at(Role.PROJECT_MANAGER)
