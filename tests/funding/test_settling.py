"""A settlement adds up to the öre, by stretch, whatever was debited before."""

import random
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from funding.domain.settling import TermsInForce, settle, yearly_budget
from funding.domain.spanning import Convention

TERTIAL = date(2019, 1, 1), date(2019, 5, 1)
OF_2018 = TermsInForce(
    1, date(2018, 9, 1), date(2020, 1, 1), {"K": Decimal(23), "N": Decimal(66), "Ö": Decimal(11)}, "N"
)


def account(cost, terms=(OF_2018,), already=None, period=TERTIAL):
    return settle(
        begins=period[0],
        ends=period[1],
        own_costs={"N": Decimal(cost)},
        terms=terms,
        already_debited=already or {},
    )


def lines(found):
    return {one.party: (one.share_of_cost, one.already_debited, one.remains) for one in found.parties}


def test_one_version_in_force():
    zero = Decimal()
    assert lines(account("933333.33")) == {
        "K": (Decimal("214666.67"), zero, Decimal("214666.67")),
        "N": (Decimal("615999.99"), zero, Decimal("-317333.34")),
        "Ö": (Decimal("102666.67"), zero, Decimal("102666.67")),
    }


def test_what_is_debited_is_taken_off_and_may_become_a_credit():
    found = account("1000", already={"K": Decimal("300"), "N": Decimal("-410"), "Ö": Decimal("110")})
    assert [(one.party, one.remains) for one in found.parties] == [
        ("K", Decimal("-70.00")),
        ("N", Decimal("70.00")),
        ("Ö", Decimal("0.00")),
    ]


def test_what_a_party_has_borne_itself_is_taken_off_its_share():
    found = settle(
        begins=TERTIAL[0],
        ends=TERTIAL[1],
        own_costs={"N": Decimal(900), "Ö": Decimal(100)},
        terms=[OF_2018],
        already_debited={},
    )
    assert [(one.party, one.own_cost, one.remains) for one in found.parties] == [
        ("K", Decimal(0), Decimal("230.00")),
        ("N", Decimal(900), Decimal("-240.00")),
        ("Ö", Decimal(100), Decimal("10.00")),
    ]


def test_terms_that_change_inside_the_tertial_are_settled_by_stretch():
    before = TermsInForce(1, date(2018, 9, 1), date(2019, 3, 1), OF_2018.shares, "N")
    after = TermsInForce(2, date(2019, 3, 1), date(2020, 1, 1), {"K": Decimal(50), "N": Decimal(50)}, "N")
    found = account("1000", [after, before])
    assert [(one.begins, one.ends, one.cost, one.span.words) for one in found.stretches] == [
        (date(2019, 1, 1), date(2019, 3, 1), Decimal("500.00"), "2 månader av 12"),
        (date(2019, 3, 1), date(2019, 5, 1), Decimal("500.00"), "2 månader av 12"),
    ]
    assert [(one.party, one.share_of_cost) for one in found.parties] == [
        ("K", Decimal("365.00")),
        ("N", Decimal("580.00")),
        ("Ö", Decimal("55.00")),
    ]


def test_a_change_in_the_middle_of_a_month_is_counted_in_days():
    before = TermsInForce(1, date(2018, 9, 1), date(2019, 3, 16), OF_2018.shares, "N")
    after = TermsInForce(2, date(2019, 3, 16), date(2020, 1, 1), OF_2018.shares, "N")
    assert [one.span.words for one in account("120", [before, after]).stretches] == [
        "74 av 365 dagar",
        "46 av 365 dagar",
    ]


@pytest.mark.parametrize(
    ("terms", "day"),
    [
        ((), "2019-01-01"),
        ((TermsInForce(1, date(2019, 2, 1), date(2020, 1, 1), OF_2018.shares, "N"),), "2019-01-01"),
        ((TermsInForce(1, date(2018, 9, 1), date(2019, 4, 1), OF_2018.shares, "N"),), "2019-04-01"),
    ],
)
def test_a_day_without_terms_is_named(terms, day):
    with pytest.raises(ValidationError) as refused:
        account("1000", terms)
    assert refused.value.messages == [
        f"Det finns inte precis ett villkor i kraft den {day}, så perioden kan inte avräknas."
    ]


