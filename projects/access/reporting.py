"""Who writes, reviews and reads in reports, plans them, and answers what the numbers make one ask."""

from portal.organisation.models import Role, User
from portal.organisation.models.people import DISTRICT_ROLES
from projects.access.listing import UNMASKED, may_export_imports, may_list_projects
from projects.models import Project, ReportDuty


def may_write_report(user: User, duty: ReportDuty) -> bool:
    """The project manager of the organisation that owes the report, or of its successor, writes it."""
    return duty.expected.organisation_id in user.reach.at(Role.PROJECT_MANAGER)


def may_review_reports(user: User) -> bool:
    """The coordinator sends reports back, takes them as good and checks their numbers."""
    return user.reach.has(Role.COORDINATOR)


def may_correct_report(user: User, duty: ReportDuty) -> bool:
    """Who writes the report corrects what is in, with a reason; so does the coordinator."""
    return may_write_report(user, duty) or may_review_reports(user)


def may_import_reports(user: User) -> bool:
    """A project manager reads in the own district's reports; the coordinator what has come another way."""
    return user.reach.has(Role.COORDINATOR, Role.PROJECT_MANAGER)


def may_read_report_files(user: User, authority: int | None) -> bool:
    """A file of reports shows its rows as they came: to its own district, and to who sees small counts."""
    return user.reach.has(*UNMASKED) or authority in user.reach.at(*DISTRICT_ROLES)


def may_export_reports(user: User) -> bool:
    """Raw values to read in again: central roles that export, and a project manager of the own projects."""
    return may_export_imports(user) or user.reach.has(Role.PROJECT_MANAGER)


def reads_in_reports_of(user: User) -> frozenset[int] | None:
    """The leads whose reports the person reads in; None is every lead's. One never reports for another."""
    return None if user.reach.has(Role.COORDINATOR) else user.reach.at(Role.PROJECT_MANAGER)


def may_plan_reports(user: User, project: Project) -> bool:
    """The coordinator says what a project that is handed in is to report, beside the template."""
    return not project.is_draft and user.reach.has(Role.COORDINATOR)


def may_keep_repayments(user: User) -> bool:
    """The coordinator notes money that is to go back, and that it came or was withdrawn."""
    return user.reach.has(Role.COORDINATOR)


def may_read_questions(user: User) -> bool:
    """Who lists projects reads what the plausibility check asks about those they see."""
    return may_list_projects(user)


def may_answer_question(user: User, project: Project) -> bool:
    """The coordinator answers any question, the project manager of the lead or its successor its own."""
    return user.reach.has(Role.COORDINATOR) or project.lead_id in user.reach.at(Role.PROJECT_MANAGER)


def may_run_check(user: User) -> bool:
    """The coordinator runs the plausibility check again."""
    return user.reach.has(Role.COORDINATOR)
