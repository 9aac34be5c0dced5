"""Which organisations a project form offers, and what they are called there."""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from portal.organisation.models import Organisation, OrganisationQuerySet, Role, User
from projects.domain.candidates import RUNNERS
from projects.models import Partnership, Programme, Project


def offered_partners(project: Project, programme: Programme | None, *, today: date) -> OrganisationQuerySet:
    """Organisations of today or of the programme's beginning, and those the project has already."""
    joined = Partnership.objects.filter(project=project.pk, organisation=OuterRef("pk"))
    days = [today, *([programme.starts_on] if programme and programme.starts_on else [])]
    there = Q(Exists(joined)) | Q(pk=project.lead_id)
    for day in days:
        there |= Q(pk__in=Organisation.objects.valid_on(day).values("pk"))
    return Organisation.objects.filter(there, kind__in=RUNNERS).by_name()


def offered_leads(
    project: Project, programme: Programme | None, *, user: User, today: date
) -> OrganisationQuerySet:
    """The coordinator may name any; a district's people their own organisations of today."""
    if user.reach.has(Role.COORDINATOR):
        return offered_partners(project, programme, today=today)
    own = Q(pk__in=user.reach.at(Role.PROJECT_MANAGER))
    alive = Q(pk__in=Organisation.objects.valid_on(today).values("pk"))
    return Organisation.objects.filter((own & alive) | Q(pk=project.lead_id), kind__in=RUNNERS).by_name()


def name_on(today: date) -> Callable[[Organisation], str]:
    """Return how an organisation is called: with its last year, when it is no more."""

    def name(organisation: Organisation) -> str:
        if organisation.valid_to and organisation.valid_to < today:
            return f"{organisation.short_name} (–{organisation.valid_to.year})"
        return organisation.short_name

    return name
