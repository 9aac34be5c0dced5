"""Districts, administrations, committees and every other organisation, in one model with kinds."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.database.functions import SwedishKey
from portal.history.tracking import tracked


class OrganisationQuerySet(models.QuerySet):
    def valid_on(self, day: date):
        """Those that existed on ``day``; an unknown date is taken as always."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        not_ended = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        return self.filter(begun & not_ended)

    def districts(self):
        return self.filter(kind=Organisation.Kind.DISTRICT)

    def by_name(self):
        """Sorted as Swedes sort: Å Ä Ö last."""
        return self.order_by(SwedishKey("short_name"), "valid_from", "pk")


@tracked()
class Organisation(models.Model):
    """One organisation during one stretch of time. A new name, merger or split is a new row (Succession).

    Names are data, never grammar: "Järva stadsdelsnämnd" but "Kungsholmens stadsdelsnämnd". A name that is
    not known is left empty and the short name is shown instead. ``short_name`` is not unique over time.
    """

    class Kind(models.TextChoices):
        DISTRICT = "district", _("stadsdelsförvaltning")
        COMMITTEE = "committee", _("nämnd")
        ADMINISTRATION = "administration", _("fackförvaltning")
        UNIT = "unit", _("enhet")
        JOINT = "joint", _("gemensam organisation")
        AGENCY = "agency", _("statlig myndighet")
        REGION = "region", _("region")
        MUNICIPALITY = "municipality", _("kommun")
        VOLUNTARY = "voluntary", _("ideell organisation")
        COMPANY = "company", _("företag")
        POLITICAL = "political", _("politiskt organ")

    class Evidence(models.TextChoices):
        SOURCE = "source", _("enligt källan")
        VERIFIED = "verified", _("verifierad")
        PARTLY = "partly", _("delvis verifierad")
        UNVERIFIED = "unverified", _("overifierad")

    key = models.SlugField(_("nyckel"), max_length=80, unique=True)
    kind = models.CharField(_("slag"), max_length=20, choices=Kind)
    short_name = models.CharField(_("kort namn"), max_length=120)
    committee_name = models.CharField(_("nämndens namn"), max_length=160, blank=True)
    administration_name = models.CharField(_("förvaltningens namn"), max_length=160, blank=True)
    full_name = models.CharField(_("fullständigt namn"), max_length=200, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("lyder under")
    )
    valid_from = models.DateField(_("från och med"), null=True, blank=True)
    valid_to = models.DateField(_("till och med"), null=True, blank=True)
    evidence = models.CharField(
        _("beläggets styrka"), max_length=12, choices=Evidence, default=Evidence.VERIFIED
    )
    evidence_text = models.CharField(_("belägg"), max_length=300, blank=True)
    note = models.TextField(_("anteckning"), blank=True)
    mailbox = models.EmailField(
        _("funktionsbrevlåda"),
        blank=True,
        help_text=_("Dit går påminnelser när ingen person kan nås."),
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisationer")
        constraints = [
            models.CheckConstraint(
                name="organisation_dates_in_order",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("Slutdatum ligger före startdatum. Rätta ett av dem."),
            ),
            models.CheckConstraint(
                name="organisation_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message=_("En organisation kan inte lyda under sig själv."),
            ),
        ]

    def __str__(self):
        return self.short_name

    @property
    def as_committee(self) -> str:
        """The committee's written name, or the short name where the written one is not known."""
        return self.committee_name or self.short_name

    @property
    def as_administration(self) -> str:
        return self.administration_name or self.short_name

    def existed_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or self.valid_to >= day
        )