def test_lines_always_sum_to_the_cost():
    chance = random.Random(4)
    for _case in range(2_000):
        cut = date(2019, chance.randint(1, 4), chance.randint(1, 28))
        shares = [chance.randint(0, 50), chance.randint(0, 50)]
        other = {"K": Decimal(shares[0]), "N": Decimal(shares[1]), "Ö": Decimal(100 - sum(shares))}
        before = TermsInForce(1, date(2018, 9, 1), cut, OF_2018.shares, "N")
        after = TermsInForce(2, cut, date(2020, 1, 1), other, "K")
        terms = [before, after] if cut > TERTIAL[0] else [after]
        cost = Decimal(chance.randint(0, 10**9)).scaleb(-2)
        found = account(cost, terms)
        assert sum(one.share_of_cost for one in found.parties) == cost
        assert sum(one.cost for one in found.stretches) == cost


@pytest.mark.parametrize(
    ("convention", "kronor"),
    [
        (Convention.MONTHS, "3733333.33"),
        (Convention.DAYS, "3735890.41"),
        (Convention.TERTIALS, "3733333.33"),
        (Convention.THIRTY_360, "3733333.33"),
    ],
)
def test_sixteen_months_of_2_800_tkr_under_each_convention(convention, kronor):
    found, _span = yearly_budget(Decimal(2_800_000), date(2018, 9, 1), date(2020, 1, 1), convention)
    assert found == Decimal(kronor)


def test_whole_kronor_are_borne_by_all_but_the_host_who_takes_the_ore():
    found = settle(
        begins=TERTIAL[0],
        ends=TERTIAL[1],
        own_costs={"N": Decimal("933333.33")},
        terms=[OF_2018],
        already_debited={},
        whole_kronor_but="N",
    )
    assert [(one.party, one.share_of_cost, one.rounding) for one in found.parties] == [
        ("K", Decimal("214667"), Decimal("0.33")),
        ("N", Decimal("615999.33"), Decimal("-0.66")),
        ("Ö", Decimal("102667"), Decimal("0.33")),
    ]


@pytest.mark.parametrize(("cost", "host"), [("0", "0"), ("0.99", "0.99"), ("1.01", "1.01"), ("2.50", "2.50")])
def test_a_cost_of_a_few_kronor_is_the_hosts_in_whole_kronor(cost, host):
    terms = TermsInForce(1, date(2018, 9, 1), date(2020, 1, 1), {"K": Decimal(10), "N": Decimal(90)}, "N")
    found = settle(
        begins=TERTIAL[0],
        ends=TERTIAL[1],
        own_costs={"N": Decimal(cost)},
        terms=[terms],
        already_debited={},
        whole_kronor_but="N",
    )
    assert {one.party: one.share_of_cost for one in found.parties} == {"K": 0, "N": Decimal(host)}


def test_ten_thousand_settlements_in_two_stretches_sum_to_the_cost_in_ore_and_in_kronor():
    chance = random.Random(16)
    for _case in range(5_000):
        parties = "ABCDEFGHIJKL"[: chance.randint(2, 12)]
        cut = date(2019, chance.randint(1, 4), chance.randint(2, 28))
        versions = [
            TermsInForce(number, first, after, _random_shares(chance, parties), chance.choice(parties))
            for number, (first, after) in enumerate(((TERTIAL[0], cut), (cut, TERTIAL[1])), start=1)
        ]
        borne = {each: Decimal(chance.choice((0, chance.randint(0, 10**9)))).scaleb(-2) for each in parties}
        cost = sum(borne.values())
        for but in (None, parties[0]):
            found = settle(
                begins=TERTIAL[0],
                ends=TERTIAL[1],
                own_costs=borne,
                terms=chance.sample(versions, 2),
                already_debited={},
                whole_kronor_but=but,
            )
            assert sum(one.share_of_cost for one in found.parties) == cost
            assert sum(one.cost for one in found.stretches) == cost
            assert all(sum(one.split.parts.values()) == one.cost for one in found.stretches)
            assert sum(one.rounding for one in found.parties) == 0
            assert sum(one.remains for one in found.parties) == 0
            if but:
                assert all(one.remains == int(one.remains) for one in found.parties if one.party != but)


def _random_shares(chance: random.Random, parties: str) -> dict[str, Decimal]:
    """Shares of six decimals that sum to 100, a zero among them now and then."""
    cuts = sorted(chance.choice((0, chance.randint(0, 10**8))) for _ in parties[1:])
    ends = [0, *cuts, 10**8]
    return {
        party: Decimal(after - before).scaleb(-6)
        for party, before, after in zip(parties, ends, ends[1:], strict=False)
    }
