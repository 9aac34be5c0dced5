"""Proposed, decided nämnd by nämnd, granted when all have decided; and never more than was set aside."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from portal.deadlines.wheel import load_wheel
from projects.domain.allocating import balances, split_equally
from projects.domain.applying import assess_application
from projects.domain.assessing import Judgement, assess_applications, move_application
from projects.domain.deciding import register_decision, report_delegated
from projects.models import Allocation, Application, CommitteeDecision, Grant, GrantShare, Project
from tests.factories.applications import (
    ApplicationFactory,
    CommitteeDecisionFactory,
    RoundCommitteeFactory,
    asking,
    extension_of,
    round_of_two,
)
from tests.factories.projects import DecisionRoundFactory, GrantFactory, GrantShareFactory, ProjectFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 20, 10, tzinfo=UTC)
DAY = date(2026, 6, 9)
Outcome = CommitteeDecision.Outcome


@pytest.fixture(autouse=True)
def wheel():
    load_wheel()


def assess(application, amounts, *, reason="", note=""):
    """``amounts``: {(nämnd, year): tkr}."""
    proposals = {(each.pk, year): Decimal(tkr) * 1000 for (each, year), tkr in amounts.items()}
    return assess_application(
        application=application, note=note, proposals=proposals, refused_reason=reason, by=None, now=NOW
    )


def decision(round, committee, outcome=Outcome.AS_PROPOSED, **more):
    told = {"decided_on": DAY, "adjusted_on": date(2026, 6, 16), "paragraph": "§ 12"} | more
    return CommitteeDecision(round=round, committee=committee, outcome=outcome, **told)


def decide(round, committee, outcome=Outcome.AS_PROPOSED, *, amounts=None, **more):
    return register_decision(
        decision=decision(round, committee, outcome, **more), amounts=amounts, by=None, now=NOW
    )


def state(application):
    application.refresh_from_db()
    return application.state


def test_a_proposal_is_split_equally_when_nobody_says_otherwise():
    round, first, second = round_of_two()
    assert split_equally(Decimal("300000.01"), round, 2026) == {
        first: Decimal("150000.01"),
        second: Decimal("150000.00"),
    }


def test_an_assessment_proposes_and_keeps_its_note():
    round, first, second = round_of_two()
    application = asking(round, 400)
    assess(application, {(first, 2026): 200, (second, 2026): 100}, reason="Lokalen ryms inte.", note="Svagt.")
    assert state(application) == "assessed"
    assert (application.assessment.note, application.assessment.refused_reason) == (
        "Svagt.",
        "Lokalen ryms inte.",
    )
    assert list(application.allocations.order_by("pk").values_list("committee", "proposed", "decided")) == [
        (first.pk, Decimal("200000.00"), None),
        (second.pk, Decimal("100000.00"), None),
    ]


def test_a_part_that_is_not_proposed_needs_its_reason():
    round, first, _second = round_of_two()
    application = asking(round, 400, title="Vägen")
    with pytest.raises(ValidationError) as caught:
        assess(application, {(first, 2026): 399})
    assert caught.value.message_dict == {
        "refused_reason": [
            "Vägen: skriv varför en del inte föreslås. De som sökte får läsa skälet efter beslutet."
        ]
    }
    assert state(application) == "submitted"


def test_more_than_asked_is_not_proposed():
    round, first, _second = round_of_two()
    with pytest.raises(ValidationError) as caught:
        assess(asking(round, 400, title="Vägen"), {(first, 2026): 401})
    assert caught.value.message_dict == {"amounts": ["Vägen: mer än det sökta är föreslaget."]}


def test_a_draft_is_not_assessed():
    round, first, _second = round_of_two()
    with pytest.raises(ValidationError) as caught:
        assess(asking(round, draft=True, title="Vägen"), {(first, 2026): 1})
    assert caught.value.messages == ["Vägen är utkast och kan inte bedömas."]


def test_over_allocation_is_refused_per_committee_and_year_with_the_sums():
    round, first, second = round_of_two(budget="300000.00")
    granted = GrantFactory(project__programme=round.programme, amount=Decimal(100000))
    GrantShareFactory(grant=granted, committee=first)
    assess(asking(round, 200), {(first, 2026): 100, (second, 2026): 100})
    with pytest.raises(ValidationError) as caught:
        assess(asking(round, 400), {(first, 2026): "100.001", (second, 2026): 200}, reason="Ryms inte.")
    assert caught.value.messages == [
        "A-nämnden 2026: 0,001 tkr för mycket. Av 300 tkr är 100 beviljat, 0 villkorat "
        "och 200,001 föreslaget."
    ]
    assert Allocation.objects.count() == 2


def test_a_committee_without_money_that_year_is_named():
    round, first, _second = round_of_two()
    with pytest.raises(ValidationError) as caught:
        assess(asking(round, 400, year=2027), {(first, 2027): 400})
    assert caught.value.messages == ["A-nämnden har inga medel för 2027. Lägg in dem under Medel först."]


def test_many_are_assessed_together_or_none():
    round, first, _second = round_of_two(budget="300000.00")
    one, two = asking(round, 200), asking(round, 200)
    each = Judgement({(first.pk, 2026): Decimal(200000)})
    with pytest.raises(ValidationError):
        assess_applications({one: each, two: each}, by=None, now=NOW)
    assert (state(one), state(two), Allocation.objects.count()) == ("submitted", "submitted", 0)


def test_an_application_moves_to_another_round_without_its_amounts():
    round, first, _second = round_of_two()
    application = asking(round)
    assess(application, {(first, 2026): 400})
    other = RoundCommitteeFactory(round=DecisionRoundFactory(programme=round.programme, number=2)).round
    move_application(application=application, to=other)
    assert (state(application), application.round, application.allocations.count()) == ("submitted", other, 0)
    with pytest.raises(ValidationError):
        move_application(application=application, to=DecisionRoundFactory())


def test_granted_when_all_have_decided_and_villkorad_until_then():
    round, first, second = round_of_two(years=(2026, 2027))
    application = asking(round, 400, title="Vägen till arbete")
    application.budget.create(year=2027, amount=Decimal(100000))
    assess(application, {(first, 2026): 200, (second, 2026): 200, (first, 2027): 50, (second, 2027): 50})
    decide(round, first)
    assert (state(application), application.project, Grant.objects.count()) == ("conditional", None, 0)
    assert [each.decided for each in balances(round.programme).values()] == [200000, 0, 50000, 0]
    decide(round, second, decided_on=date(2026, 6, 11))
    assert state(application) == "granted"
    project = application.project
    assert (project.title, project.lead, project.case, project.is_draft) == (
        "Vägen till arbete",
        application.lead,
        application.case,
        False,
    )
    assert list(project.grants.order_by("number").values_list("year", "kind", "amount", "application")) == [
        (2026, "initial", Decimal("400000.00"), application.pk),
        (2027, "extension", Decimal("100000.00"), application.pk),
    ]
    assert list(GrantShare.objects.order_by("pk").values_list("committee", "amount")) == [
        (first.pk, Decimal("200000.00")),
        (second.pk, Decimal("200000.00")),
        (first.pk, Decimal("50000.00")),
        (second.pk, Decimal("50000.00")),
    ]
    assert list(project.targets.values_list("text", "value", "due_on")) == [
        ("Tjugo personer ska ha arbete.", Decimal("20.00"), date(2026, 12, 31))
    ]
    assert project.duties.exists()
    round.refresh_from_db()
    assert round.decided_on == date(2026, 6, 11)


def test_one_whose_money_is_of_one_committee_waits_for_no_other():
    round, first, _second = round_of_two()
    application = asking(round)
    assess(application, {(first, 2026): 400})
    decide(round, first)
    assert state(application) == "granted"


def test_a_changed_decision_gives_what_it_says():
    round, first, second = round_of_two()
    application, other = asking(round), asking(round)
    for each in (application, other):
        assess(each, {(first, 2026): 200, (second, 2026): 200})
    decide(
        round,
        first,
        Outcome.CHANGED,
        amounts={(application.pk, 2026): Decimal(50000), (other.pk, 2026): Decimal(0)},
    )
    decide(round, second, Outcome.REJECTED, reason="Medlen behövs till annat.")
    assert (state(application), state(other)) == ("granted", "rejected")
    assert list(Grant.objects.values_list("project", "amount")) == [
        (application.project_id, Decimal("50000.00"))
    ]
    assert Project.objects.count() == 1


def test_a_changed_decision_that_changes_nothing_is_not_one():
    round, first, _second = round_of_two()
    application = asking(round)
    assess(application, {(first, 2026): 400})
    with pytest.raises(ValidationError) as caught:
        decide(round, first, Outcome.CHANGED, amounts={(application.pk, 2026): Decimal(400000)})
    assert caught.value.message_dict == {
        "outcome": ["Inget belopp skiljer sig från förslaget. Välj Enligt förslaget."]
    }


def test_a_committee_cannot_give_more_than_it_has():
    round, first, _second = round_of_two(budget="500000.00")
    application = asking(round)
    assess(application, {(first, 2026): 400})
    with pytest.raises(ValidationError) as caught:
        decide(round, first, Outcome.CHANGED, amounts={(application.pk, 2026): Decimal(600000)})
    assert caught.value.messages == [
        "A-nämnden 2026: 100 tkr för mycket. Av 500 tkr är 0 beviljat, 600 villkorat och 0 föreslaget."
    ]
    assert (state(application), CommitteeDecision.objects.count()) == ("assessed", 0)


def test_proposed_nothing_it_is_refused_when_all_have_decided():
    round, first, second = round_of_two()
    application = asking(round)
    assess(application, {(first, 2026): 0, (second, 2026): 0}, reason="Liknar ett annat projekt.")
    decide(round, first)
    assert state(application) == "conditional"
    decide(round, second)
    assert (state(application), application.project) == ("rejected", None)


def test_bordlagt_and_aterremiss_leave_the_matter_open():
    round, first, _second = round_of_two()
    application = asking(round)
    assess(application, {(first, 2026): 400})
    decide(round, first, Outcome.POSTPONED, next_meeting_on=date(2026, 8, 25))
    assert round.committees.get(committee=first).meets_on == date(2026, 8, 25)
    decide(round, first, Outcome.REFERRED_BACK, reason="Ta reda på kostnaden för lokal.")
    assert state(application) == "assessed"
    assess(application, {(first, 2026): 300}, reason="Lokalen utgår.")
    decide(round, first)
    assert (state(application), application.project.grants.get().amount) == ("granted", Decimal("300000.00"))
    assert CommitteeDecision.objects.count() == 3


@pytest.mark.parametrize(
    ("outcome", "more", "words"),
    [
        (
            Outcome.POSTPONED,
            {},
            "Skriv vilket senare sammanträde ärendet bordlades till.",
        ),
        (Outcome.REFERRED_BACK, {}, "Skriv skälet till återremissen eller avslaget."),
        (Outcome.REJECTED, {"reason": "  "}, "Skriv skälet till återremissen eller avslaget."),
        (Outcome.AS_PROPOSED, {"paragraph": ""}, "Skriv paragrafen, eller punkten i delegationsordningen."),
        (
            Outcome.AS_PROPOSED,
            {"adjusted_on": date(2026, 6, 8)},
            "Protokollet kan inte justeras före beslutet.",
        ),
        (
            Outcome.AS_PROPOSED,
            {"adjusted_on": date(2026, 6, 21)},
            "Dagen har inte varit. Registrera beslutet när protokollet är justerat.",
        ),
    ],
)
def test_a_decision_that_cannot_be_is_refused(outcome, more, words):
    round, first, _second = round_of_two()
    assess(asking(round), {(first, 2026): 400})
    with pytest.raises(ValidationError) as caught:
        decide(round, first, outcome, **more)
    assert caught.value.messages == [words]


def test_a_decision_on_delegation_needs_no_paragraph():
    round, first, _second = round_of_two()
    assess(asking(round), {(first, 2026): 400})
    assert decide(round, first, paragraph="", delegation="4.2").pk


def test_a_committee_decides_once_and_only_in_its_rounds():
    round, first, _second = round_of_two()
    assess(asking(round), {(first, 2026): 400})
    decide(round, first)
    with pytest.raises(ValidationError) as caught:
        decide(round, first)
    assert caught.value.message_dict == {"committee": ["Nämndens beslut är redan registrerat."]}
    _other, foreign, _ = round_of_two()
    with pytest.raises(ValidationError) as caught:
        decide(round, foreign)
    assert caught.value.message_dict == {"committee": ["Nämnden beslutar inte i det här beslutstillfället."]}


def test_nothing_is_decided_while_an_application_waits_to_be_assessed():
    round, first, _second = round_of_two()
    asking(round, title="Sen")
    with pytest.raises(ValidationError) as caught:
        decide(round, first)
    assert caught.value.messages == [
        "Bedöm alla ansökningar först, eller flytta dem till ett annat tillfälle. Kvar: Sen."
    ]


def test_what_a_committee_has_decided_is_not_proposed_anew():
    round, first, second = round_of_two()
    application = asking(round)
    assess(application, {(first, 2026): 200, (second, 2026): 200})
    decide(round, first)
    with pytest.raises(ValidationError):
        assess(application, {(first, 2026): 100, (second, 2026): 200}, reason="x")
    assess(application, {(first, 2026): 200, (second, 2026): 100}, reason="Mindre lokal.")
    decide(round, second)
    assert Grant.objects.get().amount == Decimal("300000.00")


def test_an_extension_prolongs_its_project():
    round, first, _second = round_of_two(years=(2026, 2027))
    project = GrantFactory(project=ProjectFactory(programme=round.programme), number=1).project
    application = extension_of(project, round, 100, year=2027)
    assess(application, {(first, 2027): 100})
    decide(round, first)
    assert state(application) == "granted"
    assert list(project.grants.order_by("number").values_list("number", "year", "kind", "amount")) == [
        (1, 2026, "initial", Decimal("100000.00")),
        (2, 2027, "extension", Decimal("100000.00")),
    ]
    assert Project.objects.count() == 1


def test_a_continuation_joins_the_family():
    round, first, _second = round_of_two()
    earlier = ProjectFactory(programme=round.programme, number="1.1")
    application = asking(round, continues=earlier)
    assess(application, {(first, 2026): 400})
    decide(round, first)
    state(application)
    assert (application.project.continues, application.project.number) == (earlier, "1.2")


def test_an_association_takes_part_and_does_the_work():
    round, first, _second = round_of_two()
    applicant = ApplicationFactory(lead__association=True).lead
    application = asking(round, applicant=applicant)
    assess(application, {(first, 2026): 400})
    decide(round, first)
    state(application)
    assert (list(application.project.partners.all()), application.project.operator) == (
        [applicant],
        applicant.short_name,
    )


def test_a_delegated_decision_is_reported_afterwards():
    delegated = CommitteeDecisionFactory(paragraph="", delegation="4.2")
    report_delegated(decision=delegated, on=date(2026, 6, 20), today=date(2026, 6, 20))
    delegated.refresh_from_db()
    assert delegated.reported_on == date(2026, 6, 20)
    with pytest.raises(ValidationError):
        report_delegated(decision=delegated, on=date(2026, 6, 21), today=date(2026, 6, 20))
    with pytest.raises(ValidationError):
        report_delegated(decision=CommitteeDecisionFactory(), on=date(2026, 6, 20), today=date(2026, 6, 20))


def test_only_waiting_applications_count_as_proposed():
    round, first, _second = round_of_two()
    application = asking(round)
    assess(application, {(first, 2026): 400})
    assert balances(round.programme)[first.pk, 2026].left == 600000
    Application.objects.update(state="withdrawn")
    assert balances(round.programme)[first.pk, 2026].left == 1000000
