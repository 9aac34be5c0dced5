"""A party objects to its line: nothing is settled over its head, and it is answered in words or anew."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funding.domain.accounting import check_line, withdraw_settlement
from funding.domain.objecting import answer_objection, make_anew, object_to_line
from funding.models import Objection, Settlement, SettlementLine
from portal.organisation.models import Role
from tests.factories.funding import party, report_cost
from tests.factories.portal import UserFactory, person
from tests.factories.settling import SETTLED_AT, prepared, settled

pytestmark = pytest.mark.django_db


def line_of(settlement: Settlement, name: str = "Kungsholmen") -> SettlementLine:
    return settlement.lines.get(party__organisation__short_name=name)


def objected(settlement: Settlement, name: str = "Kungsholmen", reason: str = "Dubbel hyra.") -> Objection:
    return object_to_line(line=line_of(settlement, name), reason=reason, by=UserFactory(), now=SETTLED_AT)


def answered(objection: Objection, answer: str = "Hyran gäller två lokaler.") -> Objection:
    return answer_objection(objection=objection, answer=answer, by=UserFactory(), now=SETTLED_AT)


def check(settlement: Settlement, *names: str) -> None:
    for name in names:
        check_line(line=line_of(settlement, name), by=UserFactory(), now=SETTLED_AT)


def refused(call) -> dict | list:
    with pytest.raises(ValidationError) as error, transaction.atomic():
        call()
    return error.value.message_dict if hasattr(error.value, "error_dict") else error.value.messages


def test_a_line_with_an_open_objection_is_not_checked_and_the_period_not_settled():
    settlement = prepared()
    objection = objected(settlement, reason="  Hyran är dubbel. ")
    assert (objection.reason, objection.made_at, objection.answered_at) == (
        "Hyran är dubbel.",
        SETTLED_AT,
        None,
    )
    check(settlement, "Norrmalm", "Östermalm")
    waits = ["Invändningen mot raden väntar på svar. Raden kan granskas när den är besvarad."]
    assert refused(lambda: check(settlement, "Kungsholmen")) == waits
    answered(objection)
    check(settlement, "Kungsholmen")
    settlement.refresh_from_db()
    assert settlement.state == Settlement.State.SETTLED


def test_the_database_settles_nothing_over_an_objection_and_takes_none_to_what_is_over():
    settlement = prepared()
    objection = objected(settlement)
    with pytest.raises(IntegrityError, match="open objection"), transaction.atomic():
        SettlementLine.objects.filter(settlement=settlement).update(checked_at=SETTLED_AT)
    line = line_of(settled())
    with pytest.raises(IntegrityError, match="only a line that is open"), transaction.atomic():
        Objection.objects.create(line=line, reason="Fel.", made_at=SETTLED_AT)
    with pytest.raises(IntegrityError, match="objection_one_open"), transaction.atomic():
        Objection.objects.create(line=objection.line, reason="Fel.", made_at=SETTLED_AT)
    with pytest.raises(IntegrityError, match="objection_answered_whole"), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(answered_at=SETTLED_AT)


def test_an_objection_needs_a_reason_that_points_at_nobody_and_an_open_line():
    settlement = prepared()
    assert refused(lambda: objected(settlement, reason=" ")) == {"reason": ["Skriv vad som inte stämmer."]}
    assert list(refused(lambda: objected(settlement, reason="Gäller 850709-9805."))) == ["reason"]
    objected(settlement)
    assert refused(lambda: objected(settlement)) == ["Raden har redan en invändning som väntar på svar."]
    check(settlement, "Norrmalm")
    assert refused(lambda: objected(settlement, "Norrmalm")) == ["Raden är redan granskad."]
    over = ["Avräkningen är avslutad. Rätta den med en ny avräkning."]
    assert refused(lambda: objected(settled())) == over


def test_an_answer_needs_words_and_is_given_once_and_a_party_may_object_again():
    objection = objected(prepared())
    assert refused(lambda: answered(objection, " ")) == {"answer": ["Skriv ett svar på invändningen."]}
    done = answered(objection)
    assert (done.answer, done.answered_at) == ("Hyran gäller två lokaler.", SETTLED_AT)
    assert refused(lambda: answered(objection)) == ["Invändningen är redan besvarad."]
    settlement = objection.line.settlement
    assert objected(settlement, reason="Nej, en.").answered_at is None
    withdraw_settlement(settlement=settlement, reason="Fel.")
    over = ["Avräkningen är avslutad. Rätta den med en ny avräkning."]
    assert refused(lambda: answered(Objection.objects.get(answered_at=None))) == over


def test_made_anew_answers_every_objection_and_is_checked_by_all_again():
    first = prepared()
    objected(first)
    objected(first, "Östermalm", "Samma här.")
    check(first, "Norrmalm")
    report_cost(party(first.agreement, "Kungsholmen"), "100")
    by = UserFactory()
    new = make_anew(settlement=first, answer="En kostnad är rättad.", by=by, now=SETTLED_AT)
    first.refresh_from_db()
    assert (first.state, first.withdrawn_reason) == (Settlement.State.WITHDRAWN, "En kostnad är rättad.")
    assert list(Objection.objects.values_list("answer", "answered_by").distinct()) == [
        ("En kostnad är rättad.", by.pk)
    ]
    assert (new.sequence, new.cost, new.state) == (2, Decimal("933433.33"), Settlement.State.CHECKING)
    assert not new.lines.filter(checked_at__isnull=False).exists()


def test_a_correction_made_anew_is_still_a_correction():
    first = settled()
    report_cost(party(first.agreement, "Kungsholmen"), "100")
    correction = prepared(first.agreement, reason="En sen kostnad.")
    objected(correction)
    new = make_anew(settlement=correction, answer="Räknat om.", by=UserFactory(), now=SETTLED_AT)
    assert (new.corrects, new.reason, new.sequence) == (first, "En sen kostnad.", 3)


def test_nothing_is_made_anew_without_an_objection_or_without_words():
    settlement, by = prepared(), UserFactory()
    anew = {"settlement": settlement, "by": by, "now": SETTLED_AT}
    assert refused(lambda: make_anew(answer="Nytt.", **anew)) == ["Ingen invändning väntar på svar."]
    objected(settlement)
    assert refused(lambda: make_anew(answer=" ", **anew)) == {"reason": ["Skriv vad som är ändrat."]}
    assert Settlement.objects.count() == 1


def url(name: str, settlement: Settlement, *more) -> str:
    return reverse(f"funding:{name}", args=[settlement.agreement_id, settlement.pk, *more])


def test_director_objects_officer_answers_and_the_director_checks(client):
    settlement = prepared()
    line = line_of(settlement)
    officer = person(Role.AGREEMENT_OFFICER)
    director = person(Role.DISTRICT_DIRECTOR, line.party.organisation)
    client.force_login(director)
    page = url("objection_create", settlement, line.pk)
    empty = client.post(page, {"reason": " "})
    assert empty.context["form"].errors == {"reason": ["Detta fält måste fyllas i."]}
    client.post(page, {"reason": "Hyran är dubbel."})
    objection = Objection.objects.get()
    assert (objection.line, objection.made_by) == (line, director)
    page_of_answer = url("objection_answer", settlement, objection.pk)
    assert client.post(page_of_answer, {"answer": "Ja."}).status_code == 403
    assert client.post(url("settlement_remake", settlement), {"reason": "Ja."}).status_code == 403
    shown = client.get(url("settlement_detail", settlement)).context["account"]
    assert [(each.may_check, each.is_objected) for each in shown.lines] == [
        (False, True),
        (False, False),
        (False, False),
    ]
    assert shown.missing == ["Norrmalm", "Östermalm"]
    client.force_login(officer)
    assert client.post(page, {"reason": "Fel."}).status_code == 403
    assert client.get(url("settlement_detail", settlement)).context["may_answer"] is True
    client.post(page_of_answer, {"answer": "Två lokaler."})
    objection.refresh_from_db()
    assert (objection.answer, objection.answered_by) == ("Två lokaler.", officer)
    client.force_login(director)
    client.post(url("line_check", settlement, line.pk))
    line.refresh_from_db()
    assert line.checked_by == director


def test_officer_makes_the_settlement_anew_and_lands_on_the_new_one(client):
    settlement = prepared()
    objected(settlement)
    client.force_login(person(Role.AGREEMENT_OFFICER))
    answer = client.post(url("settlement_remake", settlement), {"reason": "Räknat om."})
    new = Settlement.objects.get(sequence=2)
    assert answer.url == url("settlement_detail", new)
    page = client.get(answer.url)
    assert [(each.pk, each.withdrawn_reason) for each, _url in page.context["earlier"]] == [
        (settlement.pk, "Räknat om.")
    ]


def test_a_directors_page_asks_as_often_for_one_objection_as_for_two(client):
    settlement = prepared()
    client.force_login(person(Role.AGREEMENT_OFFICER))
    asked = []
    for name in ("Kungsholmen", "Östermalm"):
        objected(settlement, name)
        client.get(url("settlement_detail", settlement))
        with CaptureQueriesContext(connection) as found:
            client.get(url("settlement_detail", settlement))
        asked.append(len(found))
    assert asked[0] == asked[1]
