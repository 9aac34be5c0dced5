"""Uppdrag: registered, answered, written off and put back; and what the database refuses."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from projects.domain.commissioning import (
    answer_commission,
    drop_commission,
    register_commission,
    reopen_commission,
)
from projects.models import Commission
from tests.factories.aftermath import CommissionFactory
from tests.factories.portal import OrganisationFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def said(**more):
    return {
        "text": " Återkom med kostnaden. ",
        "source": "decision",
        "given_by": OrganisationFactory(committee=True),
        "given_on": date(2026, 1, 12),
        "committee": OrganisationFactory(committee=True),
        "due_on": date(2026, 6, 1),
    } | more


def register(commission=None, projects=(), **more):
    return register_commission(values=said(**more), projects=projects, today=TODAY, commission=commission)


def test_registered_open_with_its_projects():
    one, two = ProjectFactory(), ProjectFactory()
    row = register(projects=[one, two])
    row.refresh_from_db()
    assert (row.text, row.state, row.answered_on) == ("Återkom med kostnaden.", "open", None)
    assert set(row.links.values_list("project", flat=True)) == {one.pk, two.pk}


def test_changed_with_other_projects():
    one, two = ProjectFactory(), ProjectFactory()
    row = register(projects=[one])
    register(row, [two], text="Återkom snart.")
    row.refresh_from_db()
    assert row.text == "Återkom snart."
    assert list(row.links.values_list("project", flat=True)) == [two.pk]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"text": "  "}, {"text": ["Skriv uppdraget."]}),
        (
            {"given_on": date(2026, 11, 23), "due_on": None},
            {"given_on": ["Dagen har inte kommit än. Registrera uppdraget när det är beslutat."]},
        ),
        (
            {"due_on": date(2026, 1, 11)},
            {"due_on": ["Dagen då uppdraget ska besvaras kan inte ligga före dagen då det gavs."]},
        ),
    ],
)
def test_refused(wrong, refusal):
    with pytest.raises(ValidationError) as refused:
        register(**wrong)
    assert refused.value.message_dict == refusal
    assert Commission.objects.count() == 0


def test_an_association_neither_gives_nor_answers():
    body = OrganisationFactory(association=True)
    with pytest.raises(ValidationError) as refused:
        register(given_by=body, committee=body)
    assert set(refused.value.message_dict) == {"given_by", "committee"}


def test_answered_is_off_the_list():
    row = CommissionFactory()
    answer_commission(
        commission=row, answered_on=date(2026, 11, 22), answered_in="Tertialrapport 2", today=TODAY
    )
    assert list(Commission.objects.unanswered()) == []
    row.refresh_from_db()
    assert (row.state, row.answered_in) == ("answered", "Tertialrapport 2")


@pytest.mark.parametrize(
    ("day", "where", "refusal"),
    [
        (
            TODAY,
            " ",
            {"answered_in": ["Skriv i vilken handling eller vilket ärende uppdraget besvarades."]},
        ),
        (date(2026, 11, 23), "Rapport", {"answered_on": ["Dagen har inte kommit än."]}),
        (
            date(2026, 1, 11),
            "Rapport",
            {"answered_on": ["Uppdraget kan inte vara besvarat innan det gavs."]},
        ),
    ],
)
def test_answer_refused(day, where, refusal):
    with pytest.raises(ValidationError) as refused:
        answer_commission(commission=CommissionFactory(), answered_on=day, answered_in=where, today=TODAY)
    assert refused.value.message_dict == refusal


def test_answered_once():
    with pytest.raises(ValidationError) as refused:
        answer_commission(
            commission=CommissionFactory(answered=True), answered_on=TODAY, answered_in="Igen", today=TODAY
        )
    assert refused.value.messages == ["Uppdraget är redan besvarat eller avskrivet."]


def test_dropped_with_a_reason():
    row = drop_commission(
        commission=CommissionFactory(note="Från budgeten."), on=TODAY, reason="Ersatt.", today=TODAY
    )
    row.refresh_from_db()
    assert (row.state, row.note) == ("dropped", "Från budgeten.\nErsatt.")


def test_dropped_without_a_reason_is_refused():
    with pytest.raises(ValidationError) as refused:
        drop_commission(commission=CommissionFactory(), on=TODAY, reason="", today=TODAY)
    assert refused.value.message_dict == {"reason": ["Skriv varför uppdraget avskrivs."]}


def test_put_back_on_the_list():
    row = reopen_commission(commission=CommissionFactory(answered=True))
    row.refresh_from_db()
    assert (row.state, row.answered_on, row.answered_in) == ("open", None, "")


def test_an_open_one_is_not_put_back():
    with pytest.raises(ValidationError):
        reopen_commission(commission=CommissionFactory())


@pytest.mark.parametrize(
    ("state", "more"),
    [
        ("answered", {}),
        ("answered", {"answered_on": TODAY}),
        ("open", {"answered_on": TODAY, "answered_in": "Rapport"}),
        ("dropped", {"answered_on": TODAY}),
        ("unclear", {"answered_in": "Rapport"}),
    ],
)
def test_states_that_do_not_agree_are_refused_by_the_database(state, more):
    with pytest.raises(IntegrityError, match="commission_state_agrees"), transaction.atomic():
        CommissionFactory(state=state, **more)


@pytest.mark.parametrize(
    ("state", "more", "late"),
    [
        ("open", {}, 174),
        ("open", {"due_on": None}, 0),
        ("open", {"due_on": TODAY}, 0),
        ("unclear", {}, 0),
        ("answered", {"answered_on": TODAY, "answered_in": "Rapport"}, 0),
    ],
)
def test_days_late(state, more, late):
    row = CommissionFactory(state=state, **more)
    assert row.days_late(TODAY) == late
    assert Commission.objects.overdue(on=TODAY).exists() is bool(late)


@pytest.mark.parametrize(
    ("words", "found"), [("kostnad atgard", 1), ("kostnad pengar", 0), ("", 0), ("\0", 0)]
)
def test_found_by_every_word(words, found):
    CommissionFactory(text="Återkom med kostnaden för åtgärden.")
    assert Commission.objects.matching(words).count() == found
