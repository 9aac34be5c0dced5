"""The applications about a project, for the project's own page: those the reader may see."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import DecimalField, OuterRef, Q, Subquery, Sum

from portal.organisation.models import User
from portal.workareas import State
from projects.models import Allocation, Application, ApplicationBudget, Project
from projects.states import application_state

_MONEY = DecimalField(max_digits=14, decimal_places=2)


@dataclass(frozen=True)
class AboutProject:
    """An application with what it asks for and, while it is villkorad, what is decided so far, in kronor."""

    application: Application
    state: State | None
    asked: Decimal | None
    conditional: Decimal | None
    is_next: bool  # it asks for a project that continues this one


def applications_about(project: Project, user: User) -> list[AboutProject]:
    """Applications that gave the project its money, ask to prolong it or to continue it, in one query."""
    here = OuterRef("pk")
    asked = ApplicationBudget.objects.filter(application=here).order_by().values("application")
    decided = Allocation.objects.filter(application=here).order_by().values("application")
    rows = (
        Application.objects.for_user(user)
        .filter(Q(project=project) | Q(continues=project))
        .select_related("round")
        .annotate(
            asked=Subquery(asked.annotate(sum=Sum("amount")).values("sum"), output_field=_MONEY),
            decided=Subquery(decided.annotate(sum=Sum("decided")).values("sum"), output_field=_MONEY),
        )
        .order_by("round__number", "pk")
    )
    return [_about(row, project) for row in rows]


def _about(row: Application, project: Project) -> AboutProject:
    waits = row.state == Application.State.CONDITIONAL
    return AboutProject(
        application=row,
        state=application_state(row.state),
        asked=row.asked,
        conditional=row.decided if waits else None,
        is_next=row.project_id != project.pk,
    )
