"""Register uppdrag, and answer or write them off (administration.md 10)."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.content.outcomes import Refusals
from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import in_words, words_of
from portal.organisation.models import Organisation
from projects.models import Commission, CommissionProject, Project

FIELDS = (
    "text",
    "source",
    "given_by",
    "given_on",
    "committee",
    "reference",
    "point",
    "programme",
    "case",
    "due_on",
    "note",
)
#: an uppdrag comes from those who decide; a district's nämnd stands on the district itself
_Kind = Organisation.Kind
GIVERS = frozenset({_Kind.COMMITTEE, _Kind.POLITICAL, _Kind.DISTRICT})
_State = Commission.State


@transaction.atomic
def register_commission(
    *,
    values: Mapping[str, Any],
    projects: Iterable[Project],
    today: date,
    commission: Commission | None = None,
) -> Commission:
    """Register an uppdrag, or change what ``commission`` says. How it was answered is not touched.

    ``values`` by the names of ``FIELDS``. ValidationError with {field: messages}.
    """
    row = _locked(commission) if commission else Commission()
    for name in FIELDS:
        if name in values:
            setattr(row, name, tidy(values[name]))
    _refuse(row, today)
    with in_words():
        row.save()
        _link(row, projects)
    return row


def _refuse(row: Commission, today: date) -> None:
    found = Refusals()
    if not row.text:
        found.add("text", words_of("commission_said"))
    if row.given_on > today:
        found.add("given_on", _("Dagen har inte kommit än. Registrera uppdraget när det är beslutat."))
    if row.due_on and row.due_on < row.given_on:
        found.add("due_on", words_of("commission_due_after_given"))
    if row.given_by.kind not in GIVERS:
        found.add("given_by", _("Ett uppdrag ges av kommunfullmäktige, kommunstyrelsen eller en nämnd."))
    if row.committee.kind not in GIVERS:
        found.add("committee", _("Det är en nämnd som svarar på ett uppdrag. Välj en nämnd."))
    for name in ("text", "note"):
        found.take(partial(refuse_personal, getattr(row, name)), name=name)
    if found:
        raise found.error()


def _link(row: Commission, projects: Iterable[Project]) -> None:
    wanted = {project.pk for project in projects}
    row.links.exclude(project__in=wanted).delete()
    there = set(row.links.values_list("project", flat=True))
    CommissionProject.objects.bulk_create(
        CommissionProject(commission=row, project_id=key) for key in sorted(wanted - there)
    )


@transaction.atomic
def answer_commission(
    *, commission: Commission, answered_on: date, answered_in: str, today: date
) -> Commission:
    """Note in which paper an uppdrag was answered and when. ValidationError when it is answered already."""
    row = _open(commission)
    answered_in = tidy(answered_in)
    found = Refusals()
    if not answered_in:
        found.add("answered_in", _("Skriv i vilken handling eller vilket ärende uppdraget besvarades."))
    _refuse_day(found, row, answered_on, today)
    if found:
        raise found.error()
    row.state, row.answered_on, row.answered_in = _State.ANSWERED, answered_on, answered_in
    row.save(update_fields=["state", "answered_on", "answered_in"])
    return row


@transaction.atomic
def drop_commission(*, commission: Commission, on: date, reason: str, today: date) -> Commission:
    """Write an uppdrag off without an answer, with the reason (which is added to its note)."""
    row = _open(commission)
    reason = tidy(reason)
    found = Refusals()
    if not reason:
        found.add("reason", _("Skriv varför uppdraget avskrivs."))
    found.take(partial(refuse_personal, reason), name="reason")
    _refuse_day(found, row, on, today)
    if found:
        raise found.error()
    row.state, row.answered_on, row.note = _State.DROPPED, on, "\n".join(filter(None, (row.note, reason)))
    row.save(update_fields=["state", "answered_on", "note"])
    return row


@transaction.atomic
def reopen_commission(*, commission: Commission) -> Commission:
    """Put an uppdrag back on the balanslista: it was not answered after all. The history keeps the answer."""
    row = _locked(commission)
    if row.state == _State.OPEN:
        raise ValidationError(_("Uppdraget är redan obesvarat."))
    row.state, row.answered_on, row.answered_in = _State.OPEN, None, ""
    row.save(update_fields=["state", "answered_on", "answered_in"])
    return row


def _refuse_day(found: Refusals, row: Commission, day: date, today: date) -> None:
    if day > today:
        found.add("answered_on", _("Dagen har inte kommit än."))
    if day < row.given_on:
        found.add("answered_on", words_of("commission_answered_after_given"))


def _open(commission: Commission) -> Commission:
    row = _locked(commission)
    if row.state in (_State.ANSWERED, _State.DROPPED):
        raise ValidationError(_("Uppdraget är redan besvarat eller avskrivet."))
    return row


def _locked(commission: Commission) -> Commission:
    return Commission.objects.select_for_update().get(pk=commission.pk)
