"""What the parts of a report are called on pages and papers, by the names the domain uses."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from portal.money import write_number, write_tkr
from projects.forms.counts import labels_of
from projects.forms.report import ReportForm
from projects.models import OutcomeCount, OutcomeMeasure, Report

MONEY = ("spent", "left_stated", "forecast")


def labels() -> dict[str, str]:
    """Name -> label of everything a report can say. One query."""
    fields = ReportForm.base_fields
    found = {name: str(field.label) for name, field in fields.items()}
    found["left_stated"] = _("Kvar enligt redovisningen")
    return found | labels_of(OutcomeMeasure.objects.all())


def texts_of(report: Report) -> list[tuple[str, str]]:
    """(label, words) of what the report tells in words, as the form asks for it; only what is told."""
    names = ("cause", "action", "implementation", "experience", "further_work", "comment")
    fields = ReportForm.base_fields
    told = [(str(fields[name].label), getattr(report, name)) for name in names]
    partners = (str(fields["collaborators"].label), ", ".join(report.collaborators))
    return [(label, words) for label, words in (*told, partners) if words]


def value_in_words(name: str, value: Any) -> str:
    """A value under its name of ``reportcontent.flat``, as a person reads it; "" for what is not told."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if name == "plan":
        return str(Report.Plan(value).label)
    if name.endswith("_qualifier"):
        return str(OutcomeCount.Qualifier(value).label)
    if isinstance(value, Decimal | int):
        return f"{write_tkr(Decimal(value))} tkr" if name in MONEY else write_number(value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def count_label(count: OutcomeCount) -> str:
    """What a report calls a count, and how exact it is: "Praktik (mer än)", "Lärare, personer"."""
    name = count.label or count.measure.name
    if count.unit and count.unit != count.measure.unit:
        name = f"{name}, {count.unit}"
    exact = count.qualifier == OutcomeCount.Qualifier.EXACT
    return name if exact else f"{name} ({count.get_qualifier_display()})"


def is_people(count: OutcomeCount) -> bool:
    """Whether it counts people; others have a unit of their own."""
    return (count.unit or count.measure.unit) in ("personer", "föräldrar")
