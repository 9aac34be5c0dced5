"""Every page x everybody who may log in, and a stranger x every method x whose the thing is.

Order of answers (contract): not logged in 302, not visible 404, right missing 403, wrong method 405. No page
ever shows an outsider what Järva keeps for itself (tests/house/city.py), and every answer says to the browser
what it must (tests/house/test_headers.py).
"""

import pytest
from django.test import Client
from django.utils import timezone

from portal.organisation.assigning import withdraw
from portal.organisation.middleware import OPEN
from portal.organisation.models import User
from tests.house.city import (
    EVERYBODY,
    NO_ROLE,
    OF_JARVA,
    OF_THE_CENTRE,
    SECRET,
    SECRET_FIGURE,
    demo_city,
    logged_in,
    taken_back,
)
from tests.house.doors import DOORS, READ_ONLY, Door
from tests.house.reading import said_by, secrets_in
from tests.house.resolving import every_pattern
from tests.house.test_headers import inline_in, unsaid_by

pytestmark = pytest.mark.django_db
OTHERS = ("put", "delete", "patch")


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_city() as found:
        yield found


def test_every_page_is_entered():
    of_others = ("admin:", "account_", "mfa_", "socialaccount_", "openid_connect_")
    known = {name for name, _route, _pattern in every_pattern() if not name.startswith(of_others)}
    assert sorted(known) == sorted({door.name for door in DOORS})


def methods(door: Door, number: int) -> list[str]:
    """GET always, POST where it does something, and on every third door one that nobody expects there."""
    asked = ["get"] if door.post == READ_ONLY else ["get", "post"]
    if number % 3:
        return asked
    unexpected = OTHERS if door.post != READ_ONLY else ("post", *OTHERS)
    return [*asked, unexpected[number // 3 % len(unexpected)]]


def inline_once(city, answer, path: str, said: str) -> list[str]:
    """What the browser would refuse in a page: looked for when it is first seen, and first refused."""
    looked_at = vars(city).setdefault("looked_at", set())
    if (path, answer.status_code) in looked_at:
        return []
    looked_at.add((path, answer.status_code))
    return inline_in(answer, said)


@pytest.mark.parametrize(("turn", "login"), list(enumerate(sorted(EVERYBODY))))
def test_who_gets_what(city, turn, login):
    browser, wrong, shown, unsaid = logged_in(login), [], set(), []
    for number, door in enumerate(DOORS, start=turn):
        path = door.path(city)
        for method in methods(door, number):
            with taken_back():
                answer = getattr(browser, method)(path)
            if answer.status_code != door.answer(login, method):
                wrong.append((method, path, answer.status_code, door.answer(login, method)))
            said = said_by(answer)
            shown |= {(secret, path) for secret in secrets_in(said, login)}
            unsaid += [(path, each) for each in unsaid_by(answer) + inline_once(city, answer, path, said)]
    assert wrong == []
    assert shown == set()
    assert unsaid == []


def test_secrets_are_there_for_their_keepers(city):
    """Or the test above would prove nothing."""
    draft, joint = (f"/projekt/{thing.pk}/" for thing in (city.draft, city.joint))
    own, central = logged_in("uppsokare"), logged_in("samordnare")
    assert {SECRET, str(SECRET_FIGURE)} <= set(secrets_in(own.get(draft), "a stranger"))
    assert secrets_in(own.get(joint), "a stranger") == [OF_JARVA]
    assert secrets_in(central.get(joint), "a stranger") == [OF_THE_CENTRE]
    manager = logged_in("projektledare")
    for page in (
        "/sparat/",
        "/projekt/?format=xlsx",
        "/projekt/?format=csv",
        f"/inlasning/{city.jarva_batch.pk}/",
    ):
        assert SECRET in secrets_in(manager.get(page), "a stranger"), page


@pytest.mark.parametrize("csrf", [True, False])
def test_stranger_is_sent_to_log_in(city, csrf):
    """With a form's token or without: what a thing is called and who may have it is not told first."""
    stranger = Client(enforce_csrf_checks=csrf)
    paths = [door.path(city) for door in DOORS if door.name not in OPEN]
    answers = {
        (path, method): getattr(stranger, method)(path) for path in paths for method in ("get", "post")
    }
    wrong = [
        (asked, answer.status_code)
        for asked, answer in answers.items()
        if (answer.status_code, answer.headers.get("Location")) != (302, f"/logga-in/?next={asked[0]}")
    ]
    assert wrong == []


@pytest.mark.parametrize("login", sorted(EVERYBODY - {NO_ROLE}))
def test_right_withdrawn_a_moment_ago_is_gone(city, login):
    """The same browser, still logged in: from now on it is answered as somebody without a role."""
    browser = logged_in(login)
    person = User.objects.get(username=login)
    opened = [door for door in DOORS if door.answer(login, "get") == 200 != door.answer(NO_ROLE, "get")]
    for assignment in person.assignments.all():
        withdraw(assignment=assignment, by=None, today=timezone.localdate())
    for door in opened[::6]:
        assert browser.get(door.path(city)).status_code == door.answer(NO_ROLE, "get"), door


def test_person_who_has_left_is_logged_out(city):
    browser = logged_in("samordnare")
    assert browser.get("/projekt/").status_code == 200
    User.objects.filter(username="samordnare").update(is_active=False)
    assert browser.get("/projekt/").url == "/logga-in/?next=/projekt/"
