"""The goals of the city budget, year by year, and which projects answer to them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.database.functions import NaturalKey
from portal.history.tracking import tracked
from projects.models.project import Project


class CityGoalQuerySet(models.QuerySet):
    def newest_first(self):
        """The goals of the newest budget first, each budget's in the order of their numbers."""
        return self.order_by("-year", NaturalKey("number"), "pk")


@tracked()
class CityGoal(models.Model):
    """A goal (mål för verksamhetsområdet) of the city budget for ``year``, with the number it has there."""

    year = models.PositiveSmallIntegerField(_("budgetår"))
    number = models.CharField(_("nummer"), max_length=20)
    text = models.CharField(_("målet i ord"), max_length=300)

    objects = CityGoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("mål i stadens budget")
        verbose_name_plural = _("mål i stadens budget")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"],
                name="city_goal_number_once_a_year",
                violation_error_message=_("Budgeten för det året har redan ett mål med det numret."),
            ),
            models.CheckConstraint(
                name="city_goal_year_is_a_year",
                condition=Q(year__range=(1990, 2100)),
                violation_error_message=_("Skriv året med fyra siffror, mellan 1990 och 2100."),
            ),
            models.CheckConstraint(
                name="city_goal_said",
                condition=~Q(number="") & ~Q(text=""),
                violation_error_message=_("Skriv målets nummer och målet i ord."),
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.text} ({self.year})"


@tracked()
class GoalLink(models.Model):
    """The project answers to the goal."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="goal_links")
    goal = models.ForeignKey(
        CityGoal, models.PROTECT, related_name="goal_links", verbose_name=_("mål i stadens budget")
    )

    class Meta:
        verbose_name = _("projektets mål i stadens budget")
        verbose_name_plural = _("projektets mål i stadens budget")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "goal"],
                name="goal_link_once",
                violation_error_message=_("Projektet svarar redan mot det målet."),
            )
        ]

    def __str__(self):
        return f"{self.project}: {self.goal}"
