"""The money of a report, in kronor: granted so far, spent, left, and the forecast against the budget."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.money import percent, write_number, write_tkr
from portal.money.writing import NBSP
from projects.models import Grant, ReportDuty


@dataclass(frozen=True)
class Money:
    """``granted``: all that was granted up to and with the year of the report; ``budget``: for that year.

    None is not known: nothing granted, nothing told.
    """

    year: int
    granted: Decimal | None
    budget: Decimal | None
    spent: Decimal | None
    forecast: Decimal | None

    @property
    def left(self) -> Decimal | None:
        """What is left of all that was granted; less than zero when more is spent."""
        return None if self.granted is None or self.spent is None else self.granted - self.spent

    @property
    def deviation(self) -> Decimal | None:
        """The year's forecast less its budget: more than zero is dearer than granted."""
        return None if self.budget is None or self.forecast is None else self.forecast - self.budget

    @property
    def deviation_percent(self) -> str | None:
        """The deviation in whole percent of the year's budget, signed: "−2 %"."""
        if self.deviation is None or not self.budget:
            return None
        size = percent(int(abs(self.deviation) * 100), int(self.budget * 100)) or 0
        return f"{write_number(-size if self.deviation < 0 else size)}{NBSP}%"

    @property
    def steps(self) -> list[str]:
        """The arithmetic in sentences, amounts in tkr."""
        found = []
        if self.granted is not None and self.spent is not None and self.left is not None:
            found.append(
                _("Kvar: beviljat hittills %(granted)s − förbrukat hittills %(spent)s = %(left)s tkr.")
                % {
                    "granted": write_tkr(self.granted),
                    "spent": write_tkr(self.spent),
                    "left": write_tkr(self.left),
                }
            )
        if self.forecast is not None and self.budget is not None and self.deviation is not None:
            words = {
                "year": self.year,
                "forecast": write_tkr(self.forecast),
                "budget": write_tkr(self.budget),
                "deviation": write_tkr(self.deviation),
                "percent": self.deviation_percent,
            }
            found.append(
                _(
                    "Avvikelse: prognos för %(year)s %(forecast)s − beviljat för %(year)s %(budget)s "
                    "= %(deviation)s tkr (%(percent)s av det som är beviljat för året)."
                )
                % words
            )
        return found


def money_of(duty: ReportDuty, *, spent: Decimal | None, forecast: Decimal | None) -> Money:
    """The money of a report about ``duty``. A grant whose year nobody knows counts among those so far."""
    year = duty.expected.year
    grants = list(Grant.objects.filter(project=duty.project_id).values_list("year", "amount"))
    so_far = [amount for when, amount in grants if when is None or when <= year]
    of_year = [amount for when, amount in grants if when == year]
    return Money(year, _sum(so_far), _sum(of_year), spent, forecast)


def _sum(amounts: list[Decimal]) -> Decimal | None:
    return sum(amounts, Decimal()) if amounts else None
