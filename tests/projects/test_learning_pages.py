"""The pages of Lärande: one record shown, registered, changed; who is refused, and what wrong input gets."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from portal.organisation.models import Role
from projects.models import Activity, Method, MethodSpread, Network, Suggestion
from tests.factories.learning import (
    ActivityFactory,
    ActivityKindFactory,
    MethodFactory,
    MethodSpreadFactory,
    NetworkFactory,
    NetworkKindFactory,
    NetworkMemberFactory,
    SuggestionFactory,
    SurveyFactory,
)
from tests.factories.portal import OrganisationFactory, person
from tests.factories.projects import ProgrammeFactory, ProjectFactory

pytestmark = pytest.mark.django_db
NOUNS = {
    "network": NetworkFactory,
    "activity": ActivityFactory,
    "survey": SurveyFactory,
    "method": MethodFactory,
    "suggestion": SuggestionFactory,
}


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="programmet")


def to(name, *args):
    return reverse(f"projects:{name}", args=args)


def boxes(client, address):
    """What the form at ``address`` holds, as a browser would send it."""
    form = client.get(address).context["form"]
    found = {}
    for bound in form:
        value = bound.field.widget.format_value(bound.value())
        found[bound.html_name] = "" if value is None else value
    return found


def errors(answer):
    assert answer.status_code == 200
    return dict(answer.context["form"].errors)


# Order of answers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("noun", NOUNS)
def test_a_record_is_absent_for_who_does_not_follow_and_closed_to_who_may_not_change(client, noun):
    record = NOUNS[noun]()
    detail, edit = to(f"{noun}_detail", record.pk), to(f"{noun}_edit", record.pk)
    found = {}
    for role in (Role.COORDINATOR, Role.AUDITOR, Role.PROJECT_MANAGER, Role.ADMINISTRATOR):
        client.force_login(person(role))
        asked = (client.get(detail), client.get(edit), client.post(edit, {}), client.post(detail))
        found[role] = [answer.status_code for answer in asked]
    assert found == {
        Role.COORDINATOR: [200, 200, 200, 405],
        Role.AUDITOR: [200, 403, 403, 405],
        Role.PROJECT_MANAGER: [404] * 4,
        Role.ADMINISTRATOR: [404] * 4,
    }


@pytest.mark.parametrize("noun", NOUNS)
def test_registering_is_the_coordinators_and_needs_a_programme(client, noun):
    found = {}
    for role in (Role.COORDINATOR, Role.AUDITOR):
        client.force_login(person(role))
        found[role] = client.get(to(f"{noun}_create")).status_code
    assert found == {Role.COORDINATOR: 404, Role.AUDITOR: 403}
    ProgrammeFactory()
    client.force_login(person(Role.COORDINATOR))
    assert client.get(to(f"{noun}_create")).status_code == 200


@pytest.mark.parametrize("noun", NOUNS)
def test_a_page_asks_as_often_with_much_as_with_little(client, coordinator, programme, noun):
    record = NOUNS[noun](programme=programme)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            hang(record, programme)
        client.get(to(f"{noun}_detail", record.pk))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(to(f"{noun}_detail", record.pk)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def hang(record, programme):
    """Add what a record's page lists."""
    told = {"programme": programme, "outcome": "held", "outcome_on": "2026-05-20"}
    if isinstance(record, Network):
        NetworkMemberFactory(network=record)
        NetworkMemberFactory(network=record, organisation=OrganisationFactory(), name="")
        ActivityFactory(programme=programme, network=record, held=True)
        SuggestionFactory(**told, network=record)
    elif isinstance(record, Activity):
        SuggestionFactory(**told, activity=record)
    elif isinstance(record, Method):
        project = ProjectFactory(programme=programme)
        MethodSpreadFactory(method=record, organisation=project.lead, project=project, taken_up=True)
        SuggestionFactory(**told, method=record)


@pytest.mark.parametrize("noun", NOUNS)
def test_a_record_has_its_history(client, coordinator, noun):
    record = NOUNS[noun]()
    answer = client.get(to(f"{noun}_history", record.pk))
    assert [part.what for entry in answer.context["entries"] for part in entry.parts] == [
        f"registrerade {record._meta.verbose_name}"
    ]


# Networks -------------------------------------------------------------------------------------------------


def test_a_network_is_registered_and_changed(client, coordinator, programme):
    farsta = OrganisationFactory(short_name="Farsta")
    told = {
        "name": "Nätet",
        "kind": NetworkKindFactory().pk,
        "status": "running",
        "organisations": [farsta.pk],
        "others": "AF\nFörsäkringskassan",
    }
    answer = client.post(f"{to('network_create')}?program=programmet", told)
    network = Network.objects.get()
    assert answer.url == to("network_detail", network.pk)
    assert (network.programme, [str(each) for each in network.members.order_by("position")]) == (
        programme,
        ["Farsta", "AF", "Försäkringskassan"],
    )
    edit = to("network_edit", network.pk)
    sent = boxes(client, edit) | {"organisations": [], "others": "AF", "status": "ended"}
    assert client.post(edit, sent).url == answer.url
    network.refresh_from_db()
    assert (network.status, [str(each) for each in network.members.all()]) == ("ended", ["AF"])


def test_two_who_change_a_network_at_once_are_told_of_each_other(client, coordinator):
    network = NetworkFactory(name="Nätet")
    edit = to("network_edit", network.pk)
    first = boxes(client, edit)
    assert client.post(edit, first | {"name": "Nya nätet"}).status_code == 302
    answer = client.post(edit, first | {"note": "Träffas ofta."})
    (told,) = errors(answer)["__all__"]
    assert "”Nätet” ändrades till ”Nya nätet”" in told
    network.refresh_from_db()
    assert (network.name, network.note) == ("Nya nätet", "")


