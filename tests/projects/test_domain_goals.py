"""Goals against outcome: exact comparison, honest writing, and nothing made of what is not reported."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.domain.goals import State, measure_target, target_in_words
from projects.models import OutcomeCount, OutcomeMeasure, Target

WORK, BASE, OTHER = (
    OutcomeMeasure(pk=pk, code=code) for pk, code in ((1, "arbete"), (2, "deltagare"), (3, "ovrigt"))
)
NBSP = "\u00a0"
NOTHING = object()


def target(value=50, *, percent=True, measure=WORK, **more) -> Target:
    fields = {"unit": "procent i arbete" if percent else "personer", "base": BASE if percent else None}
    return Target(value=Decimal(str(value)), is_percent=percent, measure=measure, **(fields | more))


def count(measure, value, **more) -> OutcomeCount:
    value = None if value is None else Decimal(str(value))
    return OutcomeCount(measure=measure, value=value, unit=more.pop("unit", "personer"), **more)


def outcome(part, whole=NOTHING, **more) -> list[OutcomeCount]:
    base = [] if whole is NOTHING else [count(BASE, whole)]
    return [count(WORK, part, **more), *base]


@pytest.mark.parametrize(
    ("aim", "told", "state", "arithmetic"),
    [
        (target(50), outcome(19, 40), State.NOT_MET, f"19 av 40 (48{NBSP}%)"),
        (target(75), outcome(7, 9), State.MET, f"7 av 9 (78{NBSP}%)"),
        (target(50), outcome(67, 122), State.MET, f"67 av 122 (55{NBSP}%)"),
        (target(50), outcome(20, 40), State.MET, f"20 av 40 (50{NBSP}%)"),
        (target(80), outcome(8, 120), State.NOT_MET, f"8 av 120 (7{NBSP}%)"),
        (target(64), outcome(0, 40), State.NOT_MET, f"0 av 40 (0{NBSP}%)"),
        (target(30, percent=False), outcome(12), State.NOT_MET, "12"),
        (target(30, percent=False), outcome(30), State.MET, "30"),
        (target(12, percent=False, direction="at_most"), outcome(12), State.MET, "12"),
        (target(12, percent=False, direction="at_most"), outcome(13), State.NOT_MET, "13"),
        # nothing is made of what is not reported, and zero is not that
        (target(30, percent=False), outcome(None), State.NOT_REPORTED, "ej redovisat"),
        (target(30, percent=False), outcome(0), State.NOT_MET, "0"),
        (target(50), outcome(19), State.NOT_REPORTED, "ej redovisat"),
        (target(50), outcome(19, None), State.NOT_REPORTED, "ej redovisat"),
        (target(50), outcome(0, 0), State.NOT_REPORTED, "ej redovisat"),
        (target(50), [], State.NOT_REPORTED, "ej redovisat"),
        (target(50, measure=None), outcome(19, 40), State.NOT_MEASURABLE, ""),
        # what has not happened is no outcome
        (target(30, percent=False), outcome(41, qualifier="forecast"), State.NOT_REPORTED, "ej redovisat"),
        (target(30, percent=False), outcome(41, qualifier="plan"), State.NOT_REPORTED, "ej redovisat"),
        # how sure a number is stands with it
        (target(30, percent=False), outcome(25, qualifier="about"), State.NOT_MET, "cirka 25"),
        (target(30, percent=False), outcome(25, qualifier="more_than"), State.NOT_MEASURABLE, "mer än 25"),
        (target(20, percent=False), outcome(25, qualifier="more_than"), State.MET, "mer än 25"),
        # a share that somebody else computed
        (
            target(70),
            [count(WORK, 60, unit="procent"), count(BASE, 107)],
            State.NOT_MET,
            f"60{NBSP}% enligt redovisningen, antalet ej redovisat",
        ),
        # what is written never says the opposite of the answer
        (target(50), outcome(199, 400), State.NOT_MET, f"199 av 400 (49,8{NBSP}%)"),
        (target("66.67"), outcome(2, 3), State.NOT_MET, f"2 av 3 (66,667{NBSP}%)"),
    ],
)
def test_target_stands_as_its_figures_say(aim, told, state, arithmetic):
    found = measure_target(aim, told)
    assert (found.state, found.arithmetic) == (state, arithmetic)


def test_checked_value_counts_before_the_reported_one():
    told = [count(WORK, 19, verified=Decimal(21)), count(BASE, 40)]
    found = measure_target(target(50), told)
    assert (found.state, found.numerator, found.denominator) == (State.MET, Decimal(21), Decimal(40))


def test_other_things_are_told_apart_by_their_label():
    told = [count(OTHER, 4, label="föräldragrupper"), count(OTHER, 2, label="baskurser")]
    aim = target(2, percent=False, measure=OTHER, unit="baskurser")
    assert measure_target(aim, told).numerator == 2
    assert measure_target(target(2, percent=False, measure=OTHER), told).state == State.NOT_REPORTED


def test_sentence_tells_outcome_goal_answer_and_note():
    aim = target(50, unit="procent självförsörjande", note="Räknat av dem som fick praktik.")
    assert measure_target(aim, outcome(19, 40)).sentence == (
        f"Utfall 19 av 40 (48{NBSP}%). Målet är minst 50 procent självförsörjande: inte nått. "
        "Räknat av dem som fick praktik."
    )
    aim = target(25, measure=None, note="Inget av dem är redovisat.")
    assert measure_target(aim, []).sentence == "Målet går inte att mäta. Inget av dem är redovisat."


def test_target_in_words_says_direction_and_percent():
    assert target_in_words(target(50, unit="i arbete")) == "minst 50 procent i arbete"
    assert target_in_words(target(50, unit="%")) == "minst 50 procent"
    assert target_in_words(target(12, percent=False, direction="at_most")) == "högst 12 personer"


@given(part=st.integers(0, 5000), whole=st.integers(1, 5000), goal=st.integers(0, 10000))
def test_percentage_is_compared_as_a_fraction(part, whole, goal):
    aim = target(Decimal(goal) / 100)
    found = measure_target(aim, outcome(part, whole))
    met = Fraction(part, whole) >= Fraction(goal, 10000)
    assert found.state == (State.MET if met else State.NOT_MET)
    assert (found.numerator, found.denominator) == (part, whole)


@given(part=st.integers(0, 500), whole=st.integers(1, 500), goal=st.integers(0, 100))
def test_written_share_never_contradicts_the_answer(part, whole, goal):
    found = measure_target(target(goal), outcome(part, whole))
    written = found.arithmetic.partition("(")[2].removesuffix(f"{NBSP}%)")
    share = Decimal(written.replace(NBSP, "").replace(",", "."))
    assert (share >= goal) == (found.state == State.MET)


@given(value=st.integers(0, 500), goal=st.integers(0, 500))
def test_at_most_is_the_mirror_of_at_least(value, goal):
    least = measure_target(target(goal, percent=False), outcome(value)).state
    most = measure_target(target(goal, percent=False, direction="at_most"), outcome(value)).state
    both = {State.MET} if value == goal else {State.MET, State.NOT_MET}
    assert {least, most} == both
