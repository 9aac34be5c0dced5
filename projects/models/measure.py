"""What is counted in a report: a code list (utfallsmått), kept as data by the back office."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked


class OutcomeMeasureQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(is_active=True).order_by("position", "pk")


@tracked()
class OutcomeMeasure(models.Model):
    """``heading`` is its column in a file of district reports, "" when files do not carry it.

    ``is_base``: others are parts of it. ``is_end_state``: where a person ends; end states are disjoint and
    may together not exceed their base. ``counts_as_success``: named in a sum of successes, never silently.
    """

    class Mode(models.TextChoices):
        PER_PERIOD = "per_period", _("per period")
        CUMULATIVE = "cumulative", _("hittills, sedan start")
        LATEST = "latest", _("senaste läget")

    code = models.SlugField(_("kod"), max_length=60, unique=True)
    name = models.CharField(_("namn"), max_length=120, unique=True)
    heading = models.CharField(_("rubrik i fil"), max_length=60, blank=True)
    help = models.CharField(_("hjälptext"), max_length=300, blank=True)
    unit = models.CharField(_("enhet"), max_length=60, default="personer")
    mode = models.CharField(_("räknesätt"), max_length=10, choices=Mode, default=Mode.CUMULATIVE)
    is_base = models.BooleanField(_("bas för andra mått"), default=False)
    is_end_state = models.BooleanField(_("slutläge"), default=False)
    counts_as_success = models.BooleanField(_("räknas som framgång"), default=False)
    by_sex = models.BooleanField(_("delas på kvinnor, män och barn"), default=False)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)
    is_active = models.BooleanField(_("används"), default=True)

    objects = OutcomeMeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("utfallsmått")
        verbose_name_plural = _("utfallsmått")
        constraints = [
            models.UniqueConstraint(
                fields=["heading"],
                condition=~Q(heading=""),
                name="outcome_measure_heading_once",
                violation_error_message=_("Ett annat mått har redan den rubriken i filer."),
            )
        ]

    def __str__(self):
        return self.name
