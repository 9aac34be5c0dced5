"""Proposals, decisions and reservations as they stand in print: facts of a case, never acted upon."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.history.tracking import tracked
from projects.models.following import followed_programmes


class PrintedPointQuerySet(models.QuerySet):
    def for_user(self, user):
        """Those of a programme the user follows, of a case the user sees, and of a paper without a case."""
        return self.filter(
            Q(case__programmes__in=followed_programmes(user).values("pk"))
            | Q(case__in=Case.objects.for_user(user))
            | Q(case__isnull=True)
        ).distinct()

    def in_order(self):
        return self.order_by("case", "number")


@tracked()
class PrintedPoint(models.Model):
    """One point of a printed paper. ``day`` is as precise as the source: "2004-03-23", "2019-12", "2005".

    ``case`` is missing where the paper does not say its registry number. ``number`` is its place among the
    points of all sources. What is decided in the portal is kept in other rows.
    """

    class Kind(models.TextChoices):
        PROPOSAL = "proposal", _("förslag")
        DECISION = "decision", _("beslut")
        RESERVATION = "reservation", _("reservation")
        STATEMENT = "statement", _("särskilt uttalande")

    case = models.ForeignKey(
        Case,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="printed_points",
        verbose_name=_("ärende"),
    )
    number = models.PositiveSmallIntegerField(_("ordning"), unique=True)
    kind = models.CharField(_("slag"), max_length=11, choices=Kind)
    body = models.CharField(_("av vem"), max_length=160)
    day = models.CharField(_("datum"), max_length=10)
    point = models.CharField(_("punkt"), max_length=40, blank=True)
    text = models.TextField(_("i korthet"))
    status = models.CharField(_("så gick det"), max_length=80)
    reference = models.CharField(_("hänvisning"), max_length=120, blank=True)
    source = models.CharField(_("källa"), max_length=60)

    objects = PrintedPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("punkt i tryck")
        verbose_name_plural = _("punkter i tryck")
        constraints = [
            models.CheckConstraint(
                name="printed_point_day_is_a_day",
                condition=Q(day__regex=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"),
                violation_error_message=_("Skriv dagen som 2004-03-23, 2004-03 eller 2004."),
            )
        ]

    def __str__(self):
        return self.text
