"""The agreement's history in words: times with their last day, rules by their names."""

import pytest
from django.urls import reverse

from portal.organisation.models import Role
from tests.factories.funding import signed_terms
from tests.factories.portal import person

pytestmark = pytest.mark.django_db


def test_times_and_rules_are_told_as_the_pages_say_them(client):
    terms = signed_terms(rule="largest_remainder")
    client.force_login(person(Role.AGREEMENT_OFFICER, organisation=terms.agreement.owner))
    page = client.get(reverse("funding:agreement_history", args=[terms.agreement_id]))
    told = {
        (change.label, change.after)
        for entry in page.context["entries"]
        for part in entry.parts
        for change in part.changes
        if change.label in ("Gäller", "I kraft", "Regel för andelarna")
    }
    assert told == {
        ("Gäller", "2018-09-01 till 2019-12-31"),
        ("I kraft", "2018-09-01 till 2019-12-31"),
        ("Regel för andelarna", "Största rest (Hamilton)"),
    }
