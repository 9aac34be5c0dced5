"""The forms of indicators: a series, a value of it, and a break in how it is counted."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.content.parsing import Unreadable
from portal.ui.fields import NumberField
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile
from projects.domain.indicatorperiods import IndicatorPeriod, read_period
from projects.forms.fields import LONGEST
from projects.models import DefinitionBreak, IndicatorSeries, IndicatorValue, Programme

DIGITS, DECIMALS = 13, 5  # as the columns have them
PERIOD_HELP = _("Till exempel 2003, 2003-12, 2003 K4, 2003 T3, 2002-11/2003-10 eller 1999 till 2003-12.")


class PeriodField(forms.CharField):
    """A period as statistics are written; the value is an IndicatorPeriod."""

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=60, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text or isinstance(text, IndicatorPeriod):
            return text
        try:
            return read_period(text)
        except Unreadable as refusal:
            raise ValidationError(f"{refusal.message} {refusal.remedy}") from refusal

    def run_validators(self, value: Any) -> None:
        """Look at the length of what was written; a NUL is refused by the reader."""
        super().run_validators(str(value))


class _Untouched(Meanwhile):
    """Leave the record as it is: the domain builds and checks what is to be written."""

    def _post_clean(self) -> None: ...


def _number(label: Any, **kwargs: Any) -> NumberField:
    return NumberField(label=label, digits=DIGITS, decimals=DECIMALS, **kwargs)


class SeriesForm(_Untouched, forms.ModelForm):
    """A series, with its goal line."""

    goal_base_value = _number(_("Värdet det året"), required=False)
    goal_value = _number(_("Värdet att nå"), required=False)

    class Meta:
        model = IndicatorSeries
        fields = (
            *("name", "category", "unit", "precision", "programme", "source", "definition"),
            *("goal_base_year", "goal_base_value", "goal_year", "goal_value"),
        )
        widgets = {
            "definition": forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST}),
            "goal_base_year": forms.TextInput(attrs={"inputmode": "numeric", "class": "form-control-num"}),
            "goal_year": forms.TextInput(attrs={"inputmode": "numeric", "class": "form-control-num"}),
        }
        help_texts = {
            "category": _("Den grupp eller orsak som räknas. Tomt om indikatorn gäller alla."),
            "unit": _("Till exempel personer, hushåll eller procent."),
            "definition": _("Vem som räknas, och hur."),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = Programme.objects.newest_first()
        self.fields["programme"].empty_label = _("Inget program")
        goal = ("goal_base_year", "goal_base_value", "goal_year", "goal_value")
        what = [name for name in self.Meta.fields if name not in goal]
        intro = _(
            "Från ett års värde till ett annats i lika stora steg. Fyll i alla fyra, eller inget av dem."
        )
        parts = [group("", *what), group(_("Mållinje"), *goal, intro=intro)]
        self.helper = one_column(*parts, *(["seen"] if self.instance.pk else []))

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ValueForm(_Untouched, forms.ModelForm):
    """A value of a series."""

    period = PeriodField(label=_("Period"), help_text=PERIOD_HELP)
    value = _number(_("Värde"))

    class Meta:
        model = IndicatorValue
        fields = ("period", "value", "is_preliminary", "comment")
        labels = {"is_preliminary": _("Värdet är preliminärt")}
        widgets = {"comment": forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST})}

    def __init__(self, *args: Any, unit: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["value"].help_text = _("I %(unit)s.") % {"unit": unit}

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("value", "is_preliminary", "comment")}


class BreakForm(_Untouched, forms.ModelForm):
    """A break: from when, and what was changed."""

    period = PeriodField(
        label=_("Från och med"), help_text=_("Den första perioden som räknas på det nya sättet.")
    )

    class Meta:
        model = DefinitionBreak
        fields = ("period", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST})}
        help_texts = {
            "text": _("Till exempel: från hushåll till individer. Talen före och efter jämförs inte.")
        }
