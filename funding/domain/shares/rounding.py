"""Rules that round each exact share and then say who takes the difference.

All work in whole units (a unit is one percent, or a hundredth of one, as the rule is asked for) and in exact
fractions, so that neither the order of the parties nor a computer's rounding matters.
"""

from fractions import Fraction

Units = dict[str, int]


def half_up(exact: Fraction) -> int:
    """Return the nearest whole unit, a half upwards."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def host_takes_rest(exact: dict[str, Fraction], whole: int, host: str) -> Units:
    """Round the others half up; the host takes what is left. The agreement of 2018 follows this rule."""
    others = {key: half_up(part) for key, part in exact.items() if key != host}
    return {**others, host: whole - sum(others.values())}


def largest_takes_difference(exact: dict[str, Fraction], whole: int) -> Units:
    """Round each half up; the largest takes the difference. Of two equally large the first by key."""
    rounded = {key: half_up(part) for key, part in exact.items()}
    largest = max(sorted(exact), key=lambda key: exact[key])
    rounded[largest] += whole - sum(rounded.values())
    return rounded


def largest_remainder(exact: dict[str, Fraction], whole: int) -> Units:
    """Round down (Hamilton); the units left go one each to the largest remainders, ties by key."""
    rounded = {key: part.numerator // part.denominator for key, part in exact.items()}
    order = sorted(sorted(exact), key=lambda key: rounded[key] - exact[key])
    for key in order[: whole - sum(rounded.values())]:
        rounded[key] += 1
    return rounded