def test_printed_facts_are_changed_with_a_reason_that_stands_in_the_history(client, coordinator):
    network = NetworkFactory(programme=ProgrammeFactory(published=True), name="Nätet")
    edit = to("network_edit", network.pk)
    sent = boxes(client, edit) | {"name": "Nätverket"}
    assert list(errors(client.post(edit, sent))) == ["why"]
    assert client.post(edit, sent | {"why": "Källan säger Nätverket."}).status_code == 302
    history = client.get(to("network_history", network.pk)).context["entries"]
    assert history[0].why == "Källan säger Nätverket."


# Activities -----------------------------------------------------------------------------------------------


def test_an_activity_is_registered_with_days_as_exact_as_known(client, coordinator, programme):
    told = {
        "title": "Kurs",
        "kind": ActivityKindFactory().pk,
        "status": "held",
        "dates": "2026-03\n2026-04-07/2026-04-08",
        "days": "1,5",
        "participants": "0",
    }
    client.post(f"{to('activity_create')}?program=programmet", told)
    made = Activity.objects.get()
    assert (made.dates, made.begins, made.ends, str(made.days), made.participants, made.invited) == (
        "2026-03|2026-04-07/2026-04-08",
        date(2026, 3, 1),
        date(2026, 4, 9),
        "1.5",
        0,
        None,
    )
    page = client.get(to("activity_detail", made.pk)).content.decode()
    assert "mars 2026 och 7–8 april 2026" in page


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"dates": "i våras"}, "dates"),
        ({"participants": "-3"}, "participants"),
        ({"participants": "många"}, "participants"),
        ({"status": "planned", "participants": "3"}, "__all__"),
        ({"status": "kanske"}, "status"),
        ({"title": ""}, "title"),
        ({"note": "Ring 811228-9874."}, "note"),
        ({"days": "0"}, "__all__"),
    ],
)
def test_an_activity_with_wrong_input_is_refused(client, coordinator, programme, told, field):
    right = {"title": "Kurs", "kind": ActivityKindFactory().pk, "status": "held"}
    assert list(errors(client.post(to("activity_create"), right | told))) == [field]
    assert Activity.objects.count() == 0


# Methods --------------------------------------------------------------------------------------------------


def test_a_method_is_registered_offered_and_taken_up(client, coordinator, programme):
    project = ProjectFactory(programme=programme)
    client.post(to("method_create"), {"name": "Jobbspår", "project": project.pk})
    method = Method.objects.get()
    today = localdate().isoformat()
    offered = {"organisation": project.lead.pk, "status": "offered", "offered_on": today}
    answer = client.post(to("method_spread_create", method.pk), offered)
    assert answer.url == f"{to('method_detail', method.pk)}#spridning"
    edit = to("method_spread_edit", method.pk, MethodSpread.objects.get().pk)
    taken = boxes(client, edit) | {"status": "taken_up", "answered_on": today, "project": project.pk}
    assert client.post(edit, taken).status_code == 302
    spread = MethodSpread.objects.get()
    assert (spread.status, spread.project, spread.answered_on) == ("taken_up", project, localdate())
    lines = client.get(to("method_detail", method.pk)).context["spread"]
    assert [(str(line.organisation), state.word, shown) for line, state, shown in lines] == [
        (project.lead.short_name, "Har tagit upp metoden", project)
    ]


def test_a_spread_is_asked_for_under_its_own_method(client, coordinator):
    spread, other = MethodSpreadFactory(), MethodFactory()
    assert client.get(to("method_spread_edit", other.pk, spread.pk)).status_code == 404


def test_a_project_one_may_not_see_is_told_of_by_its_lead(client, programme):
    follower = ProjectFactory(programme=programme).lead
    hidden = ProjectFactory(programme=programme, title="Det andra projektet")
    method = MethodFactory(programme=programme, project=hidden)
    MethodSpreadFactory(method=method, organisation=hidden.lead, project=hidden, taken_up=True)
    client.force_login(person(Role.PROJECT_MANAGER, follower))
    page = client.get(to("method_detail", method.pk)).content.decode()
    assert ("Det andra projektet" in page, f"Ett projekt hos {hidden.lead}" in page) == (False, True)


# Suggestions ----------------------------------------------------------------------------------------------


def test_a_suggestion_is_made_and_followed_up(client, coordinator, programme):
    today = localdate().isoformat()
    client.post(to("suggestion_create"), {"kind": "workshop", "text": "En workshop.", "made_on": today})
    made = Suggestion.objects.get()
    activity = ActivityFactory(programme=programme)
    follow = to("suggestion_follow_up", made.pk)
    assert list(errors(client.post(follow, boxes(client, follow) | {"outcome": "held"}))) == ["outcome_on"]
    sent = boxes(client, follow) | {"outcome": "held", "outcome_on": today, "activity": activity.pk}
    assert client.post(follow, sent).url == to("suggestion_detail", made.pk)
    made.refresh_from_db()
    assert (made.outcome, made.activity) == ("held", activity)
    page = client.get(to("suggestion_detail", made.pk)).content.decode()
    assert to("activity_detail", activity.pk) in page


def test_only_the_coordinator_follows_up(client, programme):
    suggestion = SuggestionFactory(programme=programme)
    client.force_login(person(Role.AUDITOR))
    assert client.post(to("suggestion_follow_up", suggestion.pk), {"outcome": "held"}).status_code == 403
    suggestion.refresh_from_db()
    assert suggestion.outcome == "waiting"
