"""Who may what with cases and takeovers: role by verb, and every page for every role and a stranger."""

import pytest
from django.urls import reverse

from portal.cases import access
from portal.organisation.models import Role
from portal.takeovers import access as takeovers
from tests.factories.portal import CaseFactory, CaseNumberFactory, ExpectedReportFactory, UserFactory, person

pytestmark = pytest.mark.django_db

READS = set(Role) - {Role.ADMINISTRATOR}
VERBS = {
    access.may_list: READS,
    access.may_register: {Role.REGISTRAR},
    access.may_see_waiting: {Role.REGISTRAR, Role.AUDITOR},
    takeovers.may_see_takeovers: {Role.REGISTRAR, Role.AUDITOR},
    takeovers.may_take_over: {Role.REGISTRAR},
}


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: f"{verb.__module__}.{verb.__name__}")
@pytest.mark.parametrize("role", [*Role, None])
def test_who_may(verb, role):
    user = person(role) if role else UserFactory()
    assert verb(user) is (role in VERBS[verb])


# What each page answers to a GET: for those who may, for those who may not although they see the case.
PAGES = {
    "cases:list": READS,
    "cases:waiting": {Role.REGISTRAR, Role.AUDITOR},
    "cases:create": {Role.REGISTRAR},
    "takeovers:list": {Role.REGISTRAR, Role.AUDITOR},
}
OF_A_CASE = {
    "cases:detail": READS,
    "cases:history": READS,
    "cases:edit": {Role.REGISTRAR},
    "cases:number_add": {Role.REGISTRAR},
    "cases:number_edit": {Role.REGISTRAR},
}
DISTRICT = {Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR, Role.OUTREACH_OFFICER}


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("role", Role)
def test_lists_are_open_or_403(client, address, role):
    client.force_login(person(role))
    assert client.get(reverse(address)).status_code == (200 if role in PAGES[address] else 403)


@pytest.mark.parametrize("address", OF_A_CASE)
@pytest.mark.parametrize("role", Role)
def test_own_case_is_open_or_403_and_a_foreign_one_404(client, address, role):
    number = CaseNumberFactory()
    case = number.case
    arguments = [case.pk, number.pk] if address == "cases:number_edit" else [case.pk]
    client.force_login(person(role, case.committee))
    own = client.get(reverse(address, args=arguments)).status_code
    client.force_login(person(role))
    foreign = client.get(reverse(address, args=arguments)).status_code

    may = 200 if role in OF_A_CASE[address] else 403
    assert own == (404 if role == Role.ADMINISTRATOR else may)
    assert foreign == (404 if role in DISTRICT or role == Role.ADMINISTRATOR else may)


@pytest.mark.parametrize(
    ("address", "make"), [("takeovers:take", CaseFactory), ("takeovers:take_report", ExpectedReportFactory)]
)
@pytest.mark.parametrize("role", Role)
def test_taking_over_is_posted_by_the_registrar_only(client, address, make, role):
    thing = make()
    client.force_login(person(role))
    path = reverse(address, args=[thing.pk])
    central = role not in DISTRICT and role != Role.ADMINISTRATOR
    posted, got = client.post(path).status_code, client.get(path).status_code
    assert posted == (302 if role == Role.REGISTRAR else 403 if central else 404)
    assert got == (405 if role == Role.REGISTRAR else 403 if central else 404)


@pytest.mark.parametrize("address", [*PAGES, *OF_A_CASE, "takeovers:take", "takeovers:take_report"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_stranger_is_sent_to_log_in(client, address, method):
    arguments = [] if address in PAGES else [1, 1] if address == "cases:number_edit" else [1]
    path = reverse(address, args=arguments)
    answer = getattr(client, method)(path)
    assert (answer.status_code, answer.url) == (302, f"/logga-in/?next={path}")


def test_registrar_no_longer_is_from_the_day_after_the_last(client):
    registrar = person(Role.REGISTRAR)
    client.force_login(registrar)
    assert client.get(reverse("cases:create")).status_code == 200
    registrar.assignments.update(valid_to="2025-12-31")
    assert client.get(reverse("cases:create")).status_code == 403
