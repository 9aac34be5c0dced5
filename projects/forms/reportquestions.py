"""Every question of the report, as the form asks it: for those who want to know on day one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.ui.layout import Group
from projects.domain.codelist import PARTICIPANTS
from projects.domain.earlier import Told
from projects.forms.report import ReportForm
from projects.models import OutcomeMeasure

MUST = frozenset({PARTICIPANTS, "spent", "plan", "is_final"})  # asked for at Lämna in (contract)


@dataclass(frozen=True)
class Question:
    """One box of the form. ``must``: a report cannot be handed in without it."""

    label: Any
    help: Any
    unit: str
    must: bool


@dataclass(frozen=True)
class QuestionGroup:
    """Questions under a heading of the form, with the sentence that holds for all of them."""

    title: Any
    intro: Any
    questions: tuple[Question, ...]


def questions_of(measures: Sequence[OutcomeMeasure]) -> list[QuestionGroup]:
    """The form's groups and boxes in its own order; how exact a number is belongs to the number."""
    form = ReportForm(measures=measures, told=Told(), earlier=Told())
    groups = [part for part in form.helper.layout.fields if isinstance(part, Group)]
    return [
        QuestionGroup(
            each.legend,
            each.intro,
            tuple(_question(form, pointer.name) for pointer in each.get_field_names()),
        )
        for each in groups
    ]


def _question(form: ReportForm, name: str) -> Question:
    field = form.fields[name]
    return Question(field.label, field.help_text, getattr(field, "unit", ""), name in MUST)
