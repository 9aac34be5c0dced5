"""What comes of meetings: the balanslista, delegation, dispatches, and the publishing list."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.documents.domain import assigning, delegating, dispatching, publishing
from portal.documents.models import Assignment, DecisionPoint, DelegationDecision, Dispatch, Document, Step
from portal.organisation.models import Role
from tests.factories.flow import AFTER, MEETING, authority, begun, decide, sent, signed
from tests.factories.portal import person

TODAY = date(2026, 12, 20)
NOW = datetime(2026, 12, 20, 9, tzinfo=UTC)


@pytest.fixture
def here(db):
    return authority()


def refusal(call, **values) -> str:
    with pytest.raises(ValidationError) as no:
        call(**values)
    return no.value.messages[0]


def assignment(here, **more) -> Assignment:
    given = {
        "committee": here.committee,
        "text": "Redovisa hur medlen har använts",
        "source": "Budget 2027",
        "given_on": date(2026, 2, 17),
        "due_on": date(2026, 12, 1),
        "today": TODAY,
    }
    return assigning.give_assignment(**(given | more))


def delegation(here, **more) -> DelegationDecision:
    given = {
        "committee": here.committee,
        "point": "4.2",
        "text": "Avtal om lokal",
        "decided_on": date(2026, 12, 1),
        "decided_by": here.head,
        "today": TODAY,
    }
    return delegating.note_delegation(**(given | more))


# Balanslistan


def test_an_uppdrag_that_was_decided_is_offered_until_it_stands_on_the_list(here, client):
    document = begun(here)
    text = "Socialnämnden uppdrar åt förvaltningen att redovisa i maj."
    DecisionPoint.objects.create(document=document, order=9, kind="assign", text=text)
    document = sent(here, document)
    to = document.recipients.get()
    assert assigning.not_on_list([to]) == {}
    decide(here, to)
    to = document.recipients.get()
    assert assigning.not_on_list([to]) == {to.pk: [text]}
    address = f"{reverse('documents:assignment_create')}?beslut={to.pk}"
    client.force_login(here.registrar)
    assert f'href="{address}"' in client.get(document.get_absolute_url()).content.decode()
    form = client.get(address).context["form"]
    filled = {name: form.initial[name] for name in ("committee", "text", "source", "given_on", "case")}
    assert filled == {
        "committee": here.committee,
        "text": text,
        "source": f"§ 7 {MEETING}, {document.title}",
        "given_on": MEETING,
        "case": document.case_id,
    }
    with time_machine.travel(NOW, tick=False):
        client.force_login(here.registrar)
        client.post(address, {**filled, "committee": here.committee.pk, "due_on": ""})
    assert list(Assignment.objects.values_list("text", "source")) == [(text, filled["source"])]
    assert assigning.not_on_list([to]) == {to.pk: []}
    client.force_login(here.registrar)
    assert address not in client.get(document.get_absolute_url()).content.decode()


@pytest.mark.parametrize("asked", ["", "0", "x", "9" * 30, "²", "\x00"])
def test_an_odd_decision_fills_nothing_in(here, client, asked):
    client.force_login(here.registrar)
    form = client.get(reverse("documents:assignment_create"), {"beslut": asked}).context["form"]
    assert form.initial == {}


def test_a_rejected_point_gives_no_uppdrag(here):
    document = begun(here)
    DecisionPoint.objects.create(document=document, order=9, kind="assign", text="Uppdrar åt någon.")
    to = sent(here, document).recipients.get()
    decide(here, to, "rejected", reason="Pengarna räcker inte.")
    assert assigning.not_on_list(document.recipients.all()) == {}


def test_an_uppdrag_in_other_words_stands_on_the_list_too(here):
    document = begun(here)
    texts = [
        "Socialnämnden uppdrar åt förvaltningen att redovisa i maj.",
        "Den uppdrar åt den att följa upp.",
    ]
    for order, text in enumerate(texts, start=8):
        DecisionPoint.objects.create(document=document, order=order, kind="assign", text=text)
    decide(here, sent(here, document).recipients.get())
    to = document.recipients.get()
    given = {"given_on": MEETING, "source": assigning.source_of(to), "due_on": None}
    assignment(here, text="Redovisa senast i maj.", **given)
    assert assigning.not_on_list([to]) == {to.pk: texts[1:]}
    assignment(here, text="Något som nämnden sa förut.", given_on=MEETING, due_on=None)
    assert assigning.not_on_list([to]) == {to.pk: texts[1:]}
    assignment(here, text=texts[1], **given)
    assert assigning.not_on_list([to]) == {to.pk: []}


def test_as_many_questions_for_many_naemnder_as_for_one(here):
    to = [(here.committee, here.meeting), (here.other, here.other_meeting)]
    document = begun(here, recipients=to)
    DecisionPoint.objects.create(document=document, order=9, kind="assign", text="Uppdrar åt den.")
    first, second = sent(here, document).recipients.order_by("order")
    decide(here, first)
    decide(here, second, decided_on=MEETING + timedelta(days=1))
    rows = list(document.recipients.order_by("order"))
    counts = []
    for asked in (rows[:1], rows):
        with CaptureQueriesContext(connection) as asking:
            assert len(assigning.not_on_list(asked)) == len(asked)
        counts.append(len(asking))
    assert counts == [2, 2]


def test_assignment_is_given_answered_and_closed(here):
    row, document = assignment(here), begun(here)
    assert (row.days_late(TODAY), row.days_late(date(2026, 12, 1))) == (19, 0)
    assigning.answer_assignment(assignment=row, document=document)
    assert Assignment.objects.get().answered_in == document
    assert list(Assignment.objects.overdue(TODAY)) == [row]
    closed = assigning.close_assignment(
        assignment=row, closed_on=date(2026, 12, 15), because="Godkänd, § 7", today=TODAY
    )
    assert (closed.closed_on, closed.closed_because) == (date(2026, 12, 15), "Godkänd, § 7")
    assert closed.days_late(TODAY) == 0
    again = refusal(assigning.answer_assignment, assignment=row, document=document)
    assert again == "Uppdraget är redan avslutat."


def test_assignment_has_its_days_in_order(here):
    said = refusal(assignment, here=here, given_on=date(2026, 12, 21))
    assert said == "Dagen har inte kommit än."
    said = refusal(assignment, here=here, due_on=date(2026, 2, 16))
    assert said == "Uppdraget kan inte vara klart innan det gavs."
    assert "personnummer" in refusal(assignment, here=here, text="Utred 640823-3234")
    row = assignment(here)
    close = {"assignment": row, "today": TODAY, "because": "Klart"}
    early = refusal(assigning.close_assignment, closed_on=date(2026, 2, 16), **close)
    assert early == "Dagen ligger före uppdraget eller har inte kommit än."
    told = refusal(assigning.close_assignment, **(close | {"closed_on": TODAY, "because": " "}))
    assert told == "Skriv hur uppdraget avslutades."


def test_balance_list_shows_what_is_open_and_late(client, here, time_machine):
    time_machine.move_to(AFTER)
    late = assignment(here)
    assignment(here, text="Utred tolkar", due_on=None)
    closed = assignment(here, text="Redan klart")
    assigning.close_assignment(assignment=closed, closed_on=TODAY, because="Klart", today=TODAY)
    client.force_login(here.writer)
    where = reverse("documents:assignment_list")
    page = client.get(where).content.decode()
    assert ("Utred tolkar" in page, "Redan klart" in page) == (True, False)
    file = b"".join(client.get(where, {"lage": "alla", "format": "csv", "sortera": "text"})).decode()
    assert file.splitlines()[0].removeprefix("\ufeff") == (
        "Uppdrag;Nämnd;Kommer från;Givet;Klart senast;Dagar sen;Besvaras i;Läge"
    )
    assert [(line.split(";")[0], *line.split(";")[5:]) for line in file.splitlines()[1:]] == [
        ("Redan klart", "", "", "Avslutat"),
        ("Redovisa hur medlen har använts", "19", "", "Försenat"),
        ("Utred tolkar", "", "", "Öppet"),
    ]
    assert late.get_absolute_url() in page


def test_balance_list_names_no_foreign_draft(client, here):
    row = assignment(here)
    assigning.answer_assignment(assignment=row, document=begun(here, title="Hemligt utkast"))
    where = reverse("documents:assignment_list")
    client.force_login(here.writer)
    assert "Hemligt utkast" in client.get(where).content.decode()
    client.force_login(person(Role.AUDITOR))
    for address in (where, f"{where}?format=csv", row.get_absolute_url()):
        answer = client.get(address)
        text = b"".join(answer).decode()
        assert ("Redovisa hur medlen" in text, "Hemligt utkast" in text) == (True, False)


def test_assignment_pages_by_who_may(client, here):
    row = assignment(here)
    answer, close = (reverse(f"documents:assignment_{what}", args=[row.pk]) for what in ("answer", "close"))
    create = reverse("documents:assignment_create")
    coordinator, stranger = person(Role.COORDINATOR, here.house), person(Role.PROJECT_MANAGER)
    said = {}
    for who in (here.writer, coordinator, person(Role.AUDITOR), stranger):
        client.force_login(who)
        said[who] = [client.get(each).status_code for each in (row.get_absolute_url(), answer, close, create)]
    assert list(said.values()) == [
        [200, 200, 200, 200],
        [200, 200, 403, 403],
        [200, 403, 403, 403],
        [404, 404, 404, 403],
    ]


def test_assignment_is_given_and_closed_on_the_pages(client, here):
    client.force_login(here.registrar)
    values = {
        "committee": here.committee.pk,
        "text": "Redovisa",
        "source": "§ 9",
        "given_on": "2026-02-17",
        "due_on": "",
        "case": here.case.pk,
    }
    client.post(reverse("documents:assignment_create"), values)
    row = Assignment.objects.get()
    assert (row.text, row.source, row.case) == ("Redovisa", "§ 9", here.case)
    close = reverse("documents:assignment_close", args=[row.pk])
    wrong = client.post(close, {"closed_on": "2026-02-16", "because": "Klart"}).content.decode()
    assert "Dagen ligger före uppdraget" in wrong
    client.post(close, {"closed_on": "2026-02-18", "because": "Klart"})
    assert Assignment.objects.get().closed_on == date(2026, 2, 18)


# Delegation


def test_delegation_is_noted_and_reported_once(here):
    row = delegation(here)
    assert list(DelegationDecision.objects.unreported()) == [row]
    assert delegating.report_delegations(decisions=[row], meeting=here.meeting) == 1
    assert DelegationDecision.objects.get().reported_at == here.meeting
    said = refusal(delegating.report_delegations, decisions=[row], meeting=here.meeting)
    assert said == "Beslutet enligt punkt 4.2 är redan anmält."


def test_delegation_is_reported_to_its_own_nämnd_after_it_was_made(here):
    later = delegation(here, decided_on=date(2026, 12, 16))
    said = refusal(delegating.report_delegations, decisions=[later], meeting=here.meeting)
    assert said == "Beslutet är fattat efter sammanträdet. Välj ett senare."
    said = refusal(delegating.report_delegations, decisions=[later], meeting=here.other_meeting)
    assert said == "Beslutet är fattat för en annan nämnd än den som sammanträder."
    assert refusal(delegating.report_delegations, decisions=[], meeting=here.meeting) == (
        "Kryssa för minst ett beslut."
    )
    assert refusal(delegation, here=here, decided_on=date(2026, 12, 21)) == "Dagen har inte kommit än."


def test_delegation_on_the_pages(client, here):
    client.force_login(here.head)
    create, report = reverse("documents:delegation_create"), reverse("documents:delegation_report")
    values = {
        "committee": here.committee.pk,
        "point": "4.2",
        "text": "Avtal om lokal",
        "decided_on": "2026-11-20",
        "decided_by": here.head.pk,
        "case": "",
    }
    client.post(create, values)
    row = DelegationDecision.objects.get()
    assert (row.point, row.decided_by) == ("4.2", here.head)
    assert client.get(report).status_code == 403  # who decides does not report
    client.force_login(here.registrar)
    refused = client.post(report, {"meeting": here.meeting.pk}).content.decode()
    assert "Kryssa för minst ett beslut." in refused
    client.post(report, {"meeting": here.meeting.pk, "decisions": [row.pk]})
    minutes = client.get(reverse("documents:meeting_minutes", args=[here.meeting.pk])).content.decode()
    assert "Avtal om lokal" in minutes
    client.force_login(person(Role.PROJECT_MANAGER))
    assert "Avtal om lokal" not in client.get(reverse("documents:delegation_list")).content.decode()
    assert client.get(create).status_code == 403


# Expedieringslistan


@pytest.mark.parametrize(
    ("kind", "text", "names"),
    [
        (
            "forward",
            "Socialnämnden överlämnar redovisningen till stadsdelsnämnderna för kännedom.",
            ["stadsdelsnämnderna"],
        ),
        (
            "forward",
            "Socialnämnden överlämnar rapporten till kommunstyrelsen och stadsdelsnämnderna för kännedom.",
            ["kommunstyrelsen", "stadsdelsnämnderna"],
        ),
        ("assign", "Socialnämnden uppdrar åt förvaltningen att följa upp.", ["förvaltningen"]),
        ("approve", "Socialnämnden godkänner redovisningen.", []),
        ("approve", "Socialnämnden överlämnar till ingen.", []),
    ],
)
def test_points_name_who_is_to_have_the_paper(kind, text, names):
    assert dispatching.named_in([DecisionPoint(kind=kind, text=text)]) == names


def decided(here) -> Document:
    document = begun(here)
    DecisionPoint.objects.create(
        document=document,
        order=2,
        kind="forward",
        text="Socialnämnden överlämnar redovisningen till stadsdelsnämnderna för kännedom.",
    )
    document = sent(here, document)
    decide(here, document.recipients.get())
    return Document.objects.get(pk=document.pk)


def test_dispatches_are_proposed_once_and_ticked_off(here):
    to = decided(here).recipients.get()
    (line,) = dispatching.propose_dispatches(recipient=to)
    assert (line.to, line.what, line.how) == (
        "stadsdelsnämnderna",
        "Protokollsutdrag och tjänsteutlåtande",
        "E-post",
    )
    assert dispatching.propose_dispatches(recipient=to) == []
    early = refusal(
        dispatching.mark_sent, dispatch=line, sent_on=date(2026, 12, 14), by=here.registrar, today=TODAY
    )
    assert early == "Dagen har inte kommit än, eller ligger före beslutet."
    dispatching.mark_sent(dispatch=line, sent_on=TODAY, by=here.registrar, today=TODAY)
    line.refresh_from_db()
    assert (line.sent_on, line.sent_by) == (TODAY, here.registrar)
    assert refusal(dispatching.remove_dispatch, dispatch=line) == "Raden är skickad och kan inte tas bort."


def test_nothing_is_dispatched_before_the_decision(here):
    to = sent(here).recipients.get()
    said = refusal(dispatching.add_dispatch, recipient=to, to="Stadsarkivet", what="Beslutet", how="E-post")
    assert said == "Nämnden har inte beslutat i ärendet än."


def test_dispatch_list_on_its_page(client, here, time_machine):
    time_machine.move_to(AFTER)
    document = decided(here)
    to = document.recipients.get()
    where = reverse("documents:dispatch_list", args=[document.pk])
    client.force_login(here.registrar)
    client.post(reverse("documents:dispatch_propose", args=[document.pk, to.pk]))
    client.post(
        reverse("documents:dispatch_create", args=[document.pk, to.pk]),
        {"to": "Stadsarkivet", "what": "Beslutet", "how": "Internpost"},
    )
    line = Dispatch.objects.get(to="stadsdelsnämnderna")
    client.post(reverse("documents:dispatch_sent", args=[document.pk, line.pk]), {"sent_on": "2026-12-19"})
    client.post(
        reverse("documents:dispatch_remove", args=[document.pk, Dispatch.objects.get(to="Stadsarkivet").pk])
    )
    found = list(Dispatch.objects.values_list("to", "sent_on"))
    assert found == [("stadsdelsnämnderna", date(2026, 12, 19))]
    page = client.get(where).content.decode()
    assert "2026-12-19" in page
    client.force_login(person(Role.AUDITOR))
    assert client.get(where).status_code == 200
    propose = client.post(reverse("documents:dispatch_propose", args=[document.pk, to.pk]))
    assert propose.status_code == 403
    client.force_login(person(Role.PROJECT_MANAGER))
    assert client.get(where).status_code == 404


def test_draft_has_no_dispatch_list(client, here):
    document = begun(here)
    client.force_login(here.writer)
    answer = client.get(reverse("documents:dispatch_list", args=[document.pk]))
    assert (answer.status_code, answer.url) == (302, document.get_absolute_url())


# Publicering


def test_paper_is_published_and_withdrawn_with_a_reason(here):
    document = sent(here)
    told = {"by": here.registrar, "today": TODAY, "now": NOW}
    assert list(publishing.waiting_to_be_published()) == [document]
    publishing.publish(document=document, on=TODAY, **told)
    assert list(publishing.waiting_to_be_published()) == []
    assert refusal(publishing.publish, document=document, on=TODAY, **told) == (
        "Handlingen är redan publicerad."
    )
    assert refusal(publishing.withdraw_publication, document=document, why=" ", **told) == (
        "Skriv varför handlingen inte längre ska vara publicerad."
    )
    publishing.withdraw_publication(document=document, why="Fel bilaga", **told)
    assert Document.objects.get().published_on is None
    steps = Step.objects.filter(kind=Step.Kind.PUBLISHED).order_by("pk").values_list("day", "note")
    assert list(steps) == [(TODAY, ""), (TODAY, "Avpublicerad: Fel bilaga")]


def test_only_what_is_sent_is_published(here):
    document = signed(here)
    said = refusal(publishing.publish, document=document, on=TODAY, by=here.registrar, today=TODAY, now=NOW)
    assert said == "Bara en handling som är utsänd med kallelsen kan publiceras."
    assert list(publishing.publishable()) == []


def test_publishing_list_on_its_page(client, here, time_machine):
    time_machine.move_to(AFTER)
    document = sent(here)
    where, publish = reverse("documents:publish_list"), reverse("documents:publish", args=[document.pk])
    client.force_login(here.registrar)
    assert document.title in client.get(where).content.decode()
    wrong = client.post(publish, {"on": "2026-12-21"}).content.decode()
    assert "Dagen har inte kommit än" in wrong
    client.post(publish, {"on": str(MEETING)})
    assert Document.objects.get().published_on == MEETING
    client.post(reverse("documents:unpublish", args=[document.pk]), {"why": "Fel bilaga"})
    assert Document.objects.get().published_on is None
    client.force_login(here.writer)
    assert client.get(publish).status_code == 200  # the secretary publishes too
    client.force_login(person(Role.AUDITOR))
    assert (client.get(where).status_code, client.get(publish).status_code) == (200, 403)
    client.force_login(person(Role.PROJECT_MANAGER))
    assert client.get(publish).status_code == 404
    assert document.title not in client.get(where).content.decode()


def test_lists_ask_as_much_of_many_rows_as_of_one(client, here, time_machine):
    time_machine.move_to(AFTER)
    document = decided(here)
    to = document.recipients.get()
    client.force_login(here.registrar)
    names = ("assignment_list", "delegation_list", "publish_list")
    where = [*(reverse(f"documents:{name}") for name in names)]
    where.append(reverse("documents:dispatch_list", args=[document.pk]))

    def asked() -> list[int]:
        found = []
        for each in where:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(each).status_code == 200
            found.append(len(queries))
        return found

    def add(number: int) -> None:
        assignment(here, text=f"Uppdrag {number}")
        delegation(here, text=f"Beslut {number}")
        dispatching.add_dispatch(recipient=to, to=f"Mottagare {number}", what="Beslutet", how="E-post")

    add(1)
    asked()
    one = asked()
    for number in (2, 3):
        add(number)
    sent(here, begun(here, title="En till"))
    assert asked() == one
    assert max(one) <= 12
