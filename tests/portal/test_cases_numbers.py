"""Registry numbers: stored as written, found with any separator, one body has each once."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.cases.models import Case, CaseNumber
from tests.factories.portal import CaseFactory, CaseNumberFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

# Forms really seen (administration.md 5) and other ways of writing the same number.
WRITTEN = {
    "SOTN 013-609/2001": [
        "SOTN 013-609/2001",
        "sotn013 609 2001",
        "013-609/2001",
        "013.609.2001",
        "0136092001",
    ],
    "338-1002/2004": ["338-1002/2004", "338 1002 2004", "338–1002–2004"],
    "102-274-04": ["102-274-04", "102/274/04", "10227404"],
    "504-300/05": ["504-300/05", "504 - 300 / 05"],
    "013 – 430 / 05": ["013 – 430 / 05", "013-430/05", "01343005"],
    "2006-152-307": ["2006-152-307", "2006/152.307"],
    "1.2.4-182-2013": ["1.2.4-182-2013", "1-2-4-182/2013", "1241822013"],
    "1.2.4.-693/2014": ["1.2.4.-693/2014", "1.2.4-693-2014"],
    "2017/356-1.2.4.": ["2017/356-1.2.4.", "2017-356-1.2.4", "2017356124"],
    "T2012-050-05828": ["T2012-050-05828", "t2012 050 05828", "2012-050-05828"],
}


@pytest.mark.parametrize(("written", "typed"), [(w, t) for w, forms in WRITTEN.items() for t in forms])
def test_number_is_kept_as_written_and_found_however_typed(written, typed):
    case = CaseFactory()
    CaseNumberFactory(case=case, number=written)
    CaseNumberFactory(number="999-999/1999")

    assert list(Case.objects.with_number(typed)) == [case]
    assert list(Case.objects.with_number_like(typed)) == [case]
    assert case.numbers.get().number == written


def test_number_begun_is_found_by_search_only():
    case = CaseFactory()
    CaseNumberFactory(case=case, number="SOTN 013-609/2001")

    assert list(Case.objects.with_number_like("013-609")) == [case]
    assert list(Case.objects.with_number("013-609")) == []


@pytest.mark.parametrize("typed", ["", " ", "-/–", "\x00", "000-000/0000"])
def test_what_is_no_number_finds_nothing(typed):
    CaseNumberFactory(number="013-609/2001")

    assert list(Case.objects.with_number(typed)) == []
    assert list(Case.objects.with_number_like(typed)) == []


@pytest.mark.parametrize("again", ["013-430/05", "013 – 430 / 05", "013.430.05"])
def test_one_body_has_a_number_once_however_separated(again):
    body = OrganisationFactory(committee=True)
    CaseNumberFactory(body=body, number="013-430/05")

    with pytest.raises(ValidationError) as refused:
        CaseNumber(case=CaseFactory(), body=body, number=again).full_clean()
    assert refused.value.messages == ["Nämnden har redan ett ärende med det diarienumret."]
    with pytest.raises(IntegrityError, match="case_number_once_per_body"), transaction.atomic():
        CaseNumberFactory(body=body, number=again)


def test_numbers_that_differ_in_where_they_are_separated_are_two():
    body = OrganisationFactory(committee=True)
    CaseNumberFactory(body=body, number="1-11/05")
    CaseNumberFactory(body=body, number="11-1/05")

    assert Case.objects.with_number("1-11/05").count() == 2


def test_two_bodies_may_register_the_same_matter_and_the_same_number():
    case = CaseFactory()
    CaseNumberFactory(case=case, number="013-609/2001")
    CaseNumberFactory(case=case, body=OrganisationFactory(committee=True), number="013-609/2001")

    assert list(Case.objects.with_number("013-609/2001")) == [case]


@pytest.mark.parametrize("number", ["", "utan", "–/–"])
def test_number_without_a_digit_is_refused_by_the_database(number):
    with pytest.raises(IntegrityError, match="case_number_has_a_digit"), transaction.atomic():
        CaseNumberFactory(number=number)
