"""Who answers on a date for what another organisation did, and what a split leaves unsaid."""

from datetime import date

import pytest

from portal.organisation.lineage import load_lineage, successor_of
from portal.organisation.models import Membership, Organisation, Succession
from portal.organisation.reference import load_organisations

pytestmark = pytest.mark.django_db
NEWEST = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def loaded():
    load_organisations()


def heir(key: str, on: date) -> str:
    return successor_of(Organisation.objects.get(key=key), on=on).key


@pytest.mark.parametrize(
    ("on", "key"),
    [
        (date(2003, 5, 1), "rinkeby"),
        (date(2006, 12, 31), "rinkeby"),
        (date(2007, 1, 1), "rinkeby-kista"),
        (date(2023, 6, 30), "rinkeby-kista"),
        (date(2023, 7, 1), "jarva"),
        (NEWEST, "jarva"),
    ],
)
def test_rinkeby_becomes_rinkeby_kista_becomes_jarva(on, key):
    assert heir("rinkeby", on) == key


@pytest.mark.parametrize(
    ("key", "today"),
    [
        ("arsta", "enskede-arsta-vantor"),
        ("bromma", "bromma"),
        ("hasselby", "hasselby-vallingby"),
        ("hornstull", "sodermalm"),
        ("katarina-sofia-1997", "sodermalm"),
        ("liljeholmen", "hagersten-alvsjo"),
        ("alvsjo", "hagersten-alvsjo"),
        ("norrmalm", "norra-innerstaden"),
        ("ostermalm", "norra-innerstaden"),
        ("skarpnack-1997", "skarpnack"),
        ("spanga-tensta", "jarva"),
        ("vantor", "enskede-arsta-vantor"),
    ],
)
def test_every_line_ends_in_a_district_of_today(key, today):
    assert heir(key, NEWEST) == today


def test_every_district_but_the_split_and_the_unknown_ends_today():
    lineage = load_lineage()
    today = set(Organisation.objects.districts().valid_on(NEWEST).values_list("pk", flat=True))
    lost = [
        district.key
        for district in Organisation.objects.districts().order_by("key")
        if lineage.successor(district.pk, on=NEWEST) not in today
    ]
    assert lost == ["hammarby", "okand-1997-1", "okand-1997-2"]


@pytest.mark.parametrize("key", ["hammarby", "socialtjanst-och-arbetsmarknadsnamnden"])
def test_a_split_is_never_guessed(key):
    organisation = Organisation.objects.get(key=key)
    assert heir(key, NEWEST) == key
    assert load_lineage().is_unstated(organisation.pk) is True


def test_a_split_passes_on_when_somebody_states_the_heir():
    Succession.objects.filter(predecessor__key="hammarby", successor__key="skarpnack").update(takes_over=True)
    assert heir("hammarby", NEWEST) == "skarpnack"
    assert heir("hammarby", date(1998, 12, 31)) == "hammarby"
    assert load_lineage().is_unstated(Organisation.objects.get(key="hammarby").pk) is False


def test_committees_pass_on_by_date():
    assert heir("integrationsnamnden", date(2003, 12, 31)) == "integrationsnamnden"
    assert heir("integrationsnamnden", date(2004, 1, 1)) == (
        "kommunstyrelsens-arbetsmarknads-och-integrationsberedning"
    )
    assert heir("socialtjanstnamnden", NEWEST) == "socialtjanst-och-arbetsmarknadsnamnden"


def test_a_merger_is_not_unstated():
    assert load_lineage().is_unstated(Organisation.objects.get(key="rinkeby").pk) is False


def test_the_ancestry_of_jarva_is_everything_it_took_over():
    found = load_lineage().ancestry(Organisation.objects.get(key="jarva").pk)
    keys = Organisation.objects.filter(pk__in=found).order_by("key").values_list("key", flat=True)
    assert list(keys) == ["jarva", "kista", "rinkeby", "rinkeby-kista", "spanga-tensta"]


def test_a_joint_organisation_belongs_to_its_members_and_their_heirs():
    joint = Organisation.objects.create(
        key="tillsammans", kind=Organisation.Kind.JOINT, short_name="Tillsammans"
    )
    Membership.objects.create(joint=joint, member=Organisation.objects.get(key="kista"))
    lineage = load_lineage()
    assert joint.pk in lineage.ancestry(Organisation.objects.get(key="jarva").pk)
    assert joint.pk not in lineage.ancestry(Organisation.objects.get(key="farsta").pk)
