"""A series: the same activity every week, or every second (every Tuesday at 14)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked


@tracked()
class Series(models.Model):
    """From ``begins_on`` every ``every_weeks`` weeks to ``ends_on``; the activities it made carry it."""

    organisation = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("stadsdelsförvaltning")
    )
    begins_on = models.DateField(_("från och med"))
    ends_on = models.DateField(_("till och med"))
    every_weeks = models.PositiveSmallIntegerField(_("varannan vecka räknas som 2"), default=1)

    class Meta:
        verbose_name = _("serie")
        verbose_name_plural = _("serier")
        constraints = [
            models.CheckConstraint(
                name="series_dates_in_order",
                condition=Q(ends_on__gte=F("begins_on")),
                violation_error_message=_("Serien kan inte sluta innan den börjar."),
            ),
            models.CheckConstraint(
                name="series_interval_between",
                condition=Q(every_weeks__range=(1, 8)),
                violation_error_message=_("Skriv hur många veckor det är mellan gångerna, 1–8."),
            ),
        ]

    def __str__(self):
        return f"{self.begins_on}–{self.ends_on}"
