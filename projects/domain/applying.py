"""Apply for money in a decision round: a draft of one's own, Lämna in, and taking it back before a decision.

Source: administration.md 1 (a draft is seen inside its own administration) and 6 (nämnder decide). What the
coordinator does with what is handed in stands in ``assessing.py``.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.cases.models import Case
from portal.cases.registering import open_case
from portal.content.outcomes import Refusals
from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import in_words
from portal.organisation.handing_in import hand_in
from portal.organisation.lineage import load_lineage
from portal.organisation.models import Organisation, User
from projects.domain.applicationrows import (
    Budget,
    TargetValues,
    refuse_budget,
    refuse_targets,
    write_budget,
    write_targets,
)
from projects.domain.assessing import assess_application
from projects.domain.candidates import RUNNERS
from projects.domain.handing_in import no_committee, receiving_committee
from projects.domain.rounds import open_rounds
from projects.models import Application, Grant, Project

__all__ = [
    "TargetValues",
    "assess_application",
    "submit_application",
    "withdraw_application",
    "write_application",
]

FREE_TEXT = ("title", "operator", "target_group", "goal", "implementation_plan")
LINKS = ("round", "project", "continues", "area", "lead", "applicant", "case")
OTHERS = ("round", "kind", "project", "continues", "area", "lead", "applicant", "starts_on", "ends_on")
WRITTEN = (*OTHERS, *FREE_TEXT)
_State = Application.State


@transaction.atomic
def write_application(
    *,
    application: Application,
    values: Mapping[str, Any],
    budget: Budget,
    targets: Sequence[TargetValues],
    today: date,
) -> Application:
    """Save a draft: ``values`` by the names of WRITTEN, ``budget`` in kronor a year, and its targets.

    Raises ValidationError with {field: messages}; ``budget`` and ``targets`` are fields too.
    """
    if not application.is_draft:
        raise ValidationError(_("Ansökan är inlämnad och kan inte ändras."))
    for name in WRITTEN:
        if name in values:
            setattr(application, name, tidy(values[name]))
    refusals = Refusals()
    _check(application, refusals, today)
    refuse_budget(budget, refusals)
    refuse_targets(targets, refusals)
    if refusals:
        raise refusals.error()
    with in_words():
        application.save()
        write_budget(application, budget)
        write_targets(application, targets)
    return application


def _check(application: Application, refusals: Refusals, today: date) -> None:
    refusals.take(lambda: application.clean_fields(exclude=LINKS))
    for name in ("round", "area", "lead"):
        if getattr(application, f"{name}_id") is None:
            refusals.add(name, _("Det här måste fyllas i."))
    for name in FREE_TEXT:
        refusals.take(partial(refuse_personal, getattr(application, name)), name=name)
    if refusals:
        return
    if not open_rounds(on=today).filter(pk=application.round_id).exists():
        refusals.add("round", closed(application))
    if application.lead.kind not in RUNNERS:
        refusals.add("lead", _("En nämnd beslutar men driver inga projekt. Välj en förvaltning."))
    if application.applicant_id == application.lead_id:
        refusals.add("applicant", _("Lämna tomt när det är förvaltningen själv som söker."))
    if application.kind == Grant.Kind.EXTENSION:
        _check_extension(application, refusals, today)
    else:
        _check_new(application, refusals)


def _check_extension(application: Application, refusals: Refusals, today: date) -> None:
    """An extension prolongs a project of the same lead that has its first grant."""
    project = application.project
    if application.continues_id:
        refusals.add("continues", _("En förlängning är samma projekt. Lämna fältet tomt."))
    if project is None:
        refusals.add("project", _("Välj det projekt som ska förlängas."))
    elif project.programme_id != application.round.programme_id:
        refusals.add("project", _("Projektet hör till ett annat program än beslutstillfället."))
    elif not project.grants.filter(kind=Grant.Kind.INITIAL).exists():
        refusals.add("project", _("Bara ett projekt som har ett första beslut om medel kan förlängas."))
    elif not _answers_for(application.lead, project, today):
        refusals.add("project", _("Projektet har en annan ansvarig. Bara den ansvariga söker förlängning."))


def _answers_for(lead: Organisation, project: Project, today: date) -> bool:
    return lead.pk in (project.lead_id, load_lineage().successor(project.lead_id, on=today))


def _check_new(application: Application, refusals: Refusals) -> None:
    """A new project may continue one of its programme that is handed in. It can close no ring: it is new."""
    earlier = application.continues
    if application.project_id:
        refusals.add("project", _("Välj Förlängning när ansökan gäller ett projekt som finns."))
    if earlier is None:
        return
    if earlier.programme_id != application.round.programme_id:
        refusals.add("continues", _("Ett projekt kan bara fortsätta ett projekt i samma program."))
    elif earlier.is_draft:
        refusals.add("continues", _("Projektet är ett utkast. Lämna in det först."))


def closed(application: Application) -> str:
    """Say why one cannot apply in the application's round."""
    last = application.round.apply_by
    if last is None:
        return _("Beslutstillfället tar inte emot ansökningar. Välj ett annat.")
    words = _("Sista dagen att söka var %(day)s, eller så har en nämnd beslutat. Välj ett annat tillfälle.")
    return words % {"day": last.isoformat()}


