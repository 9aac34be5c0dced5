"""What somebody should see to in terms in force: each told when it is so, and not the day before."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.domain.basis import Count, record_counts
from funding.domain.concerns import concerns_of
from funding.domain.drafting import draft_amendment
from funding.domain.noticing import give_notice
from funding.domain.sending import send_for_signing
from funding.models import Agreement, Terms
from funding.models.standing import with_standing
from funding.todo.warnings import held_of, waiting
from portal.organisation.lineage import load_lineage
from portal.organisation.models import Role
from tests.factories.funding import NOW, make_agreement, party, sent_terms, sign_all, signed_terms
from tests.factories.portal import OrganisationFactory, SuccessionFactory, UserFactory, person

pytestmark = pytest.mark.django_db
COUNTS = {"Kungsholmen": 70, "Norrmalm": 206, "Östermalm": 33}


def count(agreement, counts, begins=date(2017, 1, 1), ends=date(2018, 3, 1)) -> None:
    rows = [Count(party(agreement, name), begins, ends, n, "listor") for name, n in counts.items()]
    record_counts(agreement=agreement, counts=rows, now=NOW)


def told(today: date) -> list[tuple[str, str]]:
    """Return (code, words) of every agreement in force on ``today``."""
    lineage = load_lineage()
    return [
        (concern.code, concern.text.replace("\u00a0", " "))
        for held in held_of(Agreement.objects.all(), today)
        for concern in concerns_of(held, lineage=lineage, today=today)
    ]


@pytest.fixture
def terms():
    """The agreement of 2018, its basis counted to the end of February that year."""
    terms = signed_terms(rule="host_rest")
    count(terms.agreement, COUNTS)
    return terms


def test_a_notice_of_today_waits_since_no_days(terms):
    give_notice(
        party=party(terms.agreement, "Norrmalm"),
        ground="Färre.",
        known_since=date(2018, 12, 1),
        on=date(2018, 12, 1),
        today=date(2018, 12, 1),
    )
    words = "Norrmalm har i dag begärt omförhandling. Styrgruppen är inte underrättad än."
    assert told(date(2018, 12, 1)) == [("notice", words)]


def test_nothing_to_see_to(terms):
    assert told(date(2018, 12, 1)) == []


def test_it_ends_within_six_months(terms):
    last = date(2019, 12, 31)
    assert told(last + timedelta(days=1) - timedelta(days=184))[:1] == [
        ("old_basis", "Underlaget är äldre än ett år: det senaste är från 2018-02-28.")
    ]
    assert told(last + timedelta(days=1) - timedelta(days=183))[0] == (
        "ends",
        "Överenskommelsen går ut 2019-12-31, om 182 dagar.",
    )
    assert told(last)[0] == ("ends", "Överenskommelsen går ut 2019-12-31, om 0 dagar.")


def test_an_amendment_to_come_is_no_end(terms):
    user, day = person(Role.COORDINATOR), date(2019, 4, 1)
    draft = draft_amendment(agreement=terms.agreement, begins=date(2019, 5, 1), change="Ny.")
    sign_all(send_for_signing(terms=draft, to=terms.agreement.owner, by=UserFactory(), now=NOW))
    assert [code for code, _words in told(day)] == ["old_basis"]
    shown = with_standing(Agreement.objects.all(), user, day).get()
    assert (shown.rank, shown.ends) == (0, date(2020, 1, 1))


def test_the_basis_is_older_than_a_year_on_the_day_after(terms):
    assert told(date(2019, 2, 28)) == []
    assert told(date(2019, 3, 1)) == [
        ("old_basis", "Underlaget är äldre än ett år: det senaste är från 2018-02-28.")
    ]


def test_newer_counts_give_other_shares_with_kronor(terms):
    count(
        terms.agreement,
        {"Kungsholmen": 90, "Norrmalm": 180, "Östermalm": 33},
        date(2018, 9, 1),
        date(2018, 11, 1),
    )
    assert told(date(2018, 12, 1)) == [
        (
            "new_shares",
            "Nyare antal ger andra andelar (Värden tar resten): Kungsholmen 23 % blir 30 %, +196 000,00 kr "
            "per år; Norrmalm 66 % blir 59 %, −196 000,00 kr per år.",
        )
    ]
    assert list(terms.shares.order_by("pk").values_list("percent", flat=True)) == [23, 66, 11]


@pytest.mark.parametrize(
    "counts",
    [
        COUNTS,  # the same shares
        {"Kungsholmen": 90, "Norrmalm": 180},  # one party is not counted yet
        dict.fromkeys(COUNTS, 0),  # nobody is counted
    ],
)
def test_newer_counts_that_say_nothing_else_are_passed_over(terms, counts):
    count(terms.agreement, counts, date(2018, 9, 1), date(2018, 11, 1))
    assert told(date(2018, 12, 1)) == []


def test_a_notice_waits_until_an_amendment_is_on_its_way(terms):
    give_notice(
        party=party(terms.agreement, "Norrmalm"),
        ground="Färre.",
        known_since=date(2018, 11, 1),
        on=date(2018, 11, 20),
        today=date(2018, 11, 20),
    )
    assert told(date(2018, 11, 21)) == [
        (
            "notice",
            "Norrmalm har begärt omförhandling och väntar på svar sedan 1 dag. Styrgruppen är inte "
            "underrättad än.",
        )
    ]
    draft = draft_amendment(agreement=terms.agreement, begins=date(2019, 5, 1), change="Ny.")
    terms.agreement.notices.update(amendment=draft)
    assert told(date(2018, 11, 21)) == []
    Terms.objects.filter(pk=draft.pk).update(state="withdrawn", closed_at=NOW, closed_reason="Fel.")
    assert [code for code, _words in told(date(2018, 11, 21))] == ["notice"]


def test_a_party_has_become_part_of_another(terms):
    gone = party(terms.agreement, "Östermalm").organisation
    SuccessionFactory(predecessor=gone, on=date(2018, 12, 1))
    assert told(date(2018, 11, 30)) == []
    assert told(date(2018, 12, 1)) == [("merged", "Östermalm har gått upp i en annan förvaltning.")]


def test_only_the_officer_who_drafts_is_told_and_where_to_go(terms):
    owner = OrganisationFactory(committee=True)
    Agreement.objects.filter(pk=terms.agreement_id).update(owner=owner)
    officer = person(Role.AGREEMENT_OFFICER, organisation=owner)
    found = [(item.title, item.url) for item in waiting(officer, date(2019, 3, 1))]
    assert found == [(str(terms.agreement), f"/overenskommelser/{terms.agreement_id}/underlag/nytt/")]
    assert list(waiting(person(Role.COORDINATOR), date(2019, 3, 1))) == []
    stranger = person(Role.AGREEMENT_OFFICER, organisation=OrganisationFactory(committee=True))
    assert list(waiting(stranger, date(2019, 3, 1))) == []


def test_as_many_questions_for_three_agreements_as_for_one(terms):
    owner = OrganisationFactory(committee=True)
    officer = person(Role.AGREEMENT_OFFICER, organisation=owner)

    def asked() -> int:
        Agreement.objects.update(owner=owner)
        assert officer.reach
        with CaptureQueriesContext(connection) as queries:
            assert list(waiting(officer, date(2019, 11, 1)))
        return len(queries)

    one = asked()
    for _more in range(2):
        agreement = make_agreement({"A": "50", "B": "50"}, host="A")
        sign_all(sent_terms(agreement, shares={"A": Decimal(50), "B": Decimal(50)}))
        count(agreement, {"A": 1, "B": 2})
    assert asked() == one
