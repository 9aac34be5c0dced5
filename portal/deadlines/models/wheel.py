"""The year's wheel: which periods reports follow, and when they are due. Data, not code."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked


@tracked()
class WheelEntry(models.Model):
    """One line of the year's wheel: a period of a year and when its report is due. Data, not code.

    Changing a line never moves a due date that is already stored with an expected report.
    """

    class Kind(models.TextChoices):
        TERTIAL = "tertial", _("tertial")
        QUARTER = "quarter", _("kvartal")
        HALF_YEAR = "half_year", _("halvår")
        YEAR = "year", _("år")

    kind = models.CharField(_("slags period"), max_length=10, choices=Kind)
    number = models.PositiveSmallIntegerField(_("nummer i året"))
    title = models.CharField(_("rubrik"), max_length=80)
    due_month = models.PositiveSmallIntegerField(_("förfaller, månad"))
    due_day = models.PositiveSmallIntegerField(_("förfaller, dag"))
    due_next_year = models.BooleanField(_("året efter"), default=False)

    class Meta:
        verbose_name = _("rad i årshjulet")
        verbose_name_plural = _("årshjulet")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"],
                name="wheel_entry_once",
                violation_error_message=_("Perioden finns redan i årshjulet."),
            ),
            models.CheckConstraint(
                name="wheel_entry_due_is_a_day",
                condition=Q(due_month__range=(1, 12), due_day__range=(1, 31)),
                violation_error_message=_("Skriv en månad 1–12 och en dag 1–31."),
            ),
        ]

    def __str__(self):
        return self.title
