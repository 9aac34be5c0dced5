"""Two coordinators at the same second: a nämnd's money is never bound twice."""

from decimal import Decimal

import pytest

from portal.deadlines.wheel import load_wheel
from portal.organisation.models import Role
from projects.models import Allocation, CommitteeDecision, Grant
from tests.factories.applications import AllocationFactory, AssessmentFactory, asking, round_of_two
from tests.factories.portal import person
from tests.projects.test_views_at_once import at_once, logged_in
from tests.projects.test_views_rounds import box, boxes, decision, page

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def test_two_who_assess_different_applications_cannot_bind_the_same_money():
    people = [logged_in(person(Role.COORDINATOR)) for _ in range(2)]
    for _ in range(ROUNDS):
        round, first, _second = round_of_two(budget="300000.00")
        two = [asking(round, 200), asking(round, 200)]

        def assess(client, application, round=round, first=first):
            sent = {"ar_2026": "200", f"del_{first.pk}_2026": "200", "round": round.pk, "note": ""}
            return client.post(f"/projekt/ansokningar/{application.pk}/bedom/", sent)

        answers = at_once(*[lambda c=c, a=a: assess(c, a) for c, a in zip(people, two, strict=True)])
        assert sorted(answer.status_code for answer in answers) == [200, 302]
        (kept,) = Allocation.objects.filter(application__round=round)
        assert kept.proposed == Decimal("200000.00")
        (told,) = [answer for answer in answers if answer.status_code == 200]
        assert told.context["form"].non_field_errors() == [
            "A-nämnden 2026: 100 tkr för mycket. Av 300 tkr är 0 beviljat, 0 villkorat och 400 föreslaget."
        ]


def test_two_who_save_the_same_table_one_is_told():
    round, first, _second = round_of_two(budget="300000.00")
    application = asking(round, 200)
    people = [logged_in(person(Role.COORDINATOR)) for _ in range(2)]
    reason = {f"skal_{application.pk}": "x"}
    sent = [
        boxes(client, round, **{box(application, first): tkr, **reason})
        for client, tkr in zip(people, ("100", "150"), strict=True)
    ]
    path = f"{page(round)}forslag/"
    pairs = zip(people, sent, strict=True)
    answers = at_once(*[lambda c=c, s=s: c.post(path, s) for c, s in pairs])
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    winner = [answer.status_code for answer in answers].index(302)
    assert Allocation.objects.get().proposed == Decimal((100000, 150000)[winner])


def test_a_decision_registered_twice_at_once_is_registered_once():
    load_wheel()
    round, first, _second = round_of_two()
    application = asking(round, 100, assessed=True)
    AssessmentFactory(application=application)
    AllocationFactory(application=application, committee=first, proposed=Decimal(100000))
    people = [logged_in(person(Role.COORDINATOR)) for _ in range(2)]
    path = f"{page(round)}beslut/{first.pk}/"
    answers = at_once(*[lambda c=c: c.post(path, decision()) for c in people])
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert (CommitteeDecision.objects.count(), Grant.objects.count()) == (1, 1)
