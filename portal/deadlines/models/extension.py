"""Begär uppskov: asked, then granted or refused. What was due before is kept on the expected report."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models.expected import ExpectedReport
from portal.history.tracking import tracked


@tracked()
class Extension(models.Model):
    """Begär uppskov: asked with a date and a reason, then granted or refused. The old date is kept."""

    expected = models.ForeignKey(ExpectedReport, models.CASCADE, related_name="extensions")
    asked_at = models.DateTimeField(_("begärt"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_to = models.DateField(_("till"))
    reason = models.TextField(_("skäl"))
    granted = models.BooleanField(_("beviljat"), null=True)
    answered_at = models.DateTimeField(_("besvarat"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("svar"), blank=True)

    class Meta:
        verbose_name = _("uppskov")
        verbose_name_plural = _("uppskov")
        constraints = [
            models.UniqueConstraint(
                fields=["expected"],
                condition=Q(granted__isnull=True),
                name="extension_one_question_at_a_time",
                violation_error_message=_("Ett uppskov är redan begärt och väntar på svar."),
            ),
            models.CheckConstraint(
                name="extension_answered_whole",
                condition=Q(granted__isnull=True, answered_at__isnull=True, answered_by__isnull=True)
                | Q(granted__isnull=False, answered_at__isnull=False, answered_by__isnull=False),
                violation_error_message=_("Ett svar på uppskov har datum och namn."),
            ),
        ]

    def __str__(self):
        return f"{self.expected}: {self.asked_to}"
