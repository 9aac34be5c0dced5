"""The forms of what a project is to report: a date by hand, the template's kind of period, a reason."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models import WheelEntry
from portal.periods import KINDS, Period
from portal.ui.fields import SwedishDateField
from portal.ui.layout import one_column

Choice = tuple[str, Any]


def written(period: Period) -> str:
    """How the form names a period: "tertial:2026:2"."""
    return f"{period.kind}:{period.year}:{period.number}"


def read_period(text: str) -> Period:
    """The period that ``written`` named; ValidationError when there is no such one."""
    kind, _colon, rest = text.partition(":")
    year, _colon, number = rest.partition(":")
    if not (year.isascii() and year.isdigit() and number.isascii() and number.isdigit()):
        raise ValidationError(translate("Välj en period."))
    return Period(kind, int(year[:4]), int(number[:2]))


def periods_offered(years: Iterable[int], *, asked: Iterable[Period]) -> list[tuple[str, list[Choice]]]:
    """Every period of the years that is not asked for yet, by year, with the days it is about."""
    taken = set(asked)
    offered = []
    for year in years:
        periods = [
            Period(kind, year, place) for kind in KINDS for place in range(1, len(KINDS[kind].titles) + 1)
        ]
        choices = [(written(each), f"{each.title} ({each.written})") for each in periods if each not in taken]
        offered.append((str(year), choices))
    return offered


class DutyForm(forms.Form):
    """A report to expect beside the template: of what, and by when."""

    period = forms.ChoiceField(
        label=_("Period"), help_text=_("Perioder som redan ska redovisas står inte med.")
    )
    due_on = SwedishDateField(
        label=_("Senast"),
        required=False,
        help_text=_("Till exempel 2026-11-22. Lämna tomt för årshjulets dag. Dagen flyttas aldrig efteråt."),
    )
    is_final = forms.BooleanField(label=_("Det här är slutredovisningen"), required=False)

    def __init__(self, *args: Any, periods: list[tuple[str, list[Choice]]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = [("", translate("Välj period")), *periods]
        self.helper = one_column("period", "due_on", "is_final")

    def clean_period(self) -> Period:
        return read_period(self.cleaned_data["period"])

    @property
    def due_day(self) -> date | None:
        return self.cleaned_data["due_on"]


class TemplateForm(forms.Form):
    """Which kind of period the project's reports follow."""

    kind = forms.ChoiceField(
        label=_("Redovisningarna följer"), choices=WheelEntry.Kind.choices, initial=WheelEntry.Kind.TERTIAL
    )


class WithdrawForm(forms.Form):
    """Why a report is asked for no longer."""

    reason = forms.CharField(
        label=_("Skäl"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Den som skulle ha redovisat läser skälet. Inga namn."),
    )
