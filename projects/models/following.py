"""Which programmes a person follows: those in which the person may see a project, the newest first."""

from django.db.models import Exists, OuterRef

from portal.organisation.models import User
from projects.models.programme import Programme, ProgrammeQuerySet
from projects.models.project import Project


def followed_programmes(user: User) -> ProgrammeQuerySet:
    """The programmes ``user`` may choose between, newest first; central roles follow them all."""
    found = Programme.objects.newest_first()
    if user.reach.central:
        return found
    return found.filter(Exists(Project.objects.for_user(user).filter(programme=OuterRef("pk"))))
