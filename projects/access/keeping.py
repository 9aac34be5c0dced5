"""Who reads and keeps what surrounds the projects: indicators, learning, uppdrag and follow-ups."""

from portal.organisation.models import Role, User
from portal.organisation.models.people import DISTRICT_ROLES
from projects.access.listing import may_list_projects
from projects.models import Project, SurveyReply


def may_read_indicators(user: User) -> bool:
    """Indicators are public statistics: everyone who opens the list of projects reads them."""
    return may_list_projects(user)


def may_keep_indicators(user: User) -> bool:
    """The coordinator keeps indicators, their values and breaks, by hand and by file."""
    return user.reach.has(Role.COORDINATOR)


def may_import_indicators(user: User) -> bool:
    """The coordinator reads in files of indicators."""
    return may_keep_indicators(user)


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


def may_return_reply(user: User, reply: SurveyReply) -> bool:
    """The coordinator gives a reply back while the survey is open."""
    return may_keep_learning(user) and not reply.is_draft and reply.survey.closed_on is None


def may_answer_follow_up(user: User, project: Project) -> bool:
    """The project manager of the lead, or of its successor, tells what remains; so may the coordinator."""
    here = answers_follow_ups_at(user)
    return here is None or project.lead_id in here


def answers_follow_ups_at(user: User) -> frozenset[int] | None:
    """The leads whose follow-ups the person answers; None is every lead's (the coordinator)."""
    return None if user.reach.has(Role.COORDINATOR) else user.reach.at(Role.PROJECT_MANAGER)


def may_read_commissions(user: User) -> bool:
    """Uppdrag are decisions of political bodies: all who list projects read them."""
    return may_list_projects(user)


def may_keep_commissions(user: User) -> bool:
    """The coordinator and the committee secretary register uppdrag and how they were answered."""
    return user.reach.has(Role.COORDINATOR, Role.COMMITTEE_SECRETARY)


def may_name_for_the_system(user: User) -> bool:
    """The coordinator keeps what the city's follow-up system calls organisations and measures."""
    return user.reach.has(Role.COORDINATOR)
