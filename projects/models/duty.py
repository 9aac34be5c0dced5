"""Which project an expected report is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models import ExpectedReport
from portal.history.tracking import tracked
from projects.models.project import Project


class ReportDutyQuerySet(models.QuerySet):
    def for_user(self, user):
        """Duties of the projects the user may see."""
        return self.filter(project__in=Project.objects.for_user(user))


@tracked()
class ReportDuty(models.Model):
    """A project's duty to report for a period. The dates and the state stand on the expected report.

    ``is_extra``: nobody expected it; it came in a file (contract, ``redovisningar``).
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="duties", verbose_name=_("projekt"))
    expected = models.OneToOneField(
        ExpectedReport, models.CASCADE, related_name="project_duty", verbose_name=_("väntad redovisning")
    )

    is_extra = models.BooleanField(_("utöver det väntade"), default=False)

    objects = ReportDutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("redovisningsskyldighet")
        verbose_name_plural = _("redovisningsskyldigheter")

    def __str__(self):
        return f"{self.project}: {self.expected}"
