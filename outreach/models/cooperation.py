"""Partners (samverkanspartner): voluntary organisations and authorities, and what is agreed with them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from outreach.models.activity import Activity
from portal.history.tracking import tracked


class CooperationQuerySet(models.QuerySet):
    def for_user(self, user):
        """Central roles read all; a district's people what their own district has agreed."""
        if user.reach.central:
            return self.all()
        return self.filter(organisation__in=user.reach.district_organisations)

    def going_on(self, today):
        """Those that hold on ``today``; an unknown date is taken as always."""
        begun = Q(begins_on__isnull=True) | Q(begins_on__lte=today)
        return self.filter(begun & (Q(ends_on__isnull=True) | Q(ends_on__gte=today)))


@tracked()
class Cooperation(models.Model):
    """What a district has agreed with a partner, in words. ``contact`` is a function, never a person."""

    organisation = models.ForeignKey(
        "organisation.Organisation",
        models.PROTECT,
        related_name="outreach_cooperations",
        verbose_name=_("stadsdelsförvaltning"),
    )
    partner = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("samverkanspartner")
    )
    agreed = models.TextField(_("vad ni har kommit överens om"), blank=True)
    contact = models.CharField(_("kontaktfunktion"), max_length=120, blank=True)
    begins_on = models.DateField(_("från och med"), null=True, blank=True)
    ends_on = models.DateField(_("till och med"), null=True, blank=True)

    objects = CooperationQuerySet.as_manager()

    class Meta:
        verbose_name = _("samverkan")
        verbose_name_plural = _("samverkan")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "partner"],
                name="cooperation_once",
                violation_error_message=_(
                    "Samverkan med den organisationen finns redan. Öppna den i stället."
                ),
            ),
            models.CheckConstraint(
                name="cooperation_dates_in_order",
                condition=Q(ends_on__gte=F("begins_on")),
                violation_error_message=_("Samverkan kan inte sluta innan den börjar."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.partner}"


@tracked()
class ActivityPartner(models.Model):
    """A partner that took part in an activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="partners")
    partner = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("samverkanspartner")
    )

    class Meta:
        verbose_name = _("samverkanspartner i en aktivitet")
        verbose_name_plural = _("samverkanspartner i aktiviteter")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "partner"],
                name="activity_partner_once",
                violation_error_message=_("Organisationen står redan bland aktivitetens samverkanspartner."),
            )
        ]

    def __str__(self):
        return str(self.partner)
