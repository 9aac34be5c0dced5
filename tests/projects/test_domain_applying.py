"""A draft is written and changed, handed in once whole, and may be taken back before anybody has decided."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from portal.cases.models import Case
from portal.organisation.models import Role
from projects.domain.applying import (
    TargetValues,
    submit_application,
    withdraw_application,
    write_application,
)
from projects.models import Application
from tests.factories.applications import (
    ApplicationFactory,
    CommitteeDecisionFactory,
    asking,
    extension_of,
    round_of_two,
)
from tests.factories.portal import OrganisationFactory, SuccessionFactory, person
from tests.factories.projects import AreaFactory, DecisionRoundFactory, GrantFactory, ProjectFactory

pytestmark = pytest.mark.django_db
TODAY, NOW = date(2026, 3, 2), datetime(2026, 3, 2, 10, tzinfo=UTC)


def said(round, **more):
    return {
        "round": round,
        "kind": "initial",
        "title": "Vägen till arbete",
        "area": AreaFactory(),
        "lead": OrganisationFactory(),
        "goal": "Fler i arbete.",
        "target_group": "Vuxna.",
        "implementation_plan": "Ett arbetssätt.",
        **more,
    }


def write(values, *, budget=((2026, Decimal(400000)),), targets=None, application=None, today=TODAY):
    if targets is None:
        targets = [TargetValues("Tjugo i arbete", Decimal(20), "personer")]
    return write_application(
        application=application or Application(), values=values, budget=budget, targets=targets, today=today
    )


def refusal(values, **more):
    with pytest.raises(ValidationError) as caught:
        write(values, **more)
    return caught.value.message_dict


def test_a_draft_is_written_with_its_rows():
    round, *_ = round_of_two()
    found = write(said(round), budget=[(2026, Decimal(400000)), (2027, Decimal("1000.50"))])
    assert (found.state, found.title, found.is_draft) == ("draft", "Vägen till arbete", True)
    assert list(found.budget.order_by("year").values_list("year", "amount")) == [
        (2026, Decimal("400000.00")),
        (2027, Decimal("1000.50")),
    ]
    assert list(found.targets.values_list("text", "value", "unit")) == [
        ("Tjugo i arbete", Decimal("20.00"), "personer")
    ]


def test_rows_that_stay_keep_their_place_and_the_others_go():
    round, *_ = round_of_two()
    found = write(said(round), budget=[(2026, Decimal(1)), (2027, Decimal(2))])
    target, year = found.targets.get(), found.budget.get(year=2027)
    write(
        {},
        application=found,
        budget=[(2027, Decimal(3))],
        targets=[TargetValues("Tio i arbete", Decimal(10), "personer", pk=target.pk)],
    )
    assert [(row.pk, row.year, row.amount) for row in found.budget.all()] == [(year.pk, 2027, Decimal(3))]
    assert [(row.pk, row.text) for row in found.targets.all()] == [(target.pk, "Tio i arbete")]


def test_a_target_of_another_application_is_refused():
    round, *_ = round_of_two()
    other = asking(round).targets.get()
    told = refusal(said(round), targets=[TargetValues("x", Decimal(1), "personer", pk=other.pk)])
    assert told == {"targets": ["Ett mål är borttaget av någon annan. Läs om sidan."]}


@pytest.mark.parametrize(
    ("budget", "words"),
    [
        (((2026, Decimal(1)), (2026, Decimal(2))), "Året står redan i budgeten."),
        (((26, Decimal(1)),), "Skriv året med fyra siffror, mellan 1990 och 2100."),
        (((2026, Decimal(0)),), "Beloppet ska vara större än noll."),
    ],
)
def test_a_budget_that_cannot_be_is_refused(budget, words):
    round, *_ = round_of_two()
    assert refusal(said(round), budget=budget) == {"budget": [words]}


def test_a_percentage_needs_a_base():
    round, *_ = round_of_two()
    target = TargetValues("Hälften", Decimal(50), "procent", is_percent=True)
    assert refusal(said(round), targets=[target]) == {
        "targets": ["Ett mål i procent är högst 100 och har en bas."]
    }


def test_personal_numbers_are_refused_where_they_stand():
    round, *_ = round_of_two()
    told = refusal(said(round, goal="Hjälpa 19811218-9876 till arbete"))
    assert list(told) == ["goal"]


def test_a_round_past_its_last_day_is_closed():
    round, *_ = round_of_two(apply_by=date(2026, 3, 1))
    assert refusal(said(round)) == {
        "round": [
            "Sista dagen att söka var 2026-03-01, eller så har en nämnd beslutat. Välj ett annat tillfälle."
        ]
    }
    round.apply_by = TODAY
    round.save()
    assert write(said(round)).pk


def test_a_round_of_print_takes_no_applications():
    assert refusal(said(DecisionRoundFactory())) == {
        "round": ["Beslutstillfället tar inte emot ansökningar. Välj ett annat."]
    }


def test_a_round_that_a_committee_has_decided_is_closed():
    round, first, _second = round_of_two()
    CommitteeDecisionFactory(round=round, committee=first)
    assert list(refusal(said(round))) == ["round"]


def test_a_committee_runs_no_projects():
    round, first, _second = round_of_two()
    assert refusal(said(round, lead=first)) == {
        "lead": ["En nämnd beslutar men driver inga projekt. Välj en förvaltning."]
    }


def test_an_extension_is_of_a_project_with_a_first_grant_of_the_same_lead():
    round, *_ = round_of_two()
    project = ProjectFactory(programme=round.programme)
    extension = said(round, kind="extension", project=project, lead=project.lead)
    assert refusal(extension) == {
        "project": ["Bara ett projekt som har ett första beslut om medel kan förlängas."]
    }
    GrantFactory(project=project)
    assert refusal(extension | {"lead": OrganisationFactory()}) == {
        "project": ["Projektet har en annan ansvarig. Bara den ansvariga söker förlängning."]
    }
    assert refusal(extension | {"project": None}) == {"project": ["Välj det projekt som ska förlängas."]}
    assert write(extension).project == project


def test_the_successor_of_the_lead_may_ask_for_an_extension():
    round, *_ = round_of_two()
    project = GrantFactory(project__programme=round.programme).project
    heir = SuccessionFactory(predecessor=project.lead).successor
    assert write(said(round, kind="extension", project=project, lead=heir)).project == project


def test_an_extension_is_of_the_same_programme():
    round, *_ = round_of_two()
    project = GrantFactory().project
    assert refusal(said(round, kind="extension", project=project, lead=project.lead)) == {
        "project": ["Projektet hör till ett annat program än beslutstillfället."]
    }


def test_a_new_project_may_continue_one_of_its_programme_that_is_handed_in():
    round, *_ = round_of_two()
    foreign, draft = ProjectFactory(), ProjectFactory(programme=round.programme, draft=True)
    assert refusal(said(round, continues=foreign)) == {
        "continues": ["Ett projekt kan bara fortsätta ett projekt i samma program."]
    }
    assert refusal(said(round, continues=draft)) == {
        "continues": ["Projektet är ett utkast. Lämna in det först."]
    }


def test_handed_in_it_is_received_and_gets_a_case_that_waits_for_its_number():
    round, *_ = round_of_two()
    application = asking(round, draft=True, title="Vägen")
    manager = person(Role.PROJECT_MANAGER, application.lead)
    submit_application(application=application, by=manager, now=NOW)
    application.refresh_from_db()
    assert (application.state, application.submitted_by, application.submitted_at) == (
        "submitted",
        manager,
        NOW,
    )
    assert application.received_by == round.programme.case.committee
    assert application.case.title == "Ansökan om medel: Vägen"
    assert application.case in Case.objects.waiting_for_number()


def test_an_extension_keeps_its_projects_case():
    round, *_ = round_of_two()
    project = ProjectFactory(programme=round.programme, case=round.programme.case)
    GrantFactory(project=project)
    application = extension_of(project, round, draft=True)
    submit_application(application=application, by=None, now=NOW)
    assert (application.case, Case.objects.count()) == (project.case, 1)


def test_what_is_missing_is_said_all_at_once():
    round, *_ = round_of_two()
    application = ApplicationFactory(round=round, draft=True, goal="", implementation_plan="")
    with pytest.raises(ValidationError) as caught:
        submit_application(application=application, by=None, now=NOW)
    assert caught.value.messages == [
        "Det här saknas innan du kan lämna in: mål, minst ett mätbart mål, plan för implementering, "
        "minst ett år i budgeten."
    ]


def test_what_is_handed_in_is_not_handed_in_again_nor_changed():
    round, *_ = round_of_two()
    application = asking(round)
    with pytest.raises(ValidationError) as caught:
        submit_application(application=application, by=None, now=NOW)
    assert caught.value.messages == ["Underlaget är redan inlämnat och kan inte lämnas in igen."]
    with pytest.raises(ValidationError) as caught:
        write({"title": "Nytt"}, application=application)
    assert caught.value.messages == ["Ansökan är inlämnad och kan inte ändras."]


@pytest.mark.parametrize(
    ("state", "word"), [("conditional", "villkorad"), ("rejected", "avslagen"), ("withdrawn", "återtagen")]
)
def test_a_decided_application_cannot_be_taken_back(state, word):
    application = ApplicationFactory(state=state)
    with pytest.raises(ValidationError) as caught:
        withdraw_application(application=application)
    assert caught.value.messages == [f"Ansökan kan inte återtas nu: den är {word}."]


def test_taken_back_before_a_decision_it_can_still_be_read():
    application = ApplicationFactory(assessed=True)
    withdraw_application(application=application)
    assert Application.objects.submitted().get().state == "withdrawn"


def test_without_a_committee_to_receive_it_nothing_is_handed_in():
    round, *_ = round_of_two()
    round.programme.case = None
    round.programme.save()
    round.programme.appropriations.all().delete()
    application = asking(round, draft=True)
    with pytest.raises(ValidationError) as caught:
        submit_application(application=application, by=None, now=NOW)
    assert caught.value.messages == [
        "Ingen nämnd kan ta emot projektet. Ge programmet ett ärende eller medel först."
    ]
