"""A person's calendar feed (iCal): an address that is secret, and can be taken back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked


@tracked(exclude=["token_hash"])
class CalendarFeed(models.Model):
    """``token_hash``: SHA-256 of the secret in the address. The secret itself is shown once, never kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("skapad"))
    read_at = models.DateTimeField(_("senast läst"), null=True, blank=True)

    class Meta:
        verbose_name = _("kalenderadress")
        verbose_name_plural = _("kalenderadresser")

    def __str__(self):
        return str(self.user)
