"""How far each demo user reaches: the contract's table, computed from roles and lineage."""

from collections import Counter
from datetime import date

import pytest

from portal.cases.models import Case
from portal.organisation.models import Organisation, Role, User
from portal.organisation.reach import NOBODY, reach_of
from projects.models import Project
from tests.demo import demo_data
from tests.factories.portal import AssignmentFactory, CaseFactory, OrganisationFactory, UserFactory, person

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_data():
        yield


def user(login: str) -> User:
    return User.objects.get(username=login)


def keys(organisations) -> list[str]:
    found = Organisation.objects.filter(pk__in=organisations).order_by("key")
    return list(found.values_list("key", flat=True))


def published(login: str) -> Counter:
    """Lead -> how many projects of the published programme the user sees."""
    seen = Project.objects.for_user(user(login)).filter(programme__is_published=True)
    return Counter(seen.values_list("lead__short_name", flat=True))


def test_projektledare_sees_twelve_projects_of_the_published_programme():
    assert published("projektledare") == {"Rinkeby": 6, "Kista": 5, "Spånga-Tensta": 1}


@pytest.mark.parametrize(
    ("login", "seen"),
    [
        ("projektledare-kungsholmen", {"Kungsholmen": 2}),
        ("uppsokare", {"Rinkeby": 6, "Kista": 5, "Spånga-Tensta": 1}),
        ("direktor", {"Kungsholmen": 2}),
        ("direktor-norrmalm", {}),
        ("direktor-ostermalm", {}),
        ("admin", {}),
    ],
)
def test_a_districts_people_see_what_it_has_taken_over(login, seen):
    assert published(login) == seen


@pytest.mark.parametrize(
    "login",
    [
        "samordnare",
        "avtalshandlaggare",
        "namndsekreterare",
        "registrator",
        "ekonom",
        "avdelningschef",
        "forvaltningschef",
        "dataskyddsombud",
        "revisor",
    ],
)
def test_central_roles_see_all_that_is_handed_in_and_no_draft(login):
    seen = Project.objects.for_user(user(login))
    assert (seen.count(), seen.drafts().count()) == (32 + 24, 0)


def test_a_partner_sees_the_project_it_takes_part_in():
    seen = Project.objects.for_user(user("projektledare-kungsholmen")).filter(programme__is_example=True)
    assert sorted(seen.values_list("number", "lead__key")) == [
        ("1.1", "jarva"),
        ("1.2", "kungsholmen"),
        ("2.2", "kungsholmen"),
        ("3.2", "kungsholmen"),
    ]


def test_jarva_reaches_back_to_rinkeby():
    reach = user("projektledare").reach
    there = ["jarva", "kista", "rinkeby", "rinkeby-kista", "spanga-tensta"]
    assert keys(reach.at(Role.PROJECT_MANAGER)) == there
    assert (keys(reach.own_organisations), keys(reach.district_organisations)) == (there, there)
    assert (reach.central, reach.has(Role.PROJECT_MANAGER), reach.has(Role.COORDINATOR)) == (
        False,
        True,
        False,
    )


def test_hagersten_alvsjo_reaches_the_joint_organisation():
    manager = person(Role.PROJECT_MANAGER, Organisation.objects.get(key="hagersten-alvsjo"))
    seen = Project.objects.for_user(manager).filter(programme__is_published=True)
    assert list(seen.values_list("number", flat=True)) == ["2.2.6"]


def test_rights_pass_forward_and_never_back():
    assert keys(user("direktor-norrmalm").reach.at(Role.DISTRICT_DIRECTOR)) == ["norrmalm"]
    heir = person(Role.DISTRICT_DIRECTOR, Organisation.objects.get(key="norra-innerstaden"))
    assert keys(heir.reach.at(Role.DISTRICT_DIRECTOR)) == ["norra-innerstaden", "norrmalm", "ostermalm"]


def test_a_committee_and_its_administration_share_their_drafts():
    # ... and each is one authority with what it has taken over; the split of 2011 passed nothing on
    assert keys(user("samordnare").reach.own_organisations) == ["socialforvaltningen", "socialnamnden"]
    secretary = person(Role.COMMITTEE_SECRETARY, Organisation.objects.get(key="arbetsmarknadsnamnden"))
    assert keys(secretary.reach.own_organisations) == ["arbetsmarknadsforvaltningen", "arbetsmarknadsnamnden"]


@pytest.mark.parametrize("login", ["revisor", "admin"])
def test_who_only_reads_or_administers_owns_no_drafts(login):
    reach = user(login).reach
    assert (reach.own_organisations, reach.district_organisations) == (frozenset(), frozenset())


def test_cases_are_seen_by_their_committee_and_its_successors():
    titles = set(Case.objects.for_user(user("direktor-norrmalm")).values_list("title", flat=True))
    assert titles == {
        "Exempel: informationsträffar för nyanlända på Norrmalm",
        "Exempel: lokal för öppen rådgivning på Norrmalm",
        "Exempel: utvärdering av språkkafé på Norrmalm",
    }
    heir = person(Role.DISTRICT_DIRECTOR, Organisation.objects.get(key="norra-innerstaden"))
    assert Case.objects.for_user(heir).filter(title__in=titles).count() == 3
    hidden = CaseFactory(committee=Organisation.objects.get(key="farsta"))
    assert not Case.objects.for_user(heir).filter(pk=hidden.pk).exists()
    assert Case.objects.for_user(user("samordnare")).filter(pk=hidden.pk).exists()


@pytest.mark.parametrize(
    ("begins", "ends", "reaches"),
    [
        (date(2026, 11, 22), None, True),
        (date(2026, 11, 23), None, False),
        (date(2020, 1, 1), date(2026, 11, 22), True),
        (date(2020, 1, 1), date(2026, 11, 21), False),
    ],
)
def test_a_role_holds_from_its_first_day_to_its_last(begins, ends, reaches):
    held = AssignmentFactory(role=Role.COORDINATOR, valid_from=begins, valid_to=ends)
    assert reach_of(held.user, today=TODAY).central is reaches


def test_a_deputy_reaches_as_far_until_the_day_is_over():
    held = AssignmentFactory(role=Role.PROJECT_MANAGER, organisation=Organisation.objects.get(key="farsta"))
    deputy = AssignmentFactory(
        role=Role.PROJECT_MANAGER,
        organisation=held.organisation,
        valid_to=date(2026, 11, 30),
        deputy_for=held,
    )
    assert keys(reach_of(deputy.user, today=TODAY).own_organisations) == ["farsta"]
    assert reach_of(deputy.user, today=date(2026, 12, 1)) == NOBODY


def test_who_has_no_role_or_no_account_any_more_reaches_nothing():
    assert UserFactory().reach == NOBODY
    gone = person(Role.COORDINATOR, OrganisationFactory(committee=True), is_active=False)
    assert gone.reach == NOBODY
