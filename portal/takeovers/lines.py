"""One line of the page Att ta över: what waits, with its form; the refused one keeps what was typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.cases.models import Case, Registry
from portal.deadlines.expecting import period_of_report
from portal.deadlines.models import ExpectedReport
from portal.takeovers.forms import TakeOverForm
from portal.takeovers.heirs import Heirs
from portal.takeovers.waiting import Waiting, waiting_cases, waiting_reports

Thing = Case | ExpectedReport


@dataclass(frozen=True)
class Line:
    waiting: Waiting
    form: TakeOverForm
    portal_gives: bool = False

    @property
    def thing(self) -> Thing:
        return self.waiting.thing

    @property
    def period(self) -> Any:
        return period_of_report(self.thing) if isinstance(self.thing, ExpectedReport) else None


def given_by_portal() -> set[int]:
    """Return the bodies (keys) that get their registry numbers from the portal."""
    return set(Registry.objects.filter(source=Registry.Source.PORTAL).values_list("body", flat=True))


def lines(found: Iterable[Waiting], given: set[int], refused: Line | None = None) -> list[Line]:
    """Return a line for each that waits; ``refused`` stands in for its own."""
    return [
        refused
        if refused and refused.thing == each.thing
        else Line(each, TakeOverForm(waiting=each), _given_to(each, given))
        for each in found
    ]


def line_of(thing: Thing, *, heirs: Mapping[int, Heirs], data: Any) -> Line | None:
    """Return the line of ``thing`` with what was posted, or None when it waits no longer."""
    found = waiting_cases(heirs) if isinstance(thing, Case) else waiting_reports(heirs)
    for each in found:
        if each.thing == thing:
            return Line(each, TakeOverForm(data, waiting=each))
    return None


def _given_to(each: Waiting, given: set[int]) -> bool:
    return each.heirs.stated and each.heirs.bodies[0].pk in given
