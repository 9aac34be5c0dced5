"""Who may what with committee documents: one sentence per question. Which documents one sees at all is
``Document.objects.for_user``; what may happen to one in its state is the domain's to say."""

from portal.documents.models import Document, Section, Signatory
from portal.organisation.models import Organisation, Role, User
from portal.organisation.models.people import DISTRICT_ROLES
from portal.workareas import work_areas

WRITERS = (Role.COMMITTEE_SECRETARY, Role.COORDINATOR, Role.AGREEMENT_OFFICER)
DISTRICT_WRITERS = (Role.PROJECT_MANAGER, Role.OUTREACH_OFFICER, Role.DISTRICT_DIRECTOR)
REGISTRARS = (Role.REGISTRAR, Role.COMMITTEE_SECRETARY)
SIGNERS = (Role.HEAD_OF_ADMINISTRATION, Role.HEAD_OF_DEPARTMENT, Role.DISTRICT_DIRECTOR)


def may_list(user: User) -> bool:
    """The list of documents: everyone with a role in the work; the system administrator has none."""
    return user.reach.central or user.reach.has(*DISTRICT_ROLES)


def may_begin(user: User) -> bool:
    """The committee secretary, the coordinator and the agreement officer begin documents."""
    return user.reach.has(*WRITERS)


def may_write(user: User, document: Document) -> bool:
    """Those three write, plan and send on a document of their own administration."""
    return holds(user, document.owner, *WRITERS)


def may_write_section(user: User, section: Section) -> bool:
    """A section that another administration writes is its people's to write, and the owner's own writers'."""
    if may_write(user, section.document):
        return True
    other = section.administration
    return other is not None and holds(user, other, *WRITERS, *DISTRICT_WRITERS)


def may_review(user: User, document: Document) -> bool:
    """The head of department at the own administration reviews."""
    return holds(user, document.owner, Role.HEAD_OF_DEPARTMENT)


def may_sign(user: User, signatory: Signatory) -> bool:
    """Who holds the role that signs, at the administration that is signed for."""
    return signatory.role in SIGNERS and holds(user, signatory.administration, Role(signatory.role))


def may_register(user: User, document: Document) -> bool:
    """The registrar and the committee secretary of the own administration register what the nämnder do: sent
    with the summons, decided, adjusted, announced, in legal force, closed."""
    return holds(user, document.owner, *REGISTRARS)


def may_answer(user: User, authority: Organisation) -> bool:
    """Who works at the authority that was asked for views answers for it."""
    return holds(user, authority, *WRITERS, *DISTRICT_WRITERS, *SIGNERS, Role.REGISTRAR)


def may_read_unmasked(user: User, document: Document) -> bool:
    """Small counts as they are: those who write, review or sign at the own administration, where they see
    them on the area's own pages too. Nobody comes by another district's small counts through a document."""
    roles = (*WRITERS, Role.HEAD_OF_DEPARTMENT, Role.HEAD_OF_ADMINISTRATION)
    if not holds(user, document.owner, *roles):
        return False
    area = next((each for each in work_areas() if each.key == document.area), None)
    return area is None or not document.subject or area.sees_small(user, document.subject)


def may_read_history(user: User, document: Document) -> bool:
    """The history tells what the draft said: only its own authority reads it, who only read excepted."""
    return may_list(user) and document.owner_id in user.reach.own_organisations


def may_verify(user: User) -> bool:
    """Whoever may see a document may ask whether a file is the one that was decided."""
    return may_list(user)


def holds(user: User, body: Organisation, *roles: Role) -> bool:
    """Whether ``user`` has one of ``roles`` at ``body`` or at the nämnd it is under: one authority. One who
    has the role at the successor of a body that is no more has it there."""
    here = user.reach.at(*roles)
    return body.pk in here or (body.parent_id is not None and body.parent_id in here)


def may_keep_meetings(user: User) -> bool:
    """The committee secretary and the registrar call meetings and keep the lists of a nämnd."""
    return user.reach.has(*REGISTRARS)


def may_keep_for(user: User, committee: Organisation) -> bool:
    """The agenda, the uppdrag and the delegation list of a nämnd are kept by its own people."""
    return at_committee(user, committee, *REGISTRARS)


def may_answer_for(user: User, committee: Organisation) -> bool:
    """Who writes documents for the nämnd says which of them answers an uppdrag."""
    return at_committee(user, committee, *REGISTRARS, *WRITERS)


def may_note_delegation(user: User) -> bool:
    """Those who decide on delegation note their decisions; the secretary and the registrar for them."""
    return user.reach.has(*SIGNERS, *REGISTRARS)


def may_publish(user: User) -> bool:
    """The publishing list is worked off by the registrar and the committee secretary."""
    return user.reach.has(*REGISTRARS)


def may_hand_over(user: User, document: Document) -> bool:
    """The registrar takes signed documents to the diarium, the committee secretary likewise."""
    return document.is_frozen and may_register(user, document)


def at_committee(user: User, committee: Organisation, *roles: Role) -> bool:
    """Whether ``user`` has one of ``roles`` at the nämnd or at the administration under it."""
    here = user.reach.at(*roles)
    return committee.pk in here or bool(here and committee.children.filter(pk__in=here).exists())
