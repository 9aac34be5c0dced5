"""What does not seem to agree in a party's report: questions to think about, which stop nothing."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from funding.domain.earlier import Told
from funding.domain.reportcontent import outcome_of
from portal.money import write_number, write_tkr
from portal.periods import Period


def questions(
    values: Mapping[str, Any], *, before: Sequence[Told], period: Period, is_host: bool
) -> list[str]:
    """Ask about ``values``. ``before``: what the party told of earlier periods."""
    return [*_split(values), *_costs(values, is_host), *_forecast(values, before, period)]


def _split(values: Mapping[str, Any]) -> list[str]:
    registered, women, men = (values.get(name) for name in ("registered", "women", "men"))
    if registered is None or women is None or men is None or women + men == registered:
        return []
    words = {"sum": write_number(women + men), "registered": write_number(registered)}
    return [
        _("Kvinnor och män är tillsammans %(sum)s, men de folkbokförda är %(registered)s. Stämmer det?")
        % words
    ]


def _costs(values: Mapping[str, Any], is_host: bool) -> list[str]:
    if not is_host or outcome_of(values) is not None:
        return []
    return [_("Ni är värd men redovisar inga kostnader. Utan dem kan perioden inte avräknas. Stämmer det?")]


def _forecast(values: Mapping[str, Any], before: Sequence[Told], period: Period) -> list[str]:
    """The year cannot cost less than it has cost already."""
    forecast = values.get("forecast")
    told = [each.outcome for each in before if each.period and each.period.year == period.year]
    so_far = sum((cost for cost in (*told, outcome_of(values)) if cost is not None), Decimal())
    if forecast is None or forecast >= so_far:
        return []
    words = {"forecast": write_tkr(forecast), "so_far": write_tkr(so_far)}
    return [
        _("Prognosen, %(forecast)s tkr, är lägre än kostnaden hittills i år, %(so_far)s tkr. Stämmer det?")
        % words
    ]
