"""Which project an expected report is about, and which reports are no longer asked for."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models import ExpectedReport, WheelEntry
from portal.deadlines.models.periodtriggers import once_a_period
from portal.history.tracking import tracked
from projects.models.project import Project


class ReportDutyQuerySet(models.QuerySet):
    def for_user(self, user):
        """Duties of the projects the user may see."""
        return self.filter(project__in=Project.objects.for_user(user))

    def by_period(self):
        """In the order they are due."""
        return self.order_by("expected__due_on", "expected__year", "expected__number", "pk")


@tracked()
class ReportDuty(models.Model):
    """A project's duty to report for a period. The dates and the state stand on the expected report.

    ``is_extra``: nobody expected it; it came in a file (contract, ``redovisningar``). ``is_final``: the last
    one asked for, where the final account (slutredovisning) is due; that it came as one is the report's word.
    ``due_note``: how the last day is known, where the source does not say it (a printed programme).
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="duties", verbose_name=_("projekt"))
    expected = models.OneToOneField(
        ExpectedReport, models.CASCADE, related_name="project_duty", verbose_name=_("väntad redovisning")
    )

    is_extra = models.BooleanField(_("utöver det väntade"), default=False)
    is_final = models.BooleanField(_("slutredovisning"), default=False)
    due_note = models.CharField(_("så vet vi sista dagen"), max_length=200, blank=True)

    objects = ReportDutyQuerySet.as_manager()

    #: what the trigger below refuses, in words (portal/database/refusals.py)
    trigger_refusals = {
        "duty_once_per_period": ("period", _("Projektet ska redan redovisa den perioden.")),
    }

    class Meta:
        verbose_name = _("redovisningsskyldighet")
        verbose_name_plural = _("redovisningsskyldigheter")
        triggers = [
            once_a_period(
                "one_duty_a_period",
                duties="projects_reportduty",
                whose="project_id",
                constraint="duty_once_per_period",
            ),
        ]

    def __str__(self):
        return f"{self.project}: {self.expected}"


@tracked()
class DutyWithdrawal(models.Model):
    """A report that was asked for by mistake and is asked for no longer: which, why, by whom and when.

    The expected report itself is gone (its history is kept); a later grant does not bring it back.
    """

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="withdrawn_duties", verbose_name=_("projekt")
    )
    period_kind = models.CharField(_("slags period"), max_length=10, choices=WheelEntry.Kind)
    year = models.PositiveSmallIntegerField(_("år"))
    number = models.PositiveSmallIntegerField(_("nummer i året"))
    due_on = models.DateField(_("skulle vara inne senast"))
    reason = models.TextField(_("skäl"))
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("borttagen av"),
    )
    withdrawn_at = models.DateTimeField(_("borttagen"))

    class Meta:
        verbose_name = _("borttagen redovisningsskyldighet")
        verbose_name_plural = _("borttagna redovisningsskyldigheter")
        constraints = [
            models.CheckConstraint(
                name="duty_withdrawal_reason_given",
                condition=~Q(reason=""),
                violation_error_message=_("Skriv varför redovisningen inte ska begäras."),
            )
        ]

    def __str__(self):
        return f"{self.project}: {self.year}:{self.number}"
