"""Set the measurable targets of a project, and which goals of the city budget it answers to."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.content.outcomes import Refusals
from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import in_words, words_of
from projects.models import CityGoal, GoalLink, Project, Target

FIELDS = ("text", "measure", "value", "unit", "is_percent", "base", "direction", "due_on", "note")


@transaction.atomic
def set_target(*, project: Project, values: Mapping[str, Any], target: Target | None = None) -> Target:
    """Give the project a target, or change one that it has. ``values`` by the names of ``FIELDS``.

    ValidationError with {field: messages}: the text or the unit missing, a value below zero, a percentage
    above 100 or without a base, a base that is the measure itself, neither a measure nor a word of why there
    is none, a target of something else.
    """
    row = _locked(target, project) if target else Target(project=project)
    for name in FIELDS:
        if name in values:
            setattr(row, name, tidy(values[name]))
    if not row.is_percent:
        row.base = None
    _refuse(row)
    with in_words():
        row.save()
    return row


def _refuse(row: Target) -> None:
    found = Refusals()
    if row.project is None or row.project.is_draft:
        found.add("text", _("Projektet är ett utkast. Målen sätts när det är inlämnat."))
    if not row.text:
        found.add("text", _("Skriv målet i ord."))
    if not row.unit:
        found.add("unit", _("Skriv enheten, till exempel personer."))
    if row.value < 0:
        found.add("value", words_of("target_not_negative"))
    if row.is_percent and (row.base is None or row.value > 100):
        found.add("value" if row.base else "base", words_of("target_percent_has_base"))
    if row.base is not None and row.base == row.measure:
        found.add("base", _("Måttet kan inte vara sin egen bas. Välj en annan bas."))
    if row.measure is None and not row.note:
        found.add("note", _("Välj ett mått, eller skriv varför målet inte går att mäta."))
    for name in ("text", "note"):
        found.take(partial(refuse_personal, getattr(row, name)), name=name)
    if found:
        raise found.error()


@transaction.atomic
def remove_target(*, target: Target) -> None:
    """Take a project's target away; the history keeps it. ValidationError for that of an application."""
    row = Target.objects.select_for_update().get(pk=target.pk)
    if row.project_id is None:
        raise ValidationError(_("Målet hör till en ansökan och ändras där."))
    row.delete()


@transaction.atomic
def answer_to_goals(*, project: Project, goals: Iterable[CityGoal]) -> None:
    """Let the project answer to exactly ``goals`` of the city budget."""
    wanted = {goal.pk for goal in goals}
    links = GoalLink.objects.filter(project=project)
    links.exclude(goal__in=wanted).delete()
    there = set(links.values_list("goal", flat=True))
    GoalLink.objects.bulk_create(GoalLink(project=project, goal_id=goal) for goal in sorted(wanted - there))


def _locked(target: Target, project: Project) -> Target:
    row = Target.objects.select_for_update().get(pk=target.pk)
    if row.project_id != project.pk:
        raise ValidationError(_("Målet hör till något annat än projektet."))
    return row
