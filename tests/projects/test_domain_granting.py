"""Granting money: once first, then extensions; the year may stay unknown; the parts sum to the öre."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portal.content.outcomes import Change, Status
from portal.database.refusals import words_of
from portal.organisation.models import Organisation
from projects.domain.apportioning import apportion
from projects.domain.granting import GrantCandidate, grant_fund, grant_funds
from projects.models import Grant
from tests.factories.portal import OrganisationFactory
from tests.factories.projects import (
    AppropriationFactory,
    DecisionRoundFactory,
    GrantFactory,
    ProgrammeFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db
FIRST, EXTENSION = Grant.Kind.INITIAL, Grant.Kind.EXTENSION


@pytest.fixture
def project():
    """Of a programme that two nämnder gave money in 2026."""
    return ProjectFactory(programme=funded())


def funded(*names, **programme):
    made = ProgrammeFactory(**programme)
    for name in names or ("Integrationsnämnden", "Socialtjänstnämnden"):
        AppropriationFactory(programme=made, committee__short_name=name)
    return made


def candidate(project, number=1, grant=None, **values):
    needed = {} if grant else {"year": 2026, "amount": Decimal("300000"), "kind": FIRST}
    return GrantCandidate(project, number, needed | values, grant)


def statuses(outcomes):
    return [outcome.status for outcome in outcomes]


def refusal(candidate, **how):
    with pytest.raises(ValidationError) as refused:
        grant_fund(candidate, **how)
    return refused.value.message_dict


def refusals(outcomes):
    return [outcome.refusal and outcome.refusal.message_dict for outcome in outcomes]


def shares(grant):
    return {share.committee.short_name: share.amount for share in grant.shares.select_related("committee")}


class TestNew:
    def test_is_split_in_equal_parts_between_the_programmes_committees(self, project):
        grant = grant_fund(candidate(project, amount=Decimal("300000.01"), comment="  Första  "))
        assert (grant.number, grant.year, grant.kind, grant.comment) == (1, 2026, "initial", "Första")
        assert shares(grant) == {
            "Integrationsnämnden": Decimal("150000.01"),
            "Socialtjänstnämnden": Decimal("150000.00"),
        }

    def test_number_left_out_takes_the_next(self, project):
        GrantFactory(project=project, number=7)
        outcomes = grant_funds(
            [candidate(project, None, kind=EXTENSION), candidate(project, None, kind=EXTENSION)]
        )
        assert [outcome.record.number for outcome in outcomes] == [8, 9]

    def test_unknown_year_stays_unknown_and_is_split_as_in_the_programmes_own_years(self):
        programme = funded(published=True)
        programme.appropriations.update(year=2002)
        AppropriationFactory(programme=programme, year=2004)
        grant = grant_fund(
            candidate(ProjectFactory(programme=programme), year=None, amount=Decimal("396000"))
        )
        assert Grant.objects.get(pk=grant.pk).year is None
        assert shares(grant) == {
            "Integrationsnämnden": Decimal(198000),
            "Socialtjänstnämnden": Decimal(198000),
        }

    def test_year_decides_which_committees_bear_it(self, project):
        AppropriationFactory(
            programme=project.programme, year=2027, committee__short_name="Arbetsmarknadsnämnden"
        )
        grant = grant_fund(candidate(project, year=2027))
        assert shares(grant) == {"Arbetsmarknadsnämnden": Decimal(300000)}

    def test_without_any_committee_it_has_no_shares(self):
        assert shares(grant_fund(candidate(ProjectFactory()))) == {}

    def test_agreed_shares_are_kept_by_weight(self, project):
        first, second = (row.committee for row in project.programme.appropriations.order_by("pk"))
        grant = grant_fund(candidate(project, shares={first: 70, second: 30}))
        assert shares(grant) == {
            "Integrationsnämnden": Decimal(210000),
            "Socialtjänstnämnden": Decimal(90000),
        }

    def test_round_of_the_same_programme(self, project):
        round_ = DecisionRoundFactory(programme=project.programme)
        assert grant_fund(candidate(project, round=round_)).round == round_


class TestRefused:
    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"amount": Decimal(0)}, {"amount": "Beloppet ska vara större än noll."}),
            ({"amount": Decimal(-1)}, {"amount": "Beloppet ska vara större än noll."}),
            ({"amount": None}, {"amount": "Detta fält får inte vara null."}),
            ({"amount": Decimal("NaN")}, {"amount": "Värdet “NaN” måste vara ett decimaltal."}),
            ({"amount": Decimal("1.001")}, {"amount": "Säkerställ att det inte är mer än 2 decimaler."}),
            ({"year": 1989}, {"year": "Skriv året med fyra siffror, mellan 1990 och 2100."}),
            ({"year": 2101}, {"year": "Skriv året med fyra siffror, mellan 1990 och 2100."}),
            ({"kind": ""}, {"kind": "Detta fält får inte vara tomt."}),
        ],
    )
    def test_values_that_cannot_be(self, project, values, words):
        assert refusal(candidate(project, **values)) == {name: [said] for name, said in words.items()}

    def test_extension_needs_an_earlier_first_grant(self, project):
        words = {"kind": [words_of("grant_extends_an_initial")]}
        assert refusal(candidate(project, kind=EXTENSION)) == words
        GrantFactory(project=project, number=1, year=2026)
        assert refusal(candidate(project, 2, kind=EXTENSION, year=2025)) == words
        assert grant_fund(candidate(project, 2, kind=EXTENSION, year=2026)).kind == EXTENSION

    def test_first_grant_is_given_once(self, project):
        GrantFactory(project=project, number=1)
        assert refusal(candidate(project, 2)) == {"kind": [words_of("grant_one_initial")]}

    def test_number_that_is_taken_means_a_mistake_in_a_form(self, project):
        GrantFactory(project=project, number=1)
        assert refusal(candidate(project, 1, kind=EXTENSION)) == {"number": [words_of("grant_number_once")]}

    def test_draft_gets_no_money(self):
        assert refusal(candidate(ProjectFactory(draft=True))) == {
            "project": ["Projektet är ett utkast. Lämna in det innan det får medel."]
        }

    def test_round_of_another_programme(self, project):
        assert refusal(candidate(project, round=DecisionRoundFactory())) == {
            "round": ["Beslutstillfället hör till ett annat program."]
        }

    def test_share_of_a_committee_that_gave_nothing(self, project):
        stranger = OrganisationFactory(committee=True)
        assert refusal(candidate(project, shares={stranger: 1})) == {
            "shares": ["Bara nämnder som har gett programmet medel kan bära en del av beloppet."]
        }

    def test_personal_identity_number_in_the_comment(self, project):
        assert list(refusal(candidate(project, comment="Till 121212-1212"))) == ["comment"]


class TestCorrected:
    def test_amount_is_split_anew_and_the_changes_are_told(self, project):
        grant = grant_fund(candidate(project, amount=Decimal("1.01")))
        (outcome,) = grant_funds([GrantCandidate(project, 1, {"amount": Decimal(1000000)})])
        first, second = (row.committee for row in project.programme.appropriations.order_by("pk"))
        assert outcome.changes == (
            Change("amount", Decimal("1.01"), Decimal(1000000)),
            Change(
                "shares",
                {first: Decimal("0.51"), second: Decimal("0.50")},
                {first: Decimal(500000), second: Decimal(500000)},
            ),
        )
        assert shares(grant) == {
            "Integrationsnämnden": Decimal(500000),
            "Socialtjänstnämnden": Decimal(500000),
        }

    def test_agreed_shares_stay_agreed(self, project):
        first, second = (row.committee for row in project.programme.appropriations.order_by("pk"))
        grant = grant_fund(candidate(project, shares={first: 3, second: 1}))
        grant_fund(candidate(project, grant=grant, amount=Decimal(400000)))
        assert shares(grant) == {
            "Integrationsnämnden": Decimal(300000),
            "Socialtjänstnämnden": Decimal(100000),
        }

    def test_year_moves_the_money_to_that_years_committees(self, project):
        AppropriationFactory(
            programme=project.programme, year=2027, committee__short_name="Arbetsmarknadsnämnden"
        )
        grant = grant_fund(candidate(project))
        grant_fund(candidate(project, grant=grant, year=2027))
        assert shares(grant) == {"Arbetsmarknadsnämnden": Decimal(300000)}

    def test_same_again_is_unchanged_even_when_the_programme_got_another_committee(self, project):
        grant_funds([candidate(project)])
        AppropriationFactory(programme=project.programme)
        events = Grant.events.rel.related_model.objects.count()
        assert statuses(grant_funds([candidate(project)])) == [Status.UNCHANGED]
        assert Grant.events.rel.related_model.objects.count() == events

    def test_published_grant_asks_why_and_the_history_keeps_it(self):
        project = ProjectFactory(programme=funded(published=True))
        grant = grant_fund(candidate(project, year=2002))
        wanted = candidate(project, grant=grant, amount=Decimal(1))
        assert refusal(wanted) == {"why": ["Uppgifterna är publicerade. Skriv varför beslutet rättas."]}
        grant_fund(wanted, why="Fel i tryck")
        event = Grant.events.rel.related_model.objects.order_by("pgh_id").last()
        assert (event.amount, event.pgh_context.metadata["why"]) == (Decimal(1), "Fel i tryck")

    def test_first_grant_is_not_taken_from_its_extension(self, project):
        grant = GrantFactory(project=project, number=1, year=2026)
        GrantFactory(project=project, number=2, year=2026, extension=True)
        words = {"kind": [words_of("grant_extends_an_initial")]}
        assert refusal(candidate(project, grant=grant, kind=EXTENSION)) == words
        assert refusal(candidate(project, grant=grant, year=2027)) == words
        assert grant_fund(candidate(project, grant=grant, year=2025)).year == 2025


class TestBatch:
    def test_extension_may_stand_before_its_first_grant(self, project):
        outcomes = grant_funds([candidate(project, 2, kind=EXTENSION), candidate(project, 1)])
        assert statuses(outcomes) == [Status.NEW, Status.NEW]

    def test_refused_first_grant_takes_its_extension_with_it(self, project):
        outcomes = grant_funds(
            [candidate(project, 2, kind=EXTENSION), candidate(project, 1, amount=Decimal(0))]
        )
        assert refusals(outcomes) == [
            {"kind": [words_of("grant_extends_an_initial")]},
            {"amount": ["Beloppet ska vara större än noll."]},
        ]
        assert Grant.objects.count() == 0

    def test_second_first_grant_and_second_number_are_refused(self, project):
        outcomes = grant_funds(
            [candidate(project, 1), candidate(project, 2), candidate(project, 1, kind=EXTENSION)]
        )
        assert refusals(outcomes) == [
            None,
            {"kind": [words_of("grant_one_initial")]},
            {"number": ["Numret står redan på en tidigare rad. Ta bort den ena."]},
        ]

    def test_nothing_is_a_batch_too(self):
        assert grant_funds([]) == []

    @pytest.mark.parametrize("known", [False, True])
    def test_queries_do_not_grow_with_the_rows(self, known, django_assert_max_num_queries):
        programme = funded()
        few = ProjectFactory.create_batch(10, programme=programme)
        many = ProjectFactory.create_batch(300, programme=programme)
        if known:
            grant_funds([candidate(each, amount=Decimal(1)) for each in few + many])
        with django_assert_max_num_queries(10) as first:
            grant_funds([candidate(each) for each in few])
        with django_assert_max_num_queries(len(first)):
            outcomes = grant_funds([candidate(each) for each in many])
        assert {*statuses(outcomes)} == {Status.CHANGED if known else Status.NEW}


@given(
    ore=st.integers(1, 10**13),
    weights=st.lists(st.integers(0, 1000), min_size=1, max_size=6).filter(any),
)
def test_parts_always_sum_to_the_whole(ore, weights):
    amount = Decimal(ore) / 100
    committees = {
        Organisation(pk=pk, short_name=f"Nämnd {pk}"): weight for pk, weight in enumerate(weights, 1)
    }
    parts = apportion(amount, committees)
    assert sum(parts.values()) == amount
    assert list(parts) == list(committees)
