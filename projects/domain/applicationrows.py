"""The rows of an application: what is asked for a year, and the targets it will be measured by."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import partial

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.content.outcomes import Refusals
from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import words_of
from projects.models import Application, ApplicationBudget, OutcomeMeasure, Target

Budget = Sequence[tuple[int, Decimal]]  # (year, kronor)
YEARS = range(1990, 2101)


@dataclass(frozen=True)
class TargetValues:
    """A target as somebody wants it to be; ``pk`` is the stored row it changes, None for a new one."""

    text: str
    value: Decimal
    unit: str
    is_percent: bool = False
    base: OutcomeMeasure | None = None
    measure: OutcomeMeasure | None = None
    direction: str = Target.Direction.AT_LEAST
    due_on: date | None = None
    note: str = ""
    pk: int | None = None


SAID = [field.name for field in fields(TargetValues) if field.name != "pk"]


def refuse_budget(budget: Budget, refusals: Refusals) -> None:
    """Refuse a year that stands twice or is none, and an amount that is nothing."""
    years = [year for year, _amount in budget]
    if len(set(years)) < len(years):
        refusals.add("budget", words_of("application_budget_once_a_year"))
    if any(year not in YEARS for year in years):
        refusals.add("budget", words_of("application_budget_year_is_a_year"))
    if any(amount <= 0 for _year, amount in budget):
        refusals.add("budget", words_of("application_budget_positive"))


def refuse_targets(targets: Sequence[TargetValues], refusals: Refusals) -> None:
    """Refuse a target without words, a percentage of nothing, and personal identity numbers."""
    for target in targets:
        for text in (target.text, target.note):
            refusals.take(partial(refuse_personal, text), name="targets")
        if target.value < 0:
            refusals.add("targets", words_of("target_not_negative"))
        if target.is_percent and (target.base is None or target.value > 100):
            refusals.add("targets", words_of("target_percent_has_base"))


def write_budget(application: Application, budget: Budget) -> None:
    """Let the stored years be those of ``budget``; a year that stays keeps its row, and its history."""
    stored = {row.year: row for row in application.budget.all()}
    wanted = dict(budget)
    for year, row in stored.items():
        if year not in wanted:
            row.delete()
        elif row.amount != wanted[year]:
            row.amount = wanted[year]
            row.save(update_fields=["amount"])
    ApplicationBudget.objects.bulk_create(
        ApplicationBudget(application=application, year=year, amount=amount)
        for year, amount in wanted.items()
        if year not in stored
    )


def write_targets(application: Application, targets: Sequence[TargetValues]) -> None:
    """Let the stored targets be ``targets``. Raises ValidationError for a row of another application."""
    stored = {row.pk: row for row in application.targets.all()}
    kept = {target.pk for target in targets if target.pk}
    if not kept <= stored.keys():
        raise ValidationError({"targets": _("Ett mål är borttaget av någon annan. Läs om sidan.")})
    for pk, row in stored.items():
        if pk not in kept:
            row.delete()
    for target in targets:
        row = stored.get(target.pk or 0) or Target(application=application)
        before = [getattr(row, name, None) for name in SAID] if row.pk else None
        after = [tidy(getattr(target, name)) for name in SAID]
        if before != after:
            for name, value in zip(SAID, after, strict=True):
                setattr(row, name, value)
            row.save()
