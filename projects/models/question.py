"""A question (fråga) of the plausibility check: what a rule saw, and what people answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from projects.models.project import Project
from projects.models.report import Report


class QuestionQuerySet(models.QuerySet):
    def for_user(self, user):
        """Questions about projects the user may see; a draft's own questions are never stored."""
        return self.filter(project__in=Project.objects.for_user(user))


@tracked()
class Question(models.Model):
    """``facts`` are the figures the rule saw; with ``rule`` they give the sentence in either language.

    ``key`` tells two questions of one rule about one project apart, so that a new run finds the same one.
    """

    class Status(models.TextChoices):
        UNANSWERED = "unanswered", _("obesvarad")
        EXPLAINED = "explained", _("förklarad")
        CORRECTED = "corrected", _("rättad")
        REMAINS = "remains", _("kvarstår")

    project = models.ForeignKey(Project, models.CASCADE, related_name="questions", verbose_name=_("projekt"))
    report = models.ForeignKey(
        Report, models.CASCADE, null=True, blank=True, related_name="questions", verbose_name=_("redovisning")
    )
    rule = models.CharField(_("regel"), max_length=40)
    key = models.CharField(_("gäller"), max_length=160, blank=True)
    facts = models.JSONField(_("det regeln såg"), default=dict)
    asked_at = models.DateTimeField(_("ställd"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.UNANSWERED)
    answer = models.TextField(_("svar"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("besvarad av"),
    )
    answered_at = models.DateTimeField(_("besvarad"), null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("fråga")
        verbose_name_plural = _("frågor")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "rule", "key"],
                name="question_asked_once",
                violation_error_message=_("Frågan är redan ställd."),
            ),
            models.CheckConstraint(
                name="question_answered_whole",
                condition=Q(status="unanswered")
                | Q(status="corrected")
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                violation_error_message=_("Skriv ett svar på frågan."),
            ),
        ]

    def __str__(self):
        return f"{self.project}: {self.rule}"
