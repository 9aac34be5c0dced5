"""The basis register: what was signed keeps the counts it rests on."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from funding.domain.basis import Count, basis_for, newer_than, record_counts, remove_count
from funding.domain.drafting import draft_first
from funding.domain.registering import register_signed
from funding.models import BasisCount, Terms
from portal.organisation.models import Role
from tests.factories.funding import (
    DIRECTOR,
    NOW,
    content,
    make_agreement,
    party,
    sent_terms,
    sign_all,
    signed_terms,
)
from tests.factories.portal import person

pytestmark = pytest.mark.django_db
KEPT = (
    "Villkoren i version 1 är skickade och bygger på antalet, så det ligger kvar. "
    "Är det fel, lägg till det rätta antalet och skriv ett tillägg."
)


def counted(agreement, begins: date, ends: date, cut_off: date | None = None, now=NOW) -> BasisCount:
    host = party(agreement, "Norrmalm")
    count = Count(host, begins, ends, 206, "listor", cut_off=cut_off)
    return record_counts(agreement=agreement, counts=[count], now=now)[0]


@pytest.mark.parametrize("made", [sent_terms, signed_terms])
def test_a_count_that_sent_terms_rest_on_stays(made):
    count = counted(made().agreement, date(2017, 1, 1), date(2018, 1, 1))
    with pytest.raises(ValidationError) as refused:
        remove_count(count=count)
    assert refused.value.messages == [KEPT]
    assert BasisCount.objects.filter(pk=count.pk).exists()


def test_the_page_says_why_a_count_stays(client):
    terms = signed_terms()
    count = counted(terms.agreement, date(2017, 1, 1), date(2018, 1, 1))
    client.force_login(person(Role.AGREEMENT_OFFICER, organisation=terms.agreement.owner))
    page = client.post(reverse("funding:basis_remove", args=[terms.agreement_id, count.pk]), follow=True)
    assert [str(each) for each in page.context["messages"]] == [KEPT]


def registered_terms() -> Terms:
    """Signed on paper long before the portal."""
    agreement = make_agreement()
    signers = dict.fromkeys(agreement.parties.all(), DIRECTOR)
    given = {"paper": None, "to": agreement.owner, "by": None, "now": NOW}
    content_of = content(agreement)
    terms = register_signed(agreement=agreement, content=content_of, signers=signers, **given)
    return Terms.objects.select_related("amends").get(pk=terms.pk)


def test_a_count_of_a_draft_or_of_a_registered_paper_is_taken_away():
    agreement = make_agreement()
    draft_first(agreement=agreement, content=content(agreement))
    remove_count(count=counted(agreement, date(2017, 1, 1), date(2018, 1, 1)))
    registered = registered_terms()
    remove_count(count=counted(registered.agreement, date(2017, 1, 1), date(2018, 1, 1)))
    assert BasisCount.objects.count() == 0


@pytest.mark.parametrize(
    ("ends", "cut_off"),
    [(date(2018, 8, 31), None), (date(2018, 8, 1), date(2018, 8, 25))],
    ids=["counted after they were sent", "drawn after they were sent"],
)
def test_what_came_after_the_terms_were_sent_is_newer(ends, cut_off):
    """They were sent 20 August and begin 1 September: what is counted in between was not signed."""
    agreement = signed_terms().agreement
    known = counted(agreement, date(2017, 1, 1), date(2018, 1, 1), date(2018, 1, 5))
    late = counted(agreement, date(2018, 1, 1), ends, cut_off)
    terms = Terms.objects.select_related("amends").get(agreement=agreement)
    rows = [known, late]
    assert (basis_for(terms, rows), newer_than(terms, rows)) == ([known], [late])


def test_what_was_there_when_they_were_sent_is_rested_on():
    agreement = signed_terms().agreement
    rows = [
        counted(agreement, date(2017, 1, 1), date(2018, 1, 1)),
        counted(agreement, date(2018, 1, 1), date(2018, 8, 20), date(2018, 8, 20)),
    ]
    terms = Terms.objects.select_related("amends").get(agreement=agreement)
    assert (basis_for(terms, rows), newer_than(terms, rows)) == (rows, [])


LATER = NOW + timedelta(hours=1)
OF_2016, OF_2017 = (date(2016, 1, 1), date(2017, 1, 1)), (date(2017, 1, 1), date(2018, 1, 1))


def signed_later() -> Terms:
    """Sent at NOW, and signed by all the day after."""
    terms = sign_all(sent_terms(), now=NOW + timedelta(days=1))
    return Terms.objects.select_related("amends").get(pk=terms.pk)


def test_what_was_added_after_the_terms_were_sent_is_newer():
    """Its time and its day lie before they were sent; it was not in the register."""
    terms = signed_later()
    known = counted(terms.agreement, *OF_2017)
    late = counted(terms.agreement, OF_2017[0] + timedelta(days=1), OF_2017[1], date(2018, 1, 5), now=LATER)
    rows = [known, late]
    assert (basis_for(terms, rows), newer_than(terms, rows)) == ([known], [late])
    remove_count(count=late)
    assert list(BasisCount.objects.all()) == [known]


def test_terms_that_were_sent_without_a_count_rest_on_none_that_came_later():
    terms = signed_later()
    late = counted(terms.agreement, *OF_2017, now=LATER)
    assert (basis_for(terms, [late]), newer_than(terms, [late])) == ([], [late])


def test_an_older_time_that_was_added_late_proposes_nothing():
    terms = signed_later()
    known, old = counted(terms.agreement, *OF_2017), counted(terms.agreement, *OF_2016, now=LATER)
    assert (basis_for(terms, [known, old]), newer_than(terms, [known, old])) == ([known], [])


def test_terms_registered_from_paper_and_counts_of_an_unknown_moment_are_told_by_their_days():
    registered = registered_terms()
    late = counted(registered.agreement, *OF_2017, now=LATER)
    assert (basis_for(registered, [late]), newer_than(registered, [late])) == ([late], [])
    terms = signed_later()
    unknown = counted(terms.agreement, *OF_2017, now=None)
    assert (basis_for(terms, [unknown]), newer_than(terms, [unknown])) == ([unknown], [])


def test_the_register_keeps_when_a_count_was_added(client):
    terms = signed_later()
    client.force_login(person(Role.AGREEMENT_OFFICER, organisation=terms.agreement.owner))
    before = timezone.now()
    sent = {"begins": "2017-01-01", "last_day": "2017-12-31", "source": "listor"}
    client.post(
        reverse("funding:basis_create", args=[terms.agreement_id]),
        sent | {f"antal_{party(terms.agreement, 'Norrmalm').pk}": "9"},
    )
    count = BasisCount.objects.get()
    assert before <= count.recorded_at <= timezone.now()
    assert basis_for(terms, [count]) == []
