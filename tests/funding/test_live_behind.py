"""A changed row of an agreement is behind the figures that open the agreement, and no other's."""

from datetime import timedelta

import pytest
from django.urls import reverse

from funding.live import behind, told_of
from funding.models import CostLine, Settlement, Terms, TermsShare
from portal.history.reading import newest
from tests.factories.funding import NOW, signed_terms
from tests.factories.settling import settled

pytestmark = pytest.mark.django_db


def test_terms_shares_and_costs_are_behind_their_agreement(django_assert_num_queries):
    agreement, other = signed_terms().agreement, signed_terms().agreement
    changes = newest(behind(f"overenskommelse:{agreement.key}", since=NOW - timedelta(days=9999)), 200)
    assert {each.model for each in changes} == {Terms, TermsShare, CostLine}
    with django_assert_num_queries(2):
        found = told_of(changes)
    assert {each.name for each in found} == {str(agreement)}
    pages = [reverse("funding:agreement_detail", args=[each.pk]) for each in (agreement, other)]
    assert {tuple(each.opens(page) for page in (*pages, "")) for each in found} == {(True, False, False)}


def test_a_settlement_is_behind_its_own_page():
    settlement = settled()
    agreement = settlement.agreement
    rows = behind(f"overenskommelse:{agreement.key}", since=NOW - timedelta(days=9999))
    changes = [each for each in newest(rows, 200) if each.model is Settlement]
    page = reverse("funding:settlement_detail", args=[agreement.pk, settlement.pk])
    other = reverse("funding:agreement_detail", args=[agreement.pk])
    assert changes
    assert {(each.name, each.opens(page), each.opens(other)) for each in told_of(changes)} == {
        (str(agreement), True, False)
    }
