"""The basis register: what was signed keeps the counts it rests on."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from funding.domain.basis import Count, basis_for, newer_than, record_counts, remove_count
from funding.domain.drafting import draft_first
from funding.models import BasisCount, Terms
from portal.organisation.models import Role
from tests.factories.funding import content, make_agreement, party, sent_terms, signed_terms
from tests.factories.portal import person

pytestmark = pytest.mark.django_db
KEPT = (
    "Villkoren i version 1 är skickade och bygger på antalet, så det ligger kvar. "
    "Är det fel, lägg till det rätta antalet och skriv ett tillägg."
)


def counted(agreement, begins: date, ends: date, cut_off: date | None = None) -> BasisCount:
    host = party(agreement, "Norrmalm")
    return record_counts(
        agreement=agreement, counts=[Count(host, begins, ends, 206, "listor", cut_off=cut_off)]
    )[0]


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


def test_a_count_of_a_draft_or_of_a_registered_paper_is_taken_away():
    agreement = make_agreement()
    draft_first(agreement=agreement, content=content(agreement))
    remove_count(count=counted(agreement, date(2017, 1, 1), date(2018, 1, 1)))
    registered = signed_terms()
    registered.supports.all().delete()  # as of terms that were signed on paper long before the portal
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
