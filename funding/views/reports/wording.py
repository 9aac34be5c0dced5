"""What the parts of a party's report are called on pages, by the names the domain uses."""

from typing import Any

from django.utils.translation import gettext as _

from funding.domain.reportcontent import COUNTS, TEXTS, code_of, cost_name
from funding.domain.reportwriting import load_kinds
from funding.forms.reporting import PartyReportForm, number_in_words
from funding.models import PartyReport


def labels() -> dict[str, str]:
    """Name -> label of everything a report can say. One query."""
    found = {name: str(field.label) for name, field in PartyReportForm.base_fields.items()}
    return found | {cost_name(code): kind.name for code, kind in load_kinds().items()}


def texts_of(report: PartyReport) -> list[tuple[str, str]]:
    """(label, words) of what the report tells in words, as the form asks for it; only what is told."""
    fields = PartyReportForm.base_fields
    told = [(str(fields[name].label), getattr(report, name)) for name in TEXTS]
    return [(label, words) for label, words in told if words]


def value_in_words(name: str, value: Any) -> str:
    """A value as a person reads it; "ej redovisat" for what is not told."""
    if value in (None, ""):
        return _("ej redovisat")
    if code_of(name) or name == "forecast":
        return f"{number_in_words(name, value)} tkr"
    return number_in_words(name, value) if name in COUNTS else str(value)