def missing(application: Application) -> list[str]:
    """What must be filled in before Lämna in, in words; empty when it is whole."""
    new = application.kind == Grant.Kind.INITIAL
    needed = {
        _("målgrupp"): application.target_group,
        _("mål"): application.goal,
        _("minst ett mätbart mål"): not new or application.targets.exists(),
        _("plan för implementering"): application.implementation_plan,
        _("minst ett år i budgeten"): application.budget.exists(),
    }
    return [name for name, there in needed.items() if not there]


@transaction.atomic
def submit_application(*, application: Application, by: User | None, now: datetime) -> Application:
    """Lämna in: the programme's nämnd receives it, and it gets a case that waits for its registry number.

    Raises ValidationError when something is missing, the round is closed, it is handed in already, or no
    nämnd can receive it.
    """
    today = timezone.localdate(now)
    if lacking := missing(application):
        raise ValidationError(
            _("Det här saknas innan du kan lämna in: %(what)s.") % {"what": ", ".join(lacking)}
        )
    if application.is_draft and not open_rounds(on=today).filter(pk=application.round_id).exists():
        raise ValidationError({"round": closed(application)})
    committee = receiving_committee(application.round.programme, on=today)
    if committee is None:
        raise ValidationError(no_committee())
    application.state = _State.SUBMITTED
    hand_in(draft=application, to=committee, by=by, now=now, also=["state"])
    application.case = _case(application, committee, today)
    application.save(update_fields=["case"])
    return application


def _case(application: Application, committee: Organisation, today: date) -> Case:
    """The project's own case for an extension, else a new one. A case without a number works and waits."""
    if application.project and application.project.case:
        return application.project.case
    title = _("Ansökan om medel: %(title)s") % {"title": application.title}
    case = Case(title=title, kind=Case.Kind.PROJECT, committee=committee, opened_on=today)
    return open_case(case=case, today=today)


@transaction.atomic
def withdraw_application(*, application: Application) -> Application:
    """Take an application back before any nämnd has decided. What was received stays and can be read.

    Raises ValidationError for a draft and when a nämnd has decided.
    """
    row = Application.objects.select_for_update().get(pk=application.pk)
    if row.state not in (_State.SUBMITTED, _State.ASSESSED):
        raise ValidationError(
            _("Ansökan kan inte återtas nu: den är %(state)s.") % {"state": row.get_state_display()}
        )
    application.state = _State.WITHDRAWN
    application.save(update_fields=["state"])
    return application
