"""A party's money of the year so far, beside the form and on the report: outcome, forecast, deviation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from funding.domain.computing import budget_between, terms_between
from funding.domain.earlier import Told
from funding.models import PartyDuty
from portal.deadlines.expecting import period_of_report
from portal.money import NBSP, write_number, write_tkr


@dataclass(frozen=True)
class YearMoney:
    """In kronor; None is not reported. ``budget`` is the agreement's, and only the host's to keep."""

    year: int
    outcome: Decimal | None
    so_far: Decimal | None
    forecast: Decimal | None
    budget: Decimal | None

    @property
    def deviation(self) -> Decimal | None:
        """The budget less the forecast: below zero the year costs more than agreed."""
        if self.budget is None or self.forecast is None:
            return None
        return self.budget - self.forecast

    @property
    def deviation_percent(self) -> str:
        if self.deviation is None or not self.budget:
            return ""
        percent = (100 * self.deviation / self.budget).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return f"{write_number(percent)}{NBSP}%"

    @property
    def steps(self) -> list[str]:
        if self.deviation is None or self.budget is None or self.forecast is None:
            return []
        words = {
            "budget": write_tkr(self.budget),
            "forecast": write_tkr(self.forecast),
            "deviation": write_tkr(self.deviation),
        }
        return [
            _("Avvikelsen är budgeten minus prognosen: %(budget)s − %(forecast)s = %(deviation)s tkr.")
            % words
        ]


def year_money(duty: PartyDuty, told: Told, before: Sequence[Told]) -> YearMoney:
    """The year of the duty's period: what ``told`` says, and what the party told ``before`` of the year."""
    year = period_of_report(duty.expected).year
    earlier = [each.outcome for each in before if each.period and each.period.year == year]
    reported = [cost for cost in (*earlier, told.outcome) if cost is not None]
    return YearMoney(
        year=year,
        outcome=told.outcome,
        so_far=sum(reported, Decimal()) if reported else None,
        forecast=told.values["forecast"],
        budget=_budget(duty, year) if duty.party.is_host else None,
    )


def _budget(duty: PartyDuty, year: int) -> Decimal | None:
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    terms = terms_between(duty.party.agreement, first, after)
    return sum(budget_between(terms, first, after).values(), Decimal()) if terms else None
