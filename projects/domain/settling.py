"""When every nämnd has decided about an application: it becomes a project with its grants, or is refused.

Source: administration.md 6: a grant is beviljad when all have decided, until then villkorad.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db.models import Prefetch
from django.utils import timezone

from portal.content.outcomes import only
from portal.organisation.models import Organisation, User
from projects.domain.expecting import expect_project_reports
from projects.domain.granting import GrantCandidate, grant_funds
from projects.domain.numbering import next_number
from projects.domain.registering import ProjectCandidate, register_project
from projects.models import Allocation, Application, DecisionRound, Grant, Project, Target

_State = Application.State
COPIED = ("title", "area", "operator", "target_group", "goal", "starts_on", "ends_on", "case")
TARGET = ("text", "measure", "value", "unit", "is_percent", "base", "direction", "due_on", "note")


def settle(round: DecisionRound, *, by: User | None, now: datetime) -> list[Application]:
    """Grant, refuse or keep as villkorad every assessed application of the round; return those settled.

    Runs in the transaction of the decision that may have been the last. Raises what registering and granting
    raise.
    """
    rows = Prefetch(
        "allocations", Allocation.objects.select_related("committee").order_by("year", "committee")
    )
    waiting = (
        round.applications.select_for_update(of=("self",))
        .filter(state__in=[_State.ASSESSED, _State.CONDITIONAL])
        .select_related("area", "lead", "applicant", "continues", "project__programme", "case")
        .prefetch_related(rows, "targets")
        .order_by("pk")
    )
    settled = []
    for application in waiting:
        application.round = round
        state = standing(application.allocations.all())
        if state == _State.GRANTED:
            _grant(application, by=by, now=now)
        if state != application.state:
            application.state = state
            application.save(update_fields=["state", "project"])
        if state in (_State.GRANTED, _State.REJECTED):
            settled.append(application)
    return settled


def standing(rows: Iterable[Allocation]) -> str:
    """How an assessed application stands by what its nämnder have decided.

    Those that are proposed to give must all have decided; where none is, all of them must have said no.
    """
    rows = list(rows)
    asked = [row for row in rows if row.proposed or row.decided] or rows
    if not any(row.decided is not None for row in rows):
        return _State.ASSESSED
    if any(row.decided is None for row in asked):
        return _State.CONDITIONAL
    return _State.GRANTED if any(row.decided for row in asked) else _State.REJECTED


def _grant(application: Application, *, by: User | None, now: datetime) -> None:
    """Make the project when the application is for a new one, and a grant for each year it was given."""
    first = application.project is None
    project = application.project = application.project or _project(application, by=by, now=now)
    _copy_targets(application, project)
    candidates = [
        grant_candidate(application, project, year, shares, first=first and n == 0)
        for n, (year, shares) in enumerate(shares_given(application).items())
    ]
    grants = [only([outcome]) for outcome in grant_funds(candidates, why=None)]
    Grant.objects.filter(pk__in=[grant.pk for grant in grants]).update(application=application)
    expect_project_reports(project=project, today=timezone.localdate(now))


def shares_given(application: Application) -> dict[int, dict[Organisation, Decimal]]:
    """year -> what each nämnd gives, in kronor, the earliest year first."""
    found: dict[int, dict[Organisation, Decimal]] = {}
    for row in application.allocations.all():
        if row.decided:
            found.setdefault(row.year, {})[row.committee] = row.decided
    return dict(sorted(found.items()))


def grant_candidate(
    application: Application,
    project: Project,
    year: int,
    shares: dict[Organisation, Decimal],
    *,
    first: bool,
    stored: Grant | None = None,
) -> GrantCandidate:
    """What the nämnder give for a year, as a grant: a new one, or ``stored`` put right (its kind stays)."""
    kind = stored.kind if stored else Grant.Kind.INITIAL if first else Grant.Kind.EXTENSION
    values = {
        "year": year,
        "amount": sum(shares.values(), Decimal()),
        "kind": kind,
        "round": application.round,
        "comment": stored.comment if stored else "",
        "shares": shares,
    }
    return GrantCandidate(project, None, values, stored)


def _project(application: Application, *, by: User | None, now: datetime) -> Project:
    values = {name: getattr(application, name) for name in COPIED} | {
        "lead": application.lead,
        "continues": application.continues.number if application.continues else "",
    }
    if applicant := application.applicant:
        values["operator"] = application.operator or applicant.short_name
        values["partners"] = [applicant]
    programme = application.round.programme
    number = next_number(programme, application.area)
    return register_project(ProjectCandidate(programme, number, values), by=by, now=now)


def _copy_targets(application: Application, project: Project) -> None:
    Target.objects.bulk_create(
        Target(project=project, **{name: getattr(target, name) for name in TARGET})
        for target in application.targets.all()
    )
