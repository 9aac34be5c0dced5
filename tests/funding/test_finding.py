"""Agreements are found by every word of what they are about, or whom they are between."""

import pytest

from funding.finding import find
from portal.organisation.models import Role
from tests.factories.funding import sent_terms
from tests.factories.portal import person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("överenskommelse", 1),
        ("OVERENSKOMMELSE norrmalm", 1),
        ("Kungsholmen Östermalm", 1),
        ("norrmalm finns-inte", 0),
        ("\x00", 0),
        ("100% '; --", 0),
    ],
)
def test_every_word_stands_in_the_agreement_or_its_parties(query, found):
    terms = sent_terms()
    hits = list(find(query, person(Role.AUDITOR)))
    assert [hit.title for hit in hits] == [str(terms.agreement)] * found


def test_who_works_with_no_agreements_finds_none():
    sent_terms()
    assert list(find("överenskommelse", person(Role.OUTREACH_OFFICER))) == []
