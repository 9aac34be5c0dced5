"""Two people at the same second: one effect, the other is told, nothing is overwritten."""

import threading

import pytest
from django.db import connection
from django.test import Client

from portal.organisation.models import Role
from projects.models import Grant, Project
from tests.factories.portal import OrganisationFactory, person
from tests.factories.projects import AppropriationFactory, ProgrammeFactory, ProjectFactory

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 20


def at_once(*doings):
    """Do everything in threads of its own, beginning together; what each gave, in order."""
    start, answers = threading.Barrier(len(doings)), {}

    def one(number, doing):
        try:
            start.wait(10)
            answers[number] = doing()
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=found) for found in enumerate(doings)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return [answers[number] for number in range(len(doings))]


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def opened(client, path):
    form = client.get(path).context["form"]
    sent = {}
    for bound in form:
        value = bound.field.widget.format_value(bound.value())
        sent[bound.html_name] = value if isinstance(value, list) else "" if value is None else value
    return sent


def test_saving_the_same_project_one_is_saved_and_the_other_told_every_time():
    project = ProjectFactory(title="Från början")
    path = f"/projekt/{project.pk}/andra/"
    people = [logged_in(person(Role.COORDINATOR)) for _ in range(2)]
    for n in range(ROUNDS):
        forms = [
            opened(client, path) | {"title": f"{n} {name}", "why": "x"} for name, client in enumerate(people)
        ]
        pairs = zip(people, forms, strict=True)
        answers = at_once(*[lambda c=client, f=form: c.post(path, f) for client, form in pairs])
        assert sorted(answer.status_code for answer in answers) == [200, 302]
        saved, told = sorted(answers, key=lambda answer: -answer.status_code)
        winner = answers.index(saved)
        assert Project.objects.get().title == f"{n} {winner}"
        (words,) = told.context["form"].non_field_errors()
        assert f"ändrades till ”{n} {winner}”" in words


def test_handing_in_twice_at_once_hands_in_once():
    district = OrganisationFactory()
    draft = ProjectFactory(programme=ProgrammeFactory(), lead=district, draft=True)
    client = logged_in(person(Role.PROJECT_MANAGER, district))
    path = f"/projekt/{draft.pk}/lamna-in/"
    answers = at_once(*[lambda: logged_in_as(client).post(path)] * 3)
    assert {answer.status_code for answer in answers} == {302}
    handed_in = Project.pgh_event_model.objects.filter(pgh_label="update", submitted_at__isnull=False)
    assert handed_in.count() == 1


def logged_in_as(client):
    """Another browser of the same person."""
    other = Client()
    other.cookies = client.cookies
    return other


def test_the_same_grant_twice_at_once_is_granted_once():
    programme = ProgrammeFactory()
    AppropriationFactory(programme=programme)
    project = ProjectFactory(programme=programme)
    client = logged_in(person(Role.COORDINATOR))
    sent = {"number": 1, "kind": "initial", "year": "2026", "amount": "350"}
    path = f"/projekt/{project.pk}/medel/nytt/"
    answers = at_once(*[lambda: logged_in_as(client).post(path, sent)] * 3)
    assert sorted(answer.status_code for answer in answers) == [200, 200, 302]
    assert Grant.objects.count() == 1
