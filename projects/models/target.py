"""A measurable target (mål) of an application or of the project that came of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from projects.models.measure import OutcomeMeasure


@tracked()
class Target(models.Model):
    """``value`` in ``unit``; a percentage is of ``base``. Met when the outcome is there, by ``direction``.

    Without ``measure`` nothing that is reported can be held against it; ``note`` says why.
    """

    class Direction(models.TextChoices):
        AT_LEAST = "at_least", _("minst")
        AT_MOST = "at_most", _("högst")

    application = models.ForeignKey(
        "projects.Application", models.CASCADE, null=True, blank=True, related_name="targets"
    )
    project = models.ForeignKey(
        "projects.Project", models.CASCADE, null=True, blank=True, related_name="targets"
    )
    text = models.CharField(_("målet i ord"), max_length=300)
    measure = models.ForeignKey(
        OutcomeMeasure, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("mått")
    )
    value = models.DecimalField(_("målvärde"), max_digits=12, decimal_places=2)
    unit = models.CharField(_("enhet"), max_length=80)
    is_percent = models.BooleanField(_("i procent av basen"), default=False)
    base = models.ForeignKey(
        OutcomeMeasure, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bas")
    )
    direction = models.CharField(_("riktning"), max_length=8, choices=Direction, default=Direction.AT_LEAST)
    due_on = models.DateField(_("ska vara nått senast"), null=True, blank=True)
    note = models.CharField(_("så mäts målet, eller varför det inte går"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        constraints = [
            models.CheckConstraint(
                name="target_of_one",
                condition=Q(application__isnull=True, project__isnull=False)
                | Q(application__isnull=False, project__isnull=True),
                violation_error_message=_("Ett mål hör till en ansökan eller till ett projekt."),
            ),
            models.CheckConstraint(
                name="target_not_negative",
                condition=Q(value__gte=0),
                violation_error_message=_("Målvärdet kan inte vara negativt."),
            ),
            models.CheckConstraint(
                name="target_percent_has_base",
                condition=Q(is_percent=False) | (Q(base__isnull=False) & Q(value__lte=100)),
                violation_error_message=_("Ett mål i procent är högst 100 och har en bas."),
            ),
        ]

    def __str__(self):
        return self.text
