"""Who may what with committee documents: role by verb, at the own administration and at another."""

import pytest

from portal.documents import access
from portal.documents.models import Document
from portal.organisation.models import Organisation, Role
from portal.organisation.models.people import CENTRAL_ROLES
from tests.factories.documents import (
    DocumentFactory,
    RecipientFactory,
    SectionFactory,
    SignatoryFactory,
    seal,
)
from tests.factories.portal import OrganisationFactory, UserFactory, person

pytestmark = pytest.mark.django_db

WRITERS = {Role.COMMITTEE_SECRETARY, Role.COORDINATOR, Role.AGREEMENT_OFFICER}
DISTRICT_WRITERS = {Role.PROJECT_MANAGER, Role.OUTREACH_OFFICER, Role.DISTRICT_DIRECTOR}
HEAD, CHIEF = Role.HEAD_OF_ADMINISTRATION, Role.HEAD_OF_DEPARTMENT
REGISTRARS = {Role.REGISTRAR, Role.COMMITTEE_SECRETARY}
VERBS = {
    # verb: the roles that may, of those at the own administration; every other may not
    "list": set(Role) - {Role.ADMINISTRATOR},
    "begin": WRITERS,
    "write": WRITERS,
    "write_foreign": set(),
    "write_section_given_to_us": WRITERS | DISTRICT_WRITERS,
    "write_section_of_others": set(),
    "review": {CHIEF},
    "review_foreign": set(),
    "sign_as_head": {HEAD},
    "sign_as_chief": {CHIEF},
    "sign_as_writer": set(),  # a function that signs nothing, whatever stands in the row
    "sign_foreign": set(),
    "register": {Role.REGISTRAR, Role.COMMITTEE_SECRETARY},
    "register_foreign": set(),
    "answer": WRITERS | DISTRICT_WRITERS | {HEAD, CHIEF, Role.REGISTRAR},
    "answer_for_others": set(),
    "read_unmasked": WRITERS | {HEAD, CHIEF},
    "read_unmasked_foreign": set(),
    "verify": set(Role) - {Role.ADMINISTRATOR},
    "keep_meetings": REGISTRARS,
    "keep_for": REGISTRARS,
    "keep_for_foreign": set(),
    "answer_for": REGISTRARS | WRITERS,
    "answer_for_foreign": set(),
    "note_delegation": REGISTRARS | {HEAD, CHIEF, Role.DISTRICT_DIRECTOR},
    "publish": REGISTRARS,
    "hand_over": REGISTRARS,
    "hand_over_draft": set(),
}


def may(verb: str, user, own: Organisation) -> bool:
    """Ask the question ``verb`` for a user whose administration is ``own``."""
    foreign = OrganisationFactory(kind=Organisation.Kind.ADMINISTRATION)
    ours, theirs = DocumentFactory(owner=own), DocumentFactory(owner=foreign)

    def signatory(role, document=ours):
        return SignatoryFactory(document=document, role=role)

    asked = {
        "list": lambda: access.may_list(user),
        "begin": lambda: access.may_begin(user),
        "write": lambda: access.may_write(user, ours),
        "write_foreign": lambda: access.may_write(user, theirs),
        "write_section_given_to_us": lambda: access.may_write_section(
            user, SectionFactory(document=theirs, administration=own)
        ),
        "write_section_of_others": lambda: access.may_write_section(user, SectionFactory(document=theirs)),
        "review": lambda: access.may_review(user, ours),
        "review_foreign": lambda: access.may_review(user, theirs),
        "sign_as_head": lambda: access.may_sign(user, signatory(HEAD)),
        "sign_as_chief": lambda: access.may_sign(user, signatory(CHIEF)),
        "sign_as_writer": lambda: access.may_sign(user, signatory(Role.COORDINATOR)),
        "sign_foreign": lambda: access.may_sign(user, signatory(HEAD, theirs)),
        "register": lambda: access.may_register(user, ours),
        "register_foreign": lambda: access.may_register(user, theirs),
        "answer": lambda: access.may_answer(user, own),
        "answer_for_others": lambda: access.may_answer(user, foreign),
        "read_unmasked": lambda: access.may_read_unmasked(user, ours),
        "read_unmasked_foreign": lambda: access.may_read_unmasked(user, theirs),
        "verify": lambda: access.may_verify(user),
        "keep_meetings": lambda: access.may_keep_meetings(user),
        "keep_for": lambda: access.may_keep_for(user, own),
        "keep_for_foreign": lambda: access.may_keep_for(user, foreign),
        "answer_for": lambda: access.may_answer_for(user, own),
        "answer_for_foreign": lambda: access.may_answer_for(user, foreign),
        "note_delegation": lambda: access.may_note_delegation(user),
        "publish": lambda: access.may_publish(user),
        "hand_over": lambda: access.may_hand_over(user, DocumentFactory(owner=own, signed=True)),
        "hand_over_draft": lambda: access.may_hand_over(user, ours),
    }
    return asked[verb]()


