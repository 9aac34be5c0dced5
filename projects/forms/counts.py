"""The boxes of the outcome measures: one for each in use, the split by sex, and how exact a number is."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.money import write_number
from portal.ui.beside import beside
from portal.ui.fields import CountField
from projects.domain.earlier import Told
from projects.domain.reportcontent import PARTS, CountValues
from projects.models import OutcomeCount, OutcomeMeasure

Qualifier = OutcomeCount.Qualifier
OFFERED = (Qualifier.EXACT, Qualifier.ABOUT, Qualifier.MORE_THAN, Qualifier.FORECAST, Qualifier.PLAN)
PART_LABELS = {
    "women": (_("Kvinnor"), _("18 år eller äldre.")),
    "men": (_("Män"), _("18 år eller äldre.")),
    "unknown": (_("Kön ej noterat"), _("18 år eller äldre. Fråga ingen om kön.")),
    "children": (_("Barn (under 18)"), _("Räknas för sig, vid sidan av deltagarna.")),
}


def qualifier_name(code: str) -> str:
    return f"{code}_qualifier"


def part_names(measure: OutcomeMeasure) -> list[str]:
    """The names of the boxes of a measure: its total, and its split when it has one."""
    return [measure.code, *(f"{measure.code}_{part}" for part in PARTS if measure.by_sex)]


def count_fields(measures: Iterable[OutcomeMeasure], earlier: Told) -> dict[str, forms.Field]:
    """The boxes by name, what was told the period before beside each."""
    found: dict[str, forms.Field] = {}
    for measure in measures:
        told = earlier.counts.get(measure.code, CountValues())
        found[measure.code] = _box(measure.name, measure.help, told.total, told.qualifier, earlier)
        for part in PARTS if measure.by_sex else ():
            label, words = PART_LABELS[part]
            found[f"{measure.code}_{part}"] = _box(label, words, getattr(told, part), "exact", earlier)
        found[qualifier_name(measure.code)] = forms.ChoiceField(
            label=gettext("%(measure)s, hur exakt") % {"measure": measure.name},
            choices=[(each.value, each.label) for each in OFFERED],
            initial=Qualifier.EXACT,
            required=False,
        )
        found[qualifier_name(measure.code)].unmarked = True
    return found


def count_initial(counts: Mapping[str, CountValues]) -> dict[str, Any]:
    """What the boxes hold for counts that are told."""
    found: dict[str, Any] = {}
    for code, told in counts.items():
        found[code] = None if told.value is None else int(told.value)
        found |= {f"{code}_{part}": getattr(told, part) for part in PARTS}
        found[qualifier_name(code)] = told.qualifier
    return found


def counts_from(
    cleaned: Mapping[str, Any], measures: Iterable[OutcomeMeasure], before: Mapping[str, CountValues]
) -> dict[str, CountValues]:
    """The counts that a form says; a note that stands there already stays."""
    found = {}
    for measure in measures:
        parts = {part: cleaned[f"{measure.code}_{part}"] for part in PARTS if measure.by_sex}
        stood = before.get(measure.code, CountValues())
        found[measure.code] = CountValues(
            value=cleaned[measure.code],
            qualifier=cleaned[qualifier_name(measure.code)] or Qualifier.EXACT,
            note=stood.note,
            unit=stood.unit,
            **parts,
        )
    return found


def _box(label: Any, words: Any, told: Decimal | int | None, qualifier: str, earlier: Told) -> forms.Field:
    field = CountField(label=label, help_text=words)
    field.unmarked = True  # type: ignore[attr-defined]  # blank says "ej redovisat", which the intro tells
    if earlier.period is None:
        return field
    return beside(field, when=earlier.period.title, value=number_in_words(told, qualifier))


def number_in_words(value: Decimal | int | None, qualifier: str) -> str:
    """Return "9", "cirka 9" or "ej redovisat"."""
    if value is None:
        return str(_("ej redovisat"))
    exact = qualifier == Qualifier.EXACT
    return write_number(value) if exact else f"{Qualifier(qualifier).label} {write_number(value)}"


def labels_of(measures: Iterable[OutcomeMeasure]) -> dict[str, str]:
    """What the names of ``reportcontent.flat`` are called: the boxes, their notes and how exact they are."""
    found: dict[str, str] = {}
    for measure in measures:
        found[measure.code] = measure.name
        found |= {f"{measure.code}_{part}": str(PART_LABELS[part][0]) for part in PARTS}
        for name, words in (("note", _("anteckning")), ("unit", _("enhet")), ("qualifier", _("säkerhet"))):
            found[f"{measure.code}_{name}"] = f"{capfirst(measure.name)}, {words}"
    return found
