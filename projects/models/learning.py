"""What the records of Lärande share: each belongs to a programme, and who follows that may read it."""

from django.db import models

from portal.database.functions import SwedishKey
from projects.models.following import followed_programmes


class LearningQuerySet(models.QuerySet):
    """Networks, activities and methods are there to be spread: they are never drafts."""

    def for_user(self, user):
        """Central roles read them all, a district's people those of the programmes they follow."""
        if user.reach.central:
            return self.all()
        return self.filter(programme__in=followed_programmes(user).order_by().values("pk"))


class CodeQuerySet(models.QuerySet):
    def by_name(self):
        return self.order_by(SwedishKey("name"), "pk")