@pytest.mark.parametrize("verb", VERBS)
def test_who_may_what(verb):
    own = OrganisationFactory(kind=Organisation.Kind.ADMINISTRATION)
    assert {role for role in Role if may(verb, person(role, own), own)} == VERBS[verb]
    assert not may(verb, UserFactory(), own)


def test_a_role_at_the_namnd_is_a_role_at_its_administration():
    committee = OrganisationFactory(committee=True)
    house = OrganisationFactory(kind=Organisation.Kind.ADMINISTRATION, parent=committee)
    assert access.may_write(person(Role.COORDINATOR, committee), DocumentFactory(owner=house))
    assert not access.may_write(person(Role.COORDINATOR, house), DocumentFactory(owner=committee))


def test_a_role_at_the_administration_keeps_the_lists_of_its_namnd():
    committee, other = (OrganisationFactory(committee=True) for _n in range(2))
    house = OrganisationFactory(kind=Organisation.Kind.ADMINISTRATION, parent=committee)
    registrar = person(Role.REGISTRAR, house)
    assert [access.may_keep_for(registrar, each) for each in (committee, house, other)] == [True, True, False]


def test_a_director_signs_for_the_own_district_only():
    district, other = OrganisationFactory(), OrganisationFactory()
    director = person(Role.DISTRICT_DIRECTOR, district)
    ours, theirs = (
        SignatoryFactory(administration=where, role=Role.DISTRICT_DIRECTOR) for where in (district, other)
    )
    assert (access.may_sign(director, ours), access.may_sign(director, theirs)) == (True, False)


# what is done to a document -> which administrations' people then see it, beside the own and the centre
SEES = {
    "a draft": (set(), False),
    "a draft they send too": ({"sender"}, False),
    "a draft they write a section of": ({"section"}, False),
    "a draft they were asked about": ({"asked"}, False),
    "signed": (set(), True),
    "sent to them": ({"recipient"}, True),
    "signed, to them but not sent": (set(), True),
}


@pytest.mark.parametrize("case", SEES)
def test_who_sees_it(case):
    own = OrganisationFactory(kind=Organisation.Kind.ADMINISTRATION)
    other = OrganisationFactory()
    document = DocumentFactory(owner=own)
    if "send too" in case:
        document.senders.create(administration=other)
    if "section" in case:
        SectionFactory(document=document, administration=other)
    if "asked" in case:
        document.consultations.create(authority=other, sent_at=document.created_at, sent_by=document.officer)
    if "to them" in case:
        sent_on = "2026-11-23" if "not sent" not in case else None
        RecipientFactory(document=document, committee=other, sent_on=sent_on)
    if "signed" in case or "sent" in case:
        seal(document)
    others, central = SEES[case]
    people = {
        "own": person(Role.COORDINATOR, own),
        "other": person(Role.PROJECT_MANAGER, other),
        "elsewhere": person(Role.PROJECT_MANAGER),
        "centre": person(Role.AUDITOR),
        "admin": person(Role.ADMINISTRATOR, own),
    }
    seen = {name for name, who in people.items() if Document.objects.for_user(who).exists()}
    assert seen == {"own"} | ({"other"} if others else set()) | ({"centre"} if central else set())


def test_every_central_role_reads_what_is_signed_and_none_a_foreign_draft():
    signed, draft = DocumentFactory(signed=True), DocumentFactory()
    for role in CENTRAL_ROLES:
        seen = Document.objects.for_user(person(role))
        assert list(seen) == [signed], role
    assert draft.state == Document.State.DRAFT
