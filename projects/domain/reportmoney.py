"""The money of a report, in kronor: granted so far, spent, left, and the forecast against the budget.

The budget of a year is what was granted for it and what was left when it began: the forecast is of all that
is spent in the year (``Prognos helår``, contract), and a project goes on spending last year's money until it
is spent or goes back (återföring, administration.md 13 and 16). What was left is known when every earlier
grant has its year and a report tells what was spent up to the last day of the year before.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from portal.deadlines.expecting import period_of_report
from portal.money import percent, write_number, write_tkr
from portal.money.writing import NBSP
from projects.models import Grant, Repayment, Report, ReportDuty


@dataclass(frozen=True)
class Money:
    """``granted``: all that was granted up to and with the year of the report; ``of_year``: for that year.

    ``carried``: what was left of earlier years' money when the year began, less than zero when more was
    spent; zero when nothing was granted before. None is not known: nothing granted, nothing told.
    """

    year: int
    granted: Decimal | None
    of_year: Decimal | None
    spent: Decimal | None
    forecast: Decimal | None
    carried: Decimal | None = Decimal()

    @property
    def budget(self) -> Decimal | None:
        """What the project has to spend in the year; without what was carried over when nobody knows it."""
        if self.of_year is None and not self.carried:
            return None
        return (self.of_year or Decimal()) + (self.carried or Decimal())

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
        if self.budget is not None and self.carried:
            found.append(self._said_of_budget)
        if self.forecast is not None and self.budget is not None and self.deviation is not None:
            found.append(self._said_of_deviation)
            if self.carried is None:
                found.append(_("Vad som var kvar från tidigare år är inte redovisat och ingår inte."))
        return found

    @property
    def _said_of_budget(self) -> str:
        words = {
            "year": self.year,
            "of_year": write_tkr(self.of_year or Decimal()),
            "carried": write_tkr(self.carried or Decimal()),
            "budget": write_tkr(self.budget or Decimal()),
        }
        return (
            _(
                "Att använda %(year)s: beviljat för %(year)s %(of_year)s + kvar från tidigare år %(carried)s "
                "= %(budget)s tkr."
            )
            % words
        )

    @property
    def _said_of_deviation(self) -> str:
        words = {
            "year": self.year,
            "forecast": write_tkr(self.forecast or Decimal()),
            "budget": write_tkr(self.budget or Decimal()),
            "deviation": write_tkr(self.deviation or Decimal()),
            "percent": self.deviation_percent,
        }
        if self.carried:
            text = _(
                "Avvikelse: prognos för %(year)s %(forecast)s − att använda %(year)s %(budget)s "
                "= %(deviation)s tkr (%(percent)s av det)."
            )
        else:
            text = _(
                "Avvikelse: prognos för %(year)s %(forecast)s − beviljat för %(year)s %(budget)s "
                "= %(deviation)s tkr (%(percent)s av det som är beviljat för året)."
            )
        return text % words


def money_of(duty: ReportDuty, *, spent: Decimal | None, forecast: Decimal | None) -> Money:
    """The money of a report about ``duty``. A grant whose year nobody knows counts among those so far."""
    year = duty.expected.year
    grants = list(Grant.objects.filter(project=duty.project_id).values_list("year", "amount"))
    so_far = [amount for when, amount in grants if when is None or when <= year]
    of_year = [amount for when, amount in grants if when == year]
    return Money(year, _sum(so_far), _sum(of_year), spent, forecast, _carried(duty, grants))


def _carried(duty: ReportDuty, grants: list[tuple[int | None, Decimal]]) -> Decimal | None:
    """What was left of earlier years' grants when the year of ``duty`` began, without what has gone back."""
    year = duty.expected.year
    if any(when is None for when, _amount in grants):
        return None
    before = _sum([amount for when, amount in grants if when is not None and when < year])
    if before is None:
        return Decimal()
    spent = _spent_before(duty, year)
    if spent is None:
        return None
    back = Repayment.objects.filter(project=duty.project_id, received_on__year__lt=year)
    return before - spent - (back.aggregate(sum=Sum("amount"))["sum"] or Decimal())


def _spent_before(duty: ReportDuty, year: int) -> Decimal | None:
    """What was spent up to the last day of the year before, by the report of a period that ends that day."""
    told = Report.objects.current().filter(
        duty__project=duty.project_id, duty__expected__year=year - 1, spent__isnull=False
    )
    for report in told.select_related("duty__expected").order_by("-duty__expected__due_on", "-pk"):
        if period_of_report(report.duty.expected).last_day.month == 12:
            return report.spent
    return None


def _sum(amounts: list[Decimal]) -> Decimal | None:
    return sum(amounts, Decimal()) if amounts else None
