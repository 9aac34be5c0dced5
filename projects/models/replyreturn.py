"""A district's reply that was handed in and given back: what had been received stays readable as it was."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from projects.models.reply import SurveyReply


class ReturnedReplyQuerySet(models.QuerySet):
    def for_user(self, user):
        """What was received: central roles all of it, a district its own."""
        return self.filter(reply__in=SurveyReply.objects.known_to(user).values("pk"))


@tracked()
class ReturnedReply(models.Model):
    """What was received is an official document and does not go away when the reply becomes a draft again.

    ``answers``: [[question key, words], ...] as they stood.
    """

    reply = models.ForeignKey(SurveyReply, models.CASCADE, related_name="returns", verbose_name=_("svar"))
    answers = models.JSONField(_("inlämnade svar"))
    submitted_at = models.DateTimeField(_("inlämnat"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("inlämnat av"),
    )
    reason = models.TextField(_("varför svaret lämnas tillbaka"))
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lämnat tillbaka av"),
    )
    returned_at = models.DateTimeField(_("lämnat tillbaka"))

    objects = ReturnedReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("återlämnat svar")
        verbose_name_plural = _("återlämnade svar")
        constraints = [
            models.CheckConstraint(
                name="returned_reply_reason_given",
                condition=~Q(reason=""),
                violation_error_message=_("Skriv varför svaret lämnas tillbaka."),
            ),
            models.CheckConstraint(
                name="returned_reply_after_hand_in",
                condition=Q(returned_at__gte=F("submitted_at")),
                violation_error_message=_("Ett svar kan inte lämnas tillbaka innan det är inlämnat."),
            ),
        ]

    def __str__(self):
        return str(self.reply)
