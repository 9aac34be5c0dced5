"""A decision registered wrong is put right: the money follows, until an accepted report rests on it."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from portal.deadlines.models import ExpectedReport
from portal.deadlines.wheel import load_wheel
from projects.domain.correcting import correct_decision
from projects.models import Allocation, CommitteeDecision, Grant, GrantShare
from tests.factories.applications import asking, round_of_two
from tests.projects.test_domain_deciding import NOW, Outcome, assess, decide, state

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def wheel():
    load_wheel()


@pytest.fixture
def granted():
    """(application, the first nämnd's decision, first, second): 200 tkr of each for 2026."""
    round, first, second = round_of_two()
    application = asking(round, 400)
    assess(application, {(first, 2026): 200, (second, 2026): 200})
    decision = decide(round, first)
    decide(round, second)
    assert state(application) == "granted"
    return application, decision, first, second


def correct(decision, *, amounts=None, why="Fel tal ur protokollet.", **values):
    for name, value in values.items():
        setattr(decision, name, value)
    return correct_decision(decision=decision, amounts=amounts, why=why, by=None, now=NOW)


def refusal(decision, **more):
    with pytest.raises(ValidationError) as caught:
        correct(decision, **more)
    return caught.value.messages


def shares():
    return dict(GrantShare.objects.values_list("committee", "amount"))


def test_the_grant_and_what_each_bears_follow_the_corrected_amount(granted):
    application, decision, first, second = granted
    correct(decision, outcome=Outcome.CHANGED, amounts={(application.pk, 2026): Decimal(120000)})
    assert Grant.objects.values_list("amount", "kind", "application").get() == (
        Decimal("320000.00"),
        "initial",
        application.pk,
    )
    assert shares() == {first.pk: Decimal("120000.00"), second.pk: Decimal("200000.00")}
    assert (state(application), CommitteeDecision.objects.get(pk=decision.pk).outcome) == (
        "granted",
        "changed",
    )


def test_a_nämnd_that_said_no_after_all_bears_nothing(granted):
    _application, decision, first, second = granted
    correct(decision, outcome=Outcome.REJECTED, reason="Medlen behövs till annat.")
    assert (Grant.objects.get().amount, shares()) == (
        Decimal("200000.00"),
        {second.pk: Decimal("200000.00")},
    )
    assert Allocation.objects.get(committee=first).decided == Decimal(0)


def test_the_reason_is_asked_for_and_stands_in_the_history(granted):
    application, decision, *_ = granted
    assert refusal(decision, why=" ") == ["Skriv varför beslutet rättas. Skälet står i historiken."]
    correct(decision, outcome=Outcome.CHANGED, amounts={(application.pk, 2026): Decimal(120000)})
    for events in (decision.events, Grant.objects.get().events):
        assert events.order_by("pgh_id").last().pgh_context.metadata["why"] == "Fel tal ur protokollet."


def test_day_and_paragraph_are_put_right_and_the_round_follows(granted):
    _application, decision, *_ = granted
    correct(decision, decided_on=date(2026, 6, 11), paragraph="§ 21", adjusted_on=date(2026, 6, 18))
    stored = CommitteeDecision.objects.get(pk=decision.pk)
    assert (stored.decided_on, stored.paragraph) == (date(2026, 6, 11), "§ 21")
    stored.round.refresh_from_db()
    assert (stored.round.decided_on, Grant.objects.get().amount) == (date(2026, 6, 11), Decimal("400000.00"))


def test_money_an_accepted_report_rests_on_stays_and_the_words_do_not(granted):
    application, decision, *_ = granted
    duty = application.project.duties.by_period().first()
    ExpectedReport.objects.filter(pk=duty.expected_id).update(
        state="accepted", submitted_at=NOW, decided_at=NOW
    )
    told = refusal(decision, outcome=Outcome.CHANGED, amounts={(application.pk, 2026): Decimal(1000)})
    assert told == [
        f"{application.project}: redovisningen för Tertial 2 2026 är granskad och godtagen, "
        "och den bygger på beloppet. Registrera en återföring av medel i stället."
    ]
    decision.refresh_from_db()
    assert correct(decision, paragraph="§ 99").paragraph == "§ 99"
    assert Grant.objects.get().amount == Decimal("400000.00")


def test_a_granted_application_keeps_something_for_its_year():
    round, first, _second = round_of_two()
    application = asking(round)
    assess(application, {(first, 2026): 400})
    decision = decide(round, first)
    application.refresh_from_db()
    assert refusal(decision, outcome=Outcome.REJECTED, reason="Nej.") == [
        f"{application.project} har redan fått medel för 2026. Registrera en återföring av medel i stället."
    ]
    decision.refresh_from_db()
    assert refusal(decision, outcome=Outcome.REFERRED_BACK, reason="Räkna om.") == [
        f"Medel är redan beviljade: {application.title}. Beslutet kan inte bli bordlagt eller återremiss."
    ]


def test_more_than_the_nämnd_has_is_refused(granted):
    application, decision, *_ = granted
    told = refusal(decision, outcome=Outcome.CHANGED, amounts={(application.pk, 2026): Decimal(1200000)})
    assert told == [
        "A-nämnden 2026: 200 tkr för mycket. Av 1\u00a0000 tkr är 1\u00a0200 beviljat, "
        "0 villkorat och 0 föreslaget."
    ]
    assert Grant.objects.get().amount == Decimal("400000.00")


def test_one_that_waits_for_others_stands_as_its_nämnder_now_have_decided():
    round, first, second = round_of_two()
    application = asking(round)
    assess(application, {(first, 2026): 200, (second, 2026): 200})
    one = decide(round, first, Outcome.REJECTED, reason="Nej.")
    assert state(application) == "conditional"
    correct(one, outcome=Outcome.AS_PROPOSED, reason="")
    assert (state(application), Allocation.objects.get(committee=first).decided) == ("conditional", 200000)
    correct(one, outcome=Outcome.POSTPONED, next_meeting_on=date(2026, 8, 20))
    assert (state(application), Allocation.objects.get(committee=first).decided) == ("assessed", None)
    assert round.committees.get(committee=first).meets_on == date(2026, 8, 20)


def test_a_refused_one_is_granted_when_the_no_was_typed_by_mistake():
    round, first, second = round_of_two()
    application = asking(round)
    assess(application, {(first, 2026): 200, (second, 2026): 200})
    one = decide(round, first, Outcome.REJECTED, reason="Nej.")
    decide(round, second, Outcome.REJECTED, reason="Nej.")
    assert state(application) == "rejected"
    correct(one, outcome=Outcome.AS_PROPOSED, reason="")
    assert (state(application), Grant.objects.get().amount) == ("granted", Decimal("200000.00"))
    assert shares() == {first.pk: Decimal("200000.00")}


def test_an_open_decision_is_followed_by_the_next_and_only_its_words_are_put_right():
    round, first, _second = round_of_two()
    assess(asking(round), {(first, 2026): 400})
    open_one = decide(round, first, Outcome.POSTPONED, next_meeting_on=date(2026, 8, 20))
    correct(open_one, next_meeting_on=date(2026, 8, 27))
    assert round.committees.get(committee=first).meets_on == date(2026, 8, 27)
    assert refusal(open_one, outcome=Outcome.AS_PROPOSED) == [
        "Ärendet lämnades öppet. Registrera nästa beslut i stället för att rätta det här."
    ]
