"""Cases get into the register and get their numbers: typed, or given without gaps."""

import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from portal.cases.models import Case, CaseNumber, NumberSeries, Registry
from portal.cases.registering import add_number, change_case, correct_number, give_number, open_case
from tests.factories.portal import CaseFactory, CaseNumberFactory, OrganisationFactory, RegistryFactory

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def new_case(**given):
    committee = given.pop("committee", None) or OrganisationFactory(committee=True)
    return Case(title="Ny överenskommelse", committee=committee, opened_on=date(2026, 11, 20), **given)


def numbers_of(case):
    return list(case.numbers.values_list("body", "number", "given_by_portal"))


def test_case_opens_without_number_and_waits():
    case = open_case(case=new_case(), today=TODAY)

    assert (case.holder, case.is_open, numbers_of(case)) == (case.committee, True, [])
    assert list(Case.objects.waiting_for_number()) == [case]


def test_typed_number_is_kept_and_the_case_waits_no_more():
    case = open_case(case=new_case(), number=" SOTN 013-609/2001 ", today=TODAY)

    assert numbers_of(case) == [(case.committee_id, "SOTN 013-609/2001", False)]
    assert list(Case.objects.waiting_for_number()) == []


def test_case_waits_until_its_present_holder_has_given_a_number():
    case = CaseFactory()
    CaseNumberFactory(case=case, body=OrganisationFactory(committee=True))
    assert list(Case.objects.waiting_for_number()) == [case]

    CaseNumberFactory(case=case, body=case.holder)
    assert list(Case.objects.waiting_for_number()) == []
    assert list(Case.objects.filter(pk=CaseFactory(closed=True).pk).waiting_for_number()) == []


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        (
            {"opened_on": date(2026, 11, 23)},
            "opened_on",
            "Ärendet kan inte öppnas en dag som inte har varit.",
        ),
        (
            {"closed_on": date(2026, 11, 23)},
            "closed_on",
            "Ärendet kan inte avslutas en dag som inte har varit.",
        ),
        ({"closed_on": date(2026, 11, 19)}, "closed_on", "Ärendet kan inte avslutas innan det öppnades."),
    ],
)
def test_days_that_are_not_in_order_are_refused(wrong, field, words):
    case = open_case(case=new_case(), today=TODAY)
    for name, value in wrong.items():
        setattr(case, name, value)

    with pytest.raises(ValidationError) as refused:
        change_case(case=case, today=TODAY)
    assert refused.value.message_dict == {field: [words]}


def test_case_is_not_opened_by_a_committee_that_did_not_exist_then():
    ended = OrganisationFactory(committee=True, valid_to=date(2010, 12, 31))
    with pytest.raises(ValidationError) as refused:
        open_case(case=new_case(committee=ended), today=TODAY)
    assert refused.value.message_dict == {
        "committee": ["Nämnden fanns inte den dagen. Välj den som fanns då."]
    }
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("", "Skriv diarienumret som det står i stadens diarium."),
        ("utan", "Skriv diarienumret med siffror."),
        ("013-430/05", "Nämnden har redan ett ärende med det diarienumret."),
        ("1" * 61, "Säkerställ att detta värde har som mest 60 tecken (den har 61)."),
    ],
)
def test_bad_number_is_refused_in_words_and_nothing_is_kept(number, words):
    body = OrganisationFactory(committee=True)
    CaseNumberFactory(body=body, number="013 – 430 / 05")
    with pytest.raises(ValidationError) as refused:
        add_number(case=CaseFactory(), body=body, number=number, today=TODAY)
    assert refused.value.message_dict == {"number": [words]}
    assert CaseNumber.objects.count() == 1


def test_new_case_with_a_refused_number_is_not_half_written():
    with pytest.raises(ValidationError):
        open_case(case=new_case(), number="utan", today=TODAY)
    assert Case.objects.count() == 0


def test_portal_gives_numbers_per_body_and_year_with_the_bodys_letters():
    social, culture = RegistryFactory(prefix="SN").body, RegistryFactory().body

    given = [
        str(give_number(case=CaseFactory(), body=body, year=year))
        for body, year in [(social, 2026), (social, 2026), (culture, 2026), (social, 2027)]
    ]
    assert given == ["SN 2026/1", "SN 2026/2", "2026/1", "SN 2027/1"]


def test_case_of_a_body_with_portal_numbers_gets_one_at_once():
    body = RegistryFactory().body
    case = open_case(case=new_case(committee=body), today=TODAY)
    assert numbers_of(case) == [(body.pk, "2026/1", True)]

    with pytest.raises(ValidationError) as refused:
        add_number(case=case, body=body, number="2026/99", today=TODAY)
    assert refused.value.message_dict == {"number": ["Portalen ger nämndens nummer. Lämna fältet tomt."]}


def test_city_is_the_default_and_the_setting_is_per_body():
    city = RegistryFactory(source=Registry.Source.CITY).body
    for body in (city, OrganisationFactory(committee=True)):
        assert numbers_of(open_case(case=new_case(committee=body), today=TODAY)) == []


def test_numbers_typed_before_the_portal_took_over_are_stepped_past():
    body = RegistryFactory().body
    CaseNumberFactory(body=body, number="2026-1")
    CaseNumberFactory(body=body, number="2026/2")

    assert str(give_number(case=CaseFactory(), body=body, year=2026)) == "2026/3"


def test_number_that_was_rolled_back_is_given_again():
    body = RegistryFactory().body
    give_number(case=CaseFactory(), body=body, year=2026)

    with transaction.atomic():
        assert str(give_number(case=CaseFactory(), body=body, year=2026)) == "2026/2"
        transaction.set_rollback(True)
    assert str(give_number(case=CaseFactory(), body=body, year=2026)) == "2026/2"
    assert NumberSeries.objects.get(body=body, year=2026).last == 2


@pytest.mark.django_db(transaction=True)
def test_clerks_at_the_same_second_get_numbers_of_their_own_without_a_gap():
    body, cases = RegistryFactory().body, CaseFactory.create_batch(8)
    start, given, failed = threading.Barrier(8), [], []

    def clerk(case, regrets):
        try:
            start.wait(10)
            with transaction.atomic():
                number = str(give_number(case=case, body=body, year=2026))
                if regrets:
                    transaction.set_rollback(True)
                else:
                    given.append(number)
        except Exception as error:  # told below: a thread cannot fail a test
            failed.append(error)
        finally:
            connection.close()

    clerks = [threading.Thread(target=clerk, args=(case, n % 4 == 0)) for n, case in enumerate(cases)]
    for one in clerks:
        one.start()
    for one in clerks:
        one.join(30)

    assert failed == []
    assert sorted(given) == [f"2026/{n}" for n in range(1, 7)]
    assert NumberSeries.objects.get(body=body, year=2026).last == 6


def test_typed_number_is_put_right_but_never_one_the_portal_gave():
    typed = CaseNumberFactory(number="013-609/2010")
    assert correct_number(number=typed, to="013-609/2001").number == "013-609/2001"
    assert list(Case.objects.with_number("013-609/2010")) == []

    given = give_number(case=CaseFactory(), body=RegistryFactory().body, year=2026)
    with pytest.raises(ValidationError) as refused:
        correct_number(number=given, to="2026/7")
    assert refused.value.message_dict == {"number": ["Portalen gav numret. Serien ska vara utan luckor."]}
