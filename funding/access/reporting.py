"""Who writes, reviews and follows the tertial reports."""

from funding.access.listing import EXPORTING
from funding.models import Party
from portal.organisation.models import Role, User

REPORTING = (Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR)


def may_report(user: User, party: Party) -> bool:
    """The party's project manager or director writes and hands in its tertial report."""
    return party.organisation_id in user.reach.at(Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR)


def may_review_reports(user: User) -> bool:
    """The agreement officer returns and accepts tertial reports."""
    return user.reach.has(Role.AGREEMENT_OFFICER)


def may_correct_report(user: User, party: Party) -> bool:
    """Who writes the report corrects what is in, by a new version with a reason."""
    return may_report(user, party)


def may_follow_reports(user: User) -> bool:
    """The agreement officer answers uppskov, and notes reminders and what was said."""
    return user.reach.has(Role.AGREEMENT_OFFICER)


def may_import_reports(user: User) -> bool:
    """Who reports for a party reads in its reports; the officer what has come another way."""
    return user.reach.has(Role.AGREEMENT_OFFICER, *REPORTING)


def may_export_reports(user: User) -> bool:
    """Raw values to read in again: who reads them in, and the central roles that export."""
    return may_import_reports(user) or user.reach.has(*EXPORTING)


def reads_in_reports_of(user: User) -> frozenset[int] | None:
    """The organisations whose reports the person reads in; None is every party's. One never reports for
    another."""
    return None if user.reach.has(Role.AGREEMENT_OFFICER) else user.reach.at(*REPORTING)
