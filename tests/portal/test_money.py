"""Splitting an amount: exact results, the laws over many random cases, and what is refused."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from portal.money import PartStep, RestStep, explain, split

CASES = 10_000
ORE = Decimal("0.01")


def kr(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("amount", "shares", "residual", "parts", "to"),
    [
        # The agreement of 2018: 23/66/11 of 6 500 000 comes out even.
        ("6500000", {"A": 23, "B": 66, "C": 11}, "A", {"A": "1495000", "B": "4290000", "C": "715000"}, ()),
        # Its counts 70/206/33 of 309: the others are rounded half up, the host takes the rest.
        ("1000", {"A": 70, "B": 206, "C": 33}, "A", {"A": "226.53", "B": "666.67", "C": "106.80"}, ("A",)),
        ("1000", {"A": 70, "B": 206, "C": 33}, "C", {"A": "226.54", "B": "666.67", "C": "106.79"}, ("C",)),
        # Nobody named: largest remainders, ties by key.
        ("100.01", {"b": 1, "a": 1, "c": 1}, None, {"a": "33.34", "b": "33.34", "c": "33.33"}, ("a", "b")),
        (
            "1000",
            {"A": 70, "B": 206, "C": 33},
            None,
            {"A": "226.54", "B": "666.67", "C": "106.79"},
            ("A", "B"),
        ),
        # A credit mirrors its debit.
        (
            "-100.01",
            {"b": 1, "a": 1, "c": 1},
            None,
            {"a": "-33.34", "b": "-33.34", "c": "-33.33"},
            ("a", "b"),
        ),
        (
            "-1000",
            {"A": 70, "B": 206, "C": 33},
            "A",
            {"A": "-226.53", "B": "-666.67", "C": "-106.80"},
            ("A",),
        ),
        # One party, one öre, nothing, and a party without share.
        ("0.01", {"A": 100}, "A", {"A": "0.01"}, ()),
        ("0.01", {"A": 100}, None, {"A": "0.01"}, ()),
        ("0.01", {"A": 1, "B": 1, "C": 1}, "C", {"A": "0", "B": "0", "C": "0.01"}, ("C",)),
        ("0.01", {"A": 1, "B": 1, "C": 1}, None, {"A": "0.01", "B": "0", "C": "0"}, ("A",)),
        ("0", {"A": 1, "B": 2}, "A", {"A": "0", "B": "0"}, ()),
        ("0.03", {"A": 0, "B": 1, "C": 1}, None, {"A": "0", "B": "0.02", "C": "0.01"}, ("B",)),
        # Two halves round up to more than the whole: the host without share is not credited an öre for it.
        ("0.01", {"A": 1, "B": 1, "host": 0}, "host", {"A": "0", "B": "0.01", "host": "0"}, ("A",)),
        ("-0.01", {"A": 1, "B": 1, "host": 0}, "host", {"A": "0", "B": "-0.01", "host": "0"}, ("A",)),
    ],
)
def test_split_gives_exact_parts(amount, shares, residual, parts, to):
    result = split(kr(amount), shares, residual)
    assert result.parts == {key: kr(part) for key, part in parts.items()}
    assert result.residual_to == to


def test_twelve_equal_parties_and_six_ore_leave_nobody_negative():
    result = split(kr("0.06"), dict.fromkeys(range(12), 1), 0)
    assert result.parts == dict.fromkeys(range(6), kr("0")) | dict.fromkeys(range(6, 12), ORE)


def test_steps_show_the_arithmetic():
    result = split(kr("1000"), {"B": Decimal(2), "A": Fraction(1)}, "A")
    third = Fraction(1, 3)
    assert result.steps == (
        PartStep("A", third, 1000 * third, kr("333.33"), Fraction(-1, 300), kr("0"), kr("333.33")),
        PartStep("B", 2 * third, 2000 * third, kr("666.67"), Fraction(1, 300), kr("0"), kr("666.67")),
        RestStep(amount=kr("1000"), rounded=kr("1000"), left=kr("0"), to=()),
    )


def test_explain_says_each_step_in_swedish():
    result = split(kr("1000"), {1: 70, 2: 206, 3: 33}, 1)
    names = {1: "Järva", 2: "Vantör", 3: "Farsta"}
    assert [line.replace("\u00a0", " ") for line in explain(result, names.__getitem__)] == [
        "Järva: 22,6537… % är 226,5372… kr, avrundat 226,54 kr, med resten 226,53 kr.",
        "Vantör: 66,6666… % är 666,6666… kr, avrundat 666,67 kr.",
        "Farsta: 10,6796… % är 106,7961… kr, avrundat 106,80 kr.",
        "De avrundade delarna blir 1 000,01 kr. Resten, −0,01 kr, läggs på Järva. Summan blir 1 000,00 kr.",
    ]
    assert (
        explain(split(kr("10"), {"A": 1}))[-1] == "Delarna blir tillsammans 10,00\u00a0kr. Inget blev över."
    )


def test_explain_does_not_say_rounded_where_nothing_is():
    told = explain(split(kr("1021750"), {"A": Decimal(42), "B": Decimal(58)}))
    assert [line.replace("\u00a0", " ") for line in told] == [
        "A: 42 % är 429 135,00 kr.",
        "B: 58 % är 592 615,00 kr.",
        "Delarna blir tillsammans 1 021 750,00 kr. Inget blev över.",
    ]
    told = explain(split(kr("0.04"), {"A": 1, "B": 1, "C": 2}, "C"))
    assert told[2].replace("\u00a0", " ") == "C: 50 % är 0,02 kr."
    told = explain(split(kr("0.06"), {"A": Decimal("0.25"), "B": Decimal("0.25"), "C": Decimal("0.5")}, "C"))
    assert told[2].replace("\u00a0", " ") == "C: 50 % är 0,03 kr, med resten 0,02 kr."


@pytest.mark.parametrize(
    ("amount", "shares", "residual", "words"),
    [
        ("1", {"A": -1, "B": 2}, None, "En andel kan inte vara mindre än noll."),
        ("1", {"A": 0, "B": 0}, None, "Minst en part måste ha en andel som är större än noll."),
        ("1", {}, None, "Minst en part måste ha en andel som är större än noll."),
        ("1", {"A": Decimal("NaN")}, None, "Skriv andelen som ett tal."),
        ("1", {"A": Decimal("Infinity")}, None, "Skriv andelen som ett tal."),
        ("1", {"A": 1}, "B", "Den som ska ta resten måste vara en av parterna."),
        ("0.005", {"A": 1}, "A", "Beloppet ska ha högst två decimaler, alltså hela ören."),
        ("NaN", {"A": 1}, "A", "Skriv beloppet som ett tal."),
        ("-Infinity", {"A": 1}, "A", "Skriv beloppet som ett tal."),
    ],
)
def test_split_refuses_with_words(amount, shares, residual, words):
    with pytest.raises(ValidationError) as refusal:
        split(kr(amount), shares, residual)
    assert refusal.value.messages == [words]


def test_split_never_takes_floats():
    with pytest.raises(TypeError):
        split(0.1, {"A": 1})  # type: ignore[arg-type]


def _random_case(chance: random.Random) -> tuple[Decimal, dict, int | None]:
    keys = chance.sample(range(100), chance.choice([1, 2, 3, 3, 4, 7, 12]))
    shares: dict = {
        key: chance.choice([0, 1, chance.randint(0, 400), chance.randint(1, 100)]) for key in keys
    }
    if chance.random() < 0.3:
        shares = {key: Decimal(share) / 8 for key, share in shares.items()}
    shares[keys[0]] += not any(shares.values())
    top = chance.choice([3, 100, 10**6, 10**12])
    amount = Decimal(chance.randint(-top, top)).scaleb(-2)
    return amount, shares, chance.choice([None, *keys])


def test_split_laws_hold_over_many_cases():
    chance = random.Random(20041115)
    for _case in range(CASES):
        amount, shares, residual = _random_case(chance)
        result = split(amount, shares, residual)
        of_all = sum(Fraction(share) for share in shares.values())
        exact = {key: Fraction(amount) * Fraction(share) / of_all for key, share in shares.items()}
        sign = -1 if amount < 0 else 1
        assert sum(result.parts.values()) == amount
        assert all(sign * part >= 0 for part in result.parts.values())
        others = [key for key in shares if key != residual]
        assert all(abs(Fraction(result.parts[key]) - exact[key]) < Fraction(1, 100) for key in others)
        assert all(result.parts[key] == 0 for key in others if not shares[key])
        if residual is not None:  # the rest is at most half an öre for each of the others
            assert abs(Fraction(result.parts[residual]) - exact[residual]) <= Fraction(len(others), 200)
        turned = dict(chance.sample(list(shares.items()), len(shares)))
        assert split(amount, turned, residual) == result
        assert split(-amount, shares, residual).parts == {key: -part for key, part in result.parts.items()}


def test_split_scales_to_amounts_beyond_the_decimal_context():
    huge = Decimal("9" * 40 + ".99")
    parts = split(huge, {"A": 1, "B": 2}, "A").parts
    assert sum(Fraction(part) for part in parts.values()) == Fraction(huge)
