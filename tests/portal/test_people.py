"""Roles with dates and deputies: they begin and end on their days, and nobody gives themselves one."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate

from portal.organisation.assigning import check_assignment, withdraw
from portal.organisation.models import Assignment, Role, User
from portal.organisation.reach import NOBODY, reach_of
from tests.factories.portal import AssignmentFactory, OrganisationFactory, UserFactory, person

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 6, 1), date(2026, 8, 31)
A_DAY = timedelta(days=1)


@pytest.fixture
def original():
    """A director for the year."""
    return AssignmentFactory(
        role=Role.DISTRICT_DIRECTOR, valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31)
    )


def deputy_of(original, **changed):
    given = {
        "user": UserFactory(),
        "role": original.role,
        "organisation": original.organisation,
        "valid_from": FIRST,
        "valid_to": LAST,
        "deputy_for": original,
    }
    return Assignment(**(given | changed))


@pytest.mark.parametrize(
    ("day", "holds"),
    [(FIRST - A_DAY, False), (FIRST, True), (LAST, True), (LAST + A_DAY, False)],
)
def test_deputys_rights_begin_and_end_on_the_days(original, day, holds):
    deputy = deputy_of(original)
    deputy.save()
    reach = reach_of(deputy.user, today=day)
    assert reach.has(Role.DISTRICT_DIRECTOR) is holds
    assert reach.at(Role.DISTRICT_DIRECTOR) == (
        frozenset({original.organisation_id}) if holds else frozenset()
    )
    assert reach.own_organisations == (frozenset({original.organisation_id}) if holds else frozenset())
    assert reach_of(original.user, today=day).has(Role.DISTRICT_DIRECTOR) is True


def test_right_without_last_day_holds_until_it_is_taken_away():
    user = person(Role.COORDINATOR)
    assert reach_of(user, today=date(2090, 1, 1)).has(Role.COORDINATOR) is True
    assert reach_of(user, today=date(2019, 12, 31)) == NOBODY


def test_inactive_person_reaches_nothing():
    user = person(Role.COORDINATOR, is_active=False)
    assert reach_of(user, today=date(2026, 6, 1)) == NOBODY


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (lambda first: {"user": first.user}, "deputy_for"),
        (lambda first: {"role": Role.COORDINATOR}, "deputy_for"),
        (lambda first: {"organisation": OrganisationFactory()}, "deputy_for"),
        (lambda first: {"valid_from": date(2025, 12, 31)}, "valid_from"),
        (lambda first: {"valid_to": date(2027, 1, 1)}, "valid_from"),
        (lambda first: {"valid_to": None}, "valid_from"),
    ],
)
def test_deputy_who_does_not_stand_in_for_anybody_is_refused(original, wrong, field):
    with pytest.raises(ValidationError) as refused:
        check_assignment(assignment=deputy_of(original, **wrong(original)), by=None)
    assert list(refused.value.message_dict) == [field]


def test_deputy_has_no_deputy(original):
    deputy = deputy_of(original)
    check_assignment(assignment=deputy, by=None)
    deputy.save()
    with pytest.raises(ValidationError) as refused:
        check_assignment(assignment=deputy_of(deputy), by=None)
    assert list(refused.value.message_dict) == ["deputy_for"]


def test_original_does_not_end_before_the_deputy(original):
    deputy_of(original).save()
    original.valid_to = LAST
    check_assignment(assignment=original, by=None)
    original.valid_to = LAST - A_DAY
    with pytest.raises(ValidationError) as refused:
        check_assignment(assignment=original, by=None)
    assert refused.value.message_dict == {
        "valid_to": ["Avsluta först ställföreträdaren, vars tid är längre."]
    }


def test_nobody_gives_or_takes_a_role_of_their_own():
    own = AssignmentFactory(role=Role.ADMINISTRATOR)
    with pytest.raises(ValidationError) as refused:
        check_assignment(assignment=Assignment(user=own.user, role=Role.REGISTRAR), by=own.user)
    assert list(refused.value.message_dict) == ["user"]
    with pytest.raises(ValidationError):
        withdraw(assignment=own, by=own.user, today=FIRST)
    assert Assignment.objects.count() == 1


def test_withdrawn_role_and_its_deputies_ended_yesterday(original):
    deputy = deputy_of(original)
    deputy.save()
    withdraw(assignment=original, by=None, today=date(2026, 7, 1))
    for row in (original, deputy):
        row.refresh_from_db()
        assert row.valid_to == date(2026, 6, 30)


def test_role_that_never_held_is_removed_and_an_ended_one_stays():
    begun_today = AssignmentFactory(valid_from=FIRST)
    ended = AssignmentFactory(valid_to=date(2021, 1, 1))
    for assignment in (begun_today, ended):
        withdraw(assignment=assignment, by=None, today=FIRST)
    assert list(Assignment.objects.values_list("pk", "valid_to")) == [(ended.pk, date(2021, 1, 1))]


# The back office ------------------------------------------------------------------------------------------


@pytest.fixture
def administrator(client):
    found = person(Role.ADMINISTRATOR, username="admin")
    client.force_login(found)
    return found


def posted(assignment, **changed):
    given = {
        "user": assignment.user.pk,
        "role": assignment.role,
        "organisation": assignment.organisation.pk,
        "valid_from": "2026-06-01",
        "valid_to": "",
        "deputy_for": "",
    }
    return given | changed


ADD = "admin:organisation_assignment_add"


def test_administrator_gives_a_role_and_its_deputy(client, administrator, original):
    deputy = deputy_of(original)
    told = posted(deputy, valid_to="2026-08-31", deputy_for=original.pk)
    with time_machine.travel(datetime(2026, 8, 1, 9, tzinfo=UTC)):
        assert client.post(reverse(ADD), told).status_code == 302
    made = Assignment.objects.get(user=deputy.user)
    assert (made.role, made.organisation, made.valid_from, made.valid_to, made.deputy_for) == (
        original.role,
        original.organisation,
        FIRST,
        LAST,
        original,
    )


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"valid_from": "i somras"}, ["valid_from"]),
        ({"valid_from": "2026-09-01", "valid_to": "2026-08-31"}, ["__all__"]),
        ({"role": "kung"}, ["role"]),
        ({"organisation": "999999"}, ["organisation"]),
    ],
)
def test_bad_assignment_is_refused_at_its_field(client, administrator, changed, fields):
    new = Assignment(user=UserFactory(), role=Role.REGISTRAR, organisation=OrganisationFactory())
    answer = client.post(reverse(ADD), posted(new, **changed))
    assert list(answer.context["adminform"].form.errors) == fields
    assert Assignment.objects.filter(user=new.user).count() == 0


def test_administrator_cannot_give_themselves_a_role_through_the_form(client, administrator):
    new = Assignment(user=administrator, role=Role.REGISTRAR, organisation=OrganisationFactory())
    answer = client.post(reverse(ADD), posted(new))
    assert list(answer.context["adminform"].form.errors) == ["user"]
    assert administrator.assignments.count() == 1


def test_given_role_is_not_turned_into_another(client, administrator, original):
    path = reverse("admin:organisation_assignment_change", args=[original.pk])
    told = posted(original, role=Role.REGISTRAR, valid_from="2026-01-01", valid_to="2026-11-30")
    assert client.post(path, told).status_code == 302
    original.refresh_from_db()
    assert (original.role, original.valid_to) == (Role.DISTRICT_DIRECTOR, date(2026, 11, 30))


def test_role_ended_now_is_gone_at_the_next_request(client, administrator):
    registrar = person(Role.REGISTRAR)
    theirs = type(client)()
    theirs.force_login(registrar)
    assert theirs.get(reverse("cases:waiting")).status_code == 200

    held = registrar.assignments.get()
    told = {"action": "end_now", "_selected_action": [held.pk], "index": "0"}
    answer = client.post(reverse("admin:organisation_assignment_changelist"), told, follow=True)
    assert "är avslutad" in answer.content.decode()
    assert theirs.get(reverse("cases:waiting")).status_code == 403
    held.refresh_from_db()
    assert held.valid_to == localdate() - A_DAY


def test_new_person_has_no_password_until_they_choose_one(client, administrator, mailoutbox):
    told = {"username": "ny.person", "email": "ny@example.org", "is_active": "on", "password": "x"}
    assert client.post(reverse("admin:organisation_user_add"), told).status_code == 302
    user = User.objects.get(username="ny.person")
    assert (user.has_usable_password(), user.is_staff, user.is_superuser) == (False, False, False)

    link = reverse("admin:organisation_user_password_link", args=[user.pk])
    assert client.get(link).status_code == 405
    assert client.post(link).url == reverse("admin:organisation_user_change", args=[user.pk])
    assert [message.to for message in mailoutbox] == [["ny@example.org"]]
    assert "/glomt-losenord/ny/" in mailoutbox[0].body


@pytest.mark.parametrize(
    ("account", "words"),
    [
        ({"email": ""}, "Personen har ingen e-postadress."),
        ({"email": "a@example.org", "is_active": False}, "Personen är inaktiv och kan inte logga in."),
    ],
)
def test_link_is_not_sent_to_nobody(client, administrator, account, words):
    user = UserFactory(**account)
    link = reverse("admin:organisation_user_password_link", args=[user.pk])
    assert words in client.post(link, follow=True).content.decode()
    assert mail.outbox == []


def test_link_is_sent_by_the_administrator_only(client):
    user = UserFactory(email="a@example.org")
    link = reverse("admin:organisation_user_password_link", args=[user.pk])
    assert client.post(link).url.startswith("/logga-in/?next=")
    client.force_login(person(Role.REGISTRAR))
    assert client.post(link).status_code == 403
    assert mail.outbox == []


def test_persons_page_shows_their_roles_and_no_password(client, administrator, original):
    shown = client.get(reverse("admin:organisation_user_change", args=[original.user.pk])).content.decode()
    assert f"Stadsdelsdirektör, {original.organisation}" in shown
    assert original.user.password not in shown
    assert 'name="password"' not in shown
