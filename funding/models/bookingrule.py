"""How amounts are booked from a year on: öre or whole kronor, and the last day one may book in a year."""

from calendar import monthrange
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked


@tracked()
class BookingRule(models.Model):
    """What holds from ``from_year`` until the next rule's year. Without a rule: öre, and 31 December."""

    from_year = models.PositiveSmallIntegerField(_("från och med år"), unique=True)
    whole_kronor = models.BooleanField(_("belopp i hela kronor"), default=False)
    last_month = models.PositiveSmallIntegerField(_("sista bokföringsdag, månad"), default=12)
    last_day = models.PositiveSmallIntegerField(_("sista bokföringsdag, dag"), default=31)

    class Meta:
        verbose_name = _("bokföringsregel")
        verbose_name_plural = _("bokföringsregler")
        constraints = [
            models.CheckConstraint(
                name="booking_rule_day_of_a_year",
                condition=Q(last_month__range=(1, 12), last_day__range=(1, 31)),
                violation_error_message=_("Skriv månaden som 1–12 och dagen som 1–31."),
            ),
            models.CheckConstraint(
                name="booking_rule_year",
                condition=Q(from_year__range=(1990, 2100)),
                violation_error_message=_("Skriv året med fyra siffror, mellan 1990 och 2100."),
            ),
        ]

    def __str__(self):
        return str(self.from_year)

    def last_booking_day(self, year: int) -> date:
        """Return the last day on which something may be booked in ``year``; a month's last day at most."""
        return date(year, self.last_month, min(self.last_day, monthrange(year, self.last_month)[1]))
