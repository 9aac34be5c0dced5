"""The day's letter: at most one a person and day, however many times the clock strikes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked


@tracked()
class DayLetter(models.Model):
    """That ``user`` has had the letter of ``day``. What happened after ``sent_at`` stands in the next one."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="day_letters", verbose_name=_("person")
    )
    day = models.DateField(_("dag"))
    sent_at = models.DateTimeField(_("skickat"))

    class Meta:
        verbose_name = _("dagens brev")
        verbose_name_plural = _("dagens brev")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "day"],
                name="day_letter_once",
                violation_error_message=_("Personen har redan fått dagens brev."),
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.day}"
