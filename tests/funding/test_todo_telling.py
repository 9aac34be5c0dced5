"""The day's letter says what is to be done in agreements: to the officer too, and nothing as new twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.domain.objecting import object_to_line
from funding.models import Notice
from funding.todo.telling import told
from portal.deadlines.reminding import remind
from portal.organisation.models import Role
from tests.factories.funding import party
from tests.factories.portal import UserFactory, person
from tests.factories.settling import SETTLED_AT, prepared, reported

pytestmark = pytest.mark.django_db
TODAY = date(2019, 5, 21)
NOON = datetime(2019, 5, 21, 12, tzinfo=UTC)
HEADING = "Att göra i överenskommelser"


def lines(user, since: datetime, today: date = TODAY) -> list[tuple[str, str, bool]]:
    return [(str(each.heading), each.title, each.is_new) for each in told(user, since, today)]


def objected(settlement, at: datetime = SETTLED_AT):
    line = settlement.lines.get(party__organisation__short_name="Kungsholmen")
    return object_to_line(line=line, reason="Dubbel hyra.", by=UserFactory(), now=at)


def test_an_objection_is_new_until_a_letter_has_told_it():
    settlement = prepared()
    objected(settlement)
    officer = person(Role.AGREEMENT_OFFICER)
    title = f"Svara på invändningen mot avräkningen för {settlement.agreement}"
    before, after = SETTLED_AT - timedelta(hours=1), SETTLED_AT + timedelta(hours=1)
    assert lines(officer, before) == [(HEADING, title, True)]
    assert lines(officer, after) == [(HEADING, title, False)]


def test_what_waits_since_no_known_moment_is_told_beside_what_is_new():
    agreement = reported()
    other = prepared()
    objected(other)
    officer = person(Role.AGREEMENT_OFFICER)
    assert lines(officer, SETTLED_AT - timedelta(hours=1)) == [
        (HEADING, f"Svara på invändningen mot avräkningen för {other.agreement}", True),
        (HEADING, f"Avräkna {agreement}", False),
    ]


def test_what_waits_since_a_day_is_new_in_one_letter_only():
    agreement = reported()
    officer = person(Role.AGREEMENT_OFFICER, organisation=agreement.owner)
    Notice.objects.create(
        agreement=agreement,
        party=party(agreement, "Kungsholmen"),
        ground="Färre.",
        known_since=TODAY,
        noticed_on=TODAY,
    )
    days = [TODAY + timedelta(days=n) for n in range(3)]
    new = [
        [is_new for _heading, title, is_new in lines(officer, NOON + timedelta(days=n - 1), day)]
        for n, day in enumerate(days)
    ]
    # The second line is the period that waits to be settled, since no known moment.
    assert [any(each) for each in new] == [False, True, False]


def test_a_director_hears_of_the_own_line_and_outreach_of_nothing():
    settlement = prepared()
    own = party(settlement.agreement, "Kungsholmen").organisation
    before = SETTLED_AT - timedelta(hours=1)
    assert lines(person(Role.DISTRICT_DIRECTOR, own), before) == [
        (HEADING, f"Granska avräkningen för {settlement.agreement}", True)
    ]
    assert lines(person(Role.DISTRICT_DIRECTOR), before) == []
    assert lines(person(Role.OUTREACH_OFFICER, own), before) == []


def test_the_officer_has_the_letter_once_and_it_tells_nothing_twice():
    settlement = prepared()
    objected(settlement)
    officer = person(Role.AGREEMENT_OFFICER, email="handlaggare@exempel.invalid")
    officer.assignments.update(valid_from=date(2018, 1, 1))

    def run(day: int, hour: int = 6):
        return remind(today=date(2019, 5, day), now=datetime(2019, 5, day, hour, tzinfo=UTC)).readers

    assert run(21) == (officer,)
    (letter,) = mail.outbox
    assert "ATT GÖRA I ÖVERENSKOMMELSER" in letter.body
    assert "Tertial 1 2019, Kungsholmen: Dubbel hyra." in letter.body
    assert (run(21, 15), run(22), len(mail.outbox)) == ((), (), 1)


def test_one_with_no_email_or_no_wish_for_letters_has_none():
    objected(prepared())
    for account in ({"email": ""}, {"email": "a@exempel.invalid", "wants_digest": False}):
        person(Role.AGREEMENT_OFFICER, **account).assignments.update(valid_from=date(2018, 1, 1))
    assert remind(today=TODAY, now=NOON).readers == ()


def test_asks_as_often_for_few_agreements_as_for_many():
    officer, asked = person(Role.AGREEMENT_OFFICER), []
    list(told(officer, SETTLED_AT, TODAY))  # how far the role reaches is read once
    for _ in range(2):
        objected(prepared())
        with CaptureQueriesContext(connection) as found:
            list(told(officer, SETTLED_AT, TODAY))
        asked.append(len(found))
    assert asked[0] == asked[1] > 0
