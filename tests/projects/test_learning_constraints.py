"""Lärande in the database: what cannot be is refused, whatever door it came through."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from portal.database.refusals import words_of
from tests.factories.learning import (
    ActivityFactory,
    MethodFactory,
    MethodSpreadFactory,
    NetworkFactory,
    NetworkMemberFactory,
    SuggestionFactory,
)
from tests.factories.portal import OrganisationFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 5)


def twice(factory, *shared, **more):
    """Make two rows that are alike in ``shared``, and in ``more``."""
    first = factory(**more)
    return factory(**{name: getattr(first, name) for name in shared}, **more)


def both():
    return NetworkMemberFactory(name="AF", organisation=OrganisationFactory())


REFUSED = {
    "network_name_once": lambda: twice(NetworkFactory, "programme", "name"),
    "network_name_given": lambda: NetworkFactory(name=""),
    "network_status_known": lambda: NetworkFactory(status="vilar"),
    "network_member_is_somebody": both,
    "network_organisation_once": lambda: twice(
        NetworkMemberFactory, "network", organisation=OrganisationFactory(), name=""
    ),
    "network_member_name_once": lambda: twice(NetworkMemberFactory, "network", "name"),
    "activity_number_once": lambda: twice(ActivityFactory, "programme", number=7),
    "activity_title_given": lambda: ActivityFactory(title=""),
    "activity_status_known": lambda: ActivityFactory(status="kanske"),
    "activity_dates_written": lambda: ActivityFactory(dates="maj 2026", begins=DAY, ends=date(2026, 6, 1)),
    "activity_dates_whole": lambda: ActivityFactory(dates="2026-05-05", begins=DAY, ends=DAY),
    "activity_heads_when_held": lambda: ActivityFactory(participants=3),
    "activity_days_positive": lambda: ActivityFactory(days=0),
    "method_name_once": lambda: twice(MethodFactory, "programme", "name"),
    "method_name_given": lambda: MethodFactory(name=""),
    "method_spread_once": lambda: twice(MethodSpreadFactory, "method", "organisation"),
    "method_spread_status_known": lambda: MethodSpreadFactory(status="kanske"),
    "method_spread_answered_when_answered": lambda: MethodSpreadFactory(answered_on=DAY),
    "method_spread_dates_in_order": lambda: MethodSpreadFactory(taken_up=True, offered_on=date(2026, 5, 19)),
    "suggestion_text_given": lambda: SuggestionFactory(text=""),
    "suggestion_kind_known": lambda: SuggestionFactory(kind="resa"),
    "suggestion_outcome_known": lambda: SuggestionFactory(outcome="kanske"),
    "suggestion_waiting_has_no_outcome": lambda: SuggestionFactory(outcome_note="Det blev av."),
    "suggestion_held_by_something": lambda: SuggestionFactory(outcome="not_held", activity=ActivityFactory()),
    "suggestion_dates_in_order": lambda: SuggestionFactory(outcome="held", outcome_on=date(2026, 5, 3)),
}
TAKEN = [
    lambda: [NetworkMemberFactory(name="AF"), NetworkMemberFactory(name="AF")],
    lambda: [NetworkMemberFactory(), NetworkMemberFactory(organisation=OrganisationFactory(), name="")],
    lambda: [ActivityFactory(number=7), ActivityFactory(number=7), ActivityFactory(number=None)],
    lambda: ActivityFactory(held=True, participants=0),
    lambda: ActivityFactory(status="held", participants=None),
    lambda: ActivityFactory(
        dates="2003-10-27/2003-10-28|2003-12-05", begins=date(2003, 10, 27), ends=date(2003, 12, 6)
    ),
    lambda: ActivityFactory(dates="2003-hösten", begins=date(2003, 7, 1), ends=date(2004, 1, 1)),
    lambda: MethodSpreadFactory(status="taken_up", offered_on=None, answered_on=None),
    lambda: SuggestionFactory(outcome="held", outcome_on=DAY, activity=ActivityFactory()),
    lambda: SuggestionFactory(made_on=None),
]


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused_in_words(name):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        REFUSED[name]()
    assert refused.value.__cause__.diag.constraint_name == name
    assert words_of(name).endswith(".")


@pytest.mark.parametrize("made", TAKEN)
def test_what_can_be_is_taken(made):
    assert made()
