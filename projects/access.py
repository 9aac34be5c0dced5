"""Who may what with projects: one sentence per question. What a person may see is ``for_user``."""

from portal.organisation.models import Organisation, Role, User
from portal.organisation.models.people import DISTRICT_ROLES
from projects.models import Application, Attachment, Project, ReportDuty, SurveyReply

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


def may_attach(user: User, thing: Application | Project) -> bool:
    """The lead's project manager adds papers, and the coordinator to what is handed in."""
    own = thing.lead_id in user.reach.at(Role.PROJECT_MANAGER)
    return own or (not thing.is_draft and user.reach.has(Role.COORDINATOR))


def may_detach(user: User, attachment: Attachment) -> bool:
    """A paper is taken away by the administration that added it, while what it belongs to is a draft."""
    thing = attachment.application or attachment.project
    return thing is not None and thing.is_draft and may_attach(user, thing)


UNMASKED = EXPORTING | {Role.REGISTRAR}


def may_write_report(user: User, duty: ReportDuty) -> bool:
    """The project manager of the organisation that owes the report, or of its successor, writes it."""
    return duty.expected.organisation_id in user.reach.at(Role.PROJECT_MANAGER)


def may_review_reports(user: User) -> bool:
    """The coordinator sends reports back, takes them as good and checks their numbers."""
    return user.reach.has(Role.COORDINATOR)


def may_correct_report(user: User, duty: ReportDuty) -> bool:
    """Who writes the report corrects what is in, with a reason; so does the coordinator."""
    return may_write_report(user, duty) or may_review_reports(user)


def may_see_small_counts(user: User, project: Project) -> bool:
    """People counted 1 to 4 are shown to the lead's own administration and to those whose work needs them.

    Facts of a published programme stand in print already (contract, "Masking").
    """
    if project.programme.is_published or user.reach.has(*UNMASKED):
        return True
    return project.lead_id in user.reach.own_organisations


def may_import_reports(user: User) -> bool:
    """A project manager reads in the own district's reports; the coordinator what has come another way."""
    return user.reach.has(Role.COORDINATOR, Role.PROJECT_MANAGER)


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


def sees_small_counts_of(user: User, lead: int) -> bool:
    """As ``may_see_small_counts``, of a lead's key, where the programme is not published."""
    return user.reach.has(*UNMASKED) or lead in user.reach.own_organisations
