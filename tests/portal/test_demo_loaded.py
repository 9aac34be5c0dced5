"""Demo data that is loaded: who logs in, what waits, and what is no part of it."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from portal.cases.models import Case
from portal.demo.leftovers import leftovers
from portal.demo.loading import demo_logins, load_demo
from portal.files.models import StoredFile
from portal.history.context import acting
from portal.organisation.lineage import load_lineage
from portal.organisation.models import Assignment, Organisation, User
from projects.models import Project
from tests.demo import NOW, PASSWORD, demo_data
from tests.factories.portal import CaseFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_data():
        yield


def everything() -> dict[str, int]:
    """How many rows there are of what the demo loads."""
    return {
        model.__name__: model.objects.count() for model in (User, Assignment, Organisation, Case, Project)
    }


def test_the_logins_of_the_contract(demo):
    held = Assignment.objects.order_by("pk").values_list("user__username", "role", "organisation__key")
    central = [
        (login, login, "socialforvaltningen")
        for login in (
            "samordnare",
            "avtalshandlaggare",
            "namndsekreterare",
            "registrator",
            "ekonom",
            "avdelningschef",
            "forvaltningschef",
            "dataskyddsombud",
        )
    ]
    assert list(held) == [
        *central,
        ("revisor", "revisor", "kommunfullmaktige"),
        ("projektledare", "projektledare", "jarva"),
        ("projektledare-kungsholmen", "projektledare", "kungsholmen"),
        ("uppsokare", "uppsokare", "jarva"),
        ("direktor", "direktor", "kungsholmen"),
        ("direktor-norrmalm", "direktor", "norrmalm"),
        ("direktor-ostermalm", "direktor", "ostermalm"),
        ("admin", "admin", "stadsledningskontoret"),
    ]
    assert [login for login, _ in demo_logins()] == [login for login, _, _ in held]


def test_people_are_roles_and_letters_reach_nobody(demo):
    assert [(str(user), user.get_full_name()) for user in User.objects.order_by("pk")] == [
        (shown, shown) for _, shown in demo_logins()
    ]
    assert {user.email.rpartition("@")[2] for user in User.objects.all()} == {"exempel.invalid"}
    assert list(User.objects.filter(is_staff=True).values_list("username", flat=True)) == ["admin"]
    assert not User.objects.filter(is_superuser=True).exists()


def test_they_log_in_with_the_one_password(demo, client):
    answer = client.post(reverse("account_login"), {"login": "samordnare", "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get(reverse("cases:list")).status_code == 200


def test_loading_again_changes_nothing(demo):
    before = everything()
    assert load_demo(datetime(2027, 3, 1, tzinfo=UTC)) is False
    assert everything() == before


def test_a_new_password_reaches_the_demo_users_and_nobody_else(demo, settings):
    other = UserFactory()
    settings.DEMO_PASSWORD = "ett-helt-nytt-losenord"
    load_demo(NOW)
    logins = User.objects.filter(is_demo=True)
    assert {user.check_password("ett-helt-nytt-losenord") for user in logins} == {True}
    assert User.objects.get(pk=other.pk).password == other.password


def test_cases_wait_for_a_number_and_for_a_successor(demo):
    waiting = Case.objects.waiting_for_number().order_by("pk").values_list("title", "committee__key")
    assert list(waiting) == [
        ("Exempel: skrivelse om väntetider till samhällsvägledning", "socialnamnden"),
        ("Exempel: förfrågan om gemensamma lokaler", "socialnamnden"),
        ("Ansökan om medel: Jobbspår inom vård och omsorg", "socialnamnden"),
        ("Ansökan om medel: Föreningskväll för nya svenskar", "socialnamnden"),
    ]
    lineage, today = load_lineage(), date(2026, 11, 22)
    passed_on = {
        case.title: Organisation.objects.get(pk=lineage.successor(case.holder_id, on=today)).key
        for case in Case.objects.open().filter(holder__valid_to__lt=today).order_by("pk")
    }
    assert passed_on == {
        "Exempel: informationsträffar för nyanlända på Norrmalm": "norra-innerstaden",
        "Exempel: lokal för öppen rådgivning på Norrmalm": "norra-innerstaden",
        "Exempel: uppföljning av fältarbete på Östermalm": "norra-innerstaden",
        "Exempel: äldre ärende som ingen har pekat ut en ny nämnd för": (
            "socialtjanst-och-arbetsmarknadsnamnden"
        ),
    }
    assert Case.objects.filter(closed_on__isnull=False, holder__key="norrmalm").count() == 1


def test_what_others_made_is_a_leftover(demo):
    with acting(by=User.objects.get(username="samordnare"), door="/arenden/nytt/"):
        CaseFactory(committee=Organisation.objects.get(key="jarva"))
        OrganisationFactory()
    UserFactory()
    assert dict(leftovers()) == {"organisationer": 1, "personer": 1, "ärenden": 1}


def test_what_the_demos_people_changed_or_took_away_is_no_leftover(demo):
    with acting(by=User.objects.get(username="samordnare"), door="/arenden/1/andra/"):
        Case.objects.filter(closed_on__isnull=True).update(title="Ändrad under övningen")
        CaseFactory(committee=Organisation.objects.get(key="jarva")).delete()
    assert leftovers() == []


def test_a_file_that_was_only_tried_on_is_no_leftover(demo):
    with acting(by=None, door="import"):
        StoredFile.objects.create(name="prov.csv", content_type="text/csv", size=1, sha256="ab" * 32)
    assert leftovers() == []
