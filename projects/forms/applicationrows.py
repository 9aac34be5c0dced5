"""The rows of an application's form: targets and budget years, as many as one likes, with and without script.

A row that is left blank is not there. What stands in the boxes can be given back unread: after Lägg till rad,
and from what the form saved by itself.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.content.texts import as_number
from portal.ui.fields import CountField, NumberField, SwedishDateField, TkrField
from portal.ui.layout import dress
from projects.domain.applicationrows import YEARS, Budget, TargetValues
from projects.models import Application, OutcomeMeasure, Target

MOST = 30  # rows of a kind
TARGETS, BUDGET = "mal", "budget"  # prefixes, and the value of the button that adds a row
REQUIRED = _("Fyll i fältet, eller töm hela raden.")
Typed = Mapping[str, str | list[str]]


class RowForm(forms.Form):
    """A row is whole or blank: ``needed`` are the boxes that a row with anything in it must have."""

    needed: tuple[str, ...] = ()
    always: tuple[str, ...] = ()  # boxes that hold something in a blank row too

    @property
    def is_blank(self) -> bool:
        values = (value for name, value in self.cleaned_data.items() if name not in (*self.always, "DELETE"))
        return not any(value not in (None, "", False) for value in values)

    def clean(self) -> Any:
        cleaned = super().clean()
        if not self.is_blank:
            for name in self.needed:
                if name not in self.errors and cleaned.get(name) in (None, ""):
                    self.add_error(name, REQUIRED)
        return cleaned


class BudgetRow(RowForm):
    needed = ("year", "amount")
    year = CountField(label=_("År"))
    amount = TkrField(label=_("Söker, tkr"), required=False)

    def clean_year(self) -> int | None:
        year = self.cleaned_data["year"]
        if year is not None and year not in YEARS:
            raise ValidationError(_("Skriv året med fyra siffror, mellan 1990 och 2100."))
        return year


class TargetRow(RowForm):
    needed, always = ("text", "value", "unit"), ("direction", "row")
    text = forms.CharField(
        label=_("Målet i ord"),
        required=False,
        max_length=300,
        help_text=_("Vad ska vara nått, och för vilka?"),
    )
    direction = forms.ChoiceField(
        label=_("Minst eller högst"), required=False, choices=Target.Direction.choices
    )
    value = NumberField(label=_("Målvärde"), required=False)
    unit = forms.CharField(
        label=_("Enhet"), required=False, max_length=80, help_text=_("Till exempel personer eller procent.")
    )
    base = forms.ChoiceField(
        label=_("Procent av"), required=False, help_text=_("Välj bara när målvärdet är i procent.")
    )
    measure = forms.ChoiceField(
        label=_("Jämförs med måttet"), required=False, help_text=_("Ett tal som ni redovisar varje tertial.")
    )
    due_on = SwedishDateField(label=_("Senast"), required=False)
    note = forms.CharField(
        label=_("Så mäts målet"),
        required=False,
        max_length=300,
        help_text=_("Hur ni räknar. Finns inget mått som passar: varför inte, och hur ni följer upp ändå."),
    )
    row = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, measures: Mapping[str, OutcomeMeasure], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.measures = measures
        named = [(key, measure.name) for key, measure in measures.items()]
        self.fields["measure"].choices = [("", _("Inget av måtten")), *named]
        bases = [(key, name) for key, name in named if measures[key].is_base]
        self.fields["base"].choices = [("", _("Inte i procent")), *bases]

    def values(self) -> TargetValues:
        said = self.cleaned_data
        base = self.measures.get(said["base"])
        return TargetValues(
            text=said["text"],
            value=said["value"],
            unit=said["unit"],
            is_percent=base is not None,
            base=base,
            measure=self.measures.get(said["measure"]),
            direction=said["direction"] or Target.Direction.AT_LEAST,
            due_on=said["due_on"],
            note=said["note"],
            pk=as_number(said["row"]),
        )


class BlankFormSet(forms.BaseFormSet):
    def add_fields(self, form: Any, index: Any) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Ta bort raden")
        for box in form.fields.values():
            box.unmarked = True  # "(frivilligt)" at every box of a row would say nothing
        dress(form)


_TargetSet: Any = forms.formset_factory(
    TargetRow, formset=BlankFormSet, extra=0, can_delete=True, max_num=MOST, absolute_max=MOST
)
_BudgetSet: Any = forms.formset_factory(
    BudgetRow, formset=BlankFormSet, extra=0, can_delete=True, max_num=MOST, absolute_max=MOST
)


class ApplicationRows:
    """Both sets of rows: sent (``data``), given back as they were ``typed``, or as they are stored."""

    def __init__(
        self, application: Application, *, data: Any = None, typed: Typed | None = None, more: str = ""
    ):
        measures = {str(each.pk): each for each in OutcomeMeasure.objects.in_use()}
        kwargs = {"measures": measures}
        if data is not None:
            self.targets = _TargetSet(data, prefix=TARGETS, form_kwargs=kwargs)
            self.budget = _BudgetSet(data, prefix=BUDGET)
            return
        targets = _typed_rows(typed, TARGETS, TargetRow) if typed else _stored_targets(application)
        budget = _typed_rows(typed, BUDGET, BudgetRow) if typed else _stored_budget(application)
        targets = targets + [{}] * (more == TARGETS or not targets)
        budget = budget + [{}] * (more == BUDGET or not budget)
        self.targets = _TargetSet(initial=targets[:MOST], prefix=TARGETS, form_kwargs=kwargs)
        self.budget = _BudgetSet(initial=budget[:MOST], prefix=BUDGET)

    @property
    def forms(self) -> list[Any]:
        return [*self.budget, *self.targets]

    def is_valid(self) -> bool:
        return all([self.budget.is_valid(), self.targets.is_valid()])

    def said_budget(self) -> Budget:
        rows = (row.cleaned_data for row in _kept(self.budget))
        return [(row["year"], row["amount"]) for row in rows]

    def said_targets(self) -> list[TargetValues]:
        return [row.values() for row in _kept(self.targets)]


def _kept(rows: Any) -> list[Any]:
    return [row for row in rows if row not in rows.deleted_forms and not row.is_blank]


def _stored_budget(application: Application) -> list[dict[str, Any]]:
    rows = application.budget.order_by("year") if application.pk else []
    return [{"year": str(row.year), "amount": row.amount} for row in rows]


def _stored_targets(application: Application) -> list[dict[str, Any]]:
    rows = application.targets.order_by("pk") if application.pk else []
    return [
        {
            "text": row.text,
            "direction": row.direction,
            "value": row.value,
            "unit": row.unit,
            "base": str(row.base_id or "") if row.is_percent else "",
            "measure": str(row.measure_id or ""),
            "due_on": row.due_on,
            "note": row.note,
            "row": str(row.pk),
        }
        for row in rows
    ]


def _typed_rows(typed: Typed, prefix: str, form: type[RowForm]) -> list[dict[str, Any]]:
    """What stood in the rows' boxes, as text; rows marked to be taken away are gone."""
    count = min(as_number(str(typed.get(f"{prefix}-TOTAL_FORMS", ""))) or 0, MOST)
    names = form.base_fields
    return [
        {name: typed.get(f"{prefix}-{n}-{name}", "") for name in names}
        for n in range(count)
        if not typed.get(f"{prefix}-{n}-DELETE")
    ]
