"""The goal line of an indicator: from one year's value to another's in even steps. Arithmetic, no ORM."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from portal.money import write_number
from projects.domain.indicatorperiods import Days
from projects.domain.indicatorpoints import Point, Told, rounded


@dataclass(frozen=True)
class Goal:
    """A value to reach in ``year``, counted from that of ``base_year``."""

    base_year: int
    base_value: Decimal
    year: int
    value: Decimal


def goal_line(points: Sequence[Point], goal: Goal) -> list[Told]:
    """For each point what the goal asks for by then: in even steps from base year to goal year."""
    return [goal_at(point.days, goal) for point in points]


def goal_at(days: Days, goal: Goal) -> Told:
    """What the goal asks for at the end of ``days``. The base year has its own value all through the year."""
    if days.begins.year < goal.base_year:
        return Told(None, _("Mållinjen börjar %(year)s.") % {"year": goal.base_year})
    begins, ends = Fraction((goal.base_year + 1) * 12), Fraction((goal.year + 1) * 12)
    if days.at > ends:
        return Told(None, _("Mållinjen slutar %(year)s.") % {"year": goal.year})
    gone = max(days.at - begins, Fraction(0))
    exact = Fraction(goal.base_value) + Fraction(goal.value - goal.base_value) * gone / (ends - begins)
    asked = rounded(exact, [goal.base_value, goal.value])
    how = _(
        "Från %(base)s (%(base_year)s) till %(goal)s (%(year)s) i lika stora steg. "
        "Efter %(gone)s av %(all)s månader: %(asked)s."
    ) % {
        "base": write_number(goal.base_value),
        "base_year": goal.base_year,
        "goal": write_number(goal.value),
        "year": goal.year,
        "gone": write_number(rounded(gone)),
        "all": write_number(int(ends - begins)),
        "asked": write_number(asked),
    }
    return Told(asked, how)
