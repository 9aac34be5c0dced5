"""Who may what with agreements, as a table: role x verb."""

import pytest

from funding import access
from funding.domain.drafting import draft_first
from funding.models import Agreement, BookingOrder, SettlementLine
from portal.organisation.models import Role
from tests.factories.funding import content, make_agreement
from tests.factories.portal import UserFactory, person

pytestmark = pytest.mark.django_db
OFFICER, DIRECTOR, MANAGER = Role.AGREEMENT_OFFICER, Role.DISTRICT_DIRECTOR, Role.PROJECT_MANAGER
HEADS = {Role.HEAD_OF_DEPARTMENT, Role.HEAD_OF_ADMINISTRATION}
VERBS = {
    # verb: the roles that may; every other may not
    "list": set(Role) - {Role.OUTREACH_OFFICER, Role.ADMINISTRATOR},
    "draft": {OFFICER},
    "draft_own": {OFFICER},
    "draft_foreign": set(),
    "keep_basis": {OFFICER},
    "sign_own": {DIRECTOR},
    "sign_foreign": set(),
    "support_own": {DIRECTOR, Role.COMMITTEE_SECRETARY},
    "support_foreign": {Role.COMMITTEE_SECRETARY},
    "take_in_paper_own": {DIRECTOR, OFFICER},
    "take_in_paper_foreign": set(),
    "list_delegations": set(Role) - {Role.OUTREACH_OFFICER, Role.ADMINISTRATOR, MANAGER},
    "notice_own": {DIRECTOR, OFFICER},
    "report_own": {DIRECTOR, MANAGER},
    "report_foreign": set(),
    "review_reports": {OFFICER},
    "correct_own_report": {DIRECTOR, MANAGER},
    "correct_foreign_report": set(),
    "follow_reports": {OFFICER},
    "import_reports": {OFFICER, DIRECTOR, MANAGER},
    "export_reports": {OFFICER, DIRECTOR, MANAGER, Role.CONTROLLER, Role.AUDITOR},
    "import_all_reports": {OFFICER},
    "see_own_small_counts": set(Role) - {Role.ADMINISTRATOR},
    "see_foreign_small_counts": {OFFICER, Role.CONTROLLER, Role.AUDITOR, Role.REGISTRAR},
    "settle": {OFFICER, Role.CONTROLLER},
    "keep_allowances": {OFFICER, Role.CONTROLLER},
    "check_own_line": {DIRECTOR},
    "check_foreign_line": set(),
    "prepare_order": {Role.CONTROLLER},
    "attest": HEADS,
    "attest_own_order": set(),
    "read_own_draft": set(Role) - {Role.AUDITOR, Role.ADMINISTRATOR},
    "read_foreign_draft": set(),
}


def may(verb: str, user, agreement: Agreement) -> bool:
    """Ask the question ``verb``; the user's organisation drafts ``agreement`` and is its first party."""
    foreign = make_agreement({"A": "50", "B": "50"}, host="A")
    own, other = agreement.parties.order_by("heading_order").first(), foreign.parties.first()
    asked = {
        "list": lambda: access.may_list_agreements(user),
        "draft": lambda: access.may_draft(user),
        "draft_own": lambda: access.may_draft_for(user, agreement),
        "draft_foreign": lambda: access.may_draft_for(user, foreign),
        "keep_basis": lambda: access.may_keep_basis(user, agreement),
        "sign_own": lambda: access.may_sign_for(user, own),
        "sign_foreign": lambda: access.may_sign_for(user, other),
        "support_own": lambda: access.may_register_support(user, own),
        "support_foreign": lambda: access.may_register_support(user, other),
        "take_in_paper_own": lambda: access.may_take_in_paper(user, own),
        "take_in_paper_foreign": lambda: access.may_take_in_paper(user, other),
        "list_delegations": lambda: access.may_list_delegations(user),
        "notice_own": lambda: access.may_give_notice(user, own),
        "report_own": lambda: access.may_report(user, own),
        "report_foreign": lambda: access.may_report(user, other),
        "review_reports": lambda: access.may_review_reports(user),
        "correct_own_report": lambda: access.may_correct_report(user, own),
        "correct_foreign_report": lambda: access.may_correct_report(user, other),
        "follow_reports": lambda: access.may_follow_reports(user),
        "import_reports": lambda: access.may_import_reports(user),
        "export_reports": lambda: access.may_export_reports(user),
        "import_all_reports": lambda: access.reads_in_reports_of(user) is None,
        "see_own_small_counts": lambda: access.may_see_small_counts(user, own),
        "see_foreign_small_counts": lambda: access.may_see_small_counts(user, other),
        "settle": lambda: access.may_settle(user),
        "keep_allowances": lambda: access.may_keep_allowances(user),
        "check_own_line": lambda: access.may_check_line(user, SettlementLine(party=own)),
        "check_foreign_line": lambda: access.may_check_line(user, SettlementLine(party=other)),
        "prepare_order": lambda: access.may_prepare_order(user),
        "attest": lambda: access.may_attest(user, BookingOrder(prepared_by=UserFactory())),
        "attest_own_order": lambda: access.may_attest(user, BookingOrder(prepared_by=user)),
        "read_own_draft": lambda: access.may_read_draft(user, _draft(agreement)),
        "read_foreign_draft": lambda: access.may_read_draft(user, _draft(foreign, {"A": "50", "B": "50"})),
    }
    return asked[verb]()


def _draft(agreement: Agreement, shares=None):
    return draft_first(agreement=agreement, content=content(agreement, shares))


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", Role)
def test_who_may_what(role, verb):
    user = person(role)
    agreement = make_agreement()
    agreement.owner = user.assignments.get().organisation
    agreement.save()
    agreement.parties.filter(heading_order=1).update(organisation=agreement.owner)
    if verb == "read_own_draft":
        draft_shares = {str(party): share for party, share in _thirds(agreement)}
        assert access.may_read_draft(user, _draft(agreement, draft_shares)) is (role in VERBS[verb])
        return
    assert may(verb, user, agreement) is (role in VERBS[verb])


def _thirds(agreement):
    return zip(agreement.parties.order_by("pk"), ("23", "66", "11"), strict=True)
