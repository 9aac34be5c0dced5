"""Neighbourhoods (stadsdelar, as people call where they live): each lies in a district."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.database.functions import SwedishKey
from portal.history.tracking import tracked
from portal.organisation.models.organisation import Organisation


class NeighbourhoodQuerySet(models.QuerySet):
    def valid_on(self, day):
        """Where each lay on ``day``; an unknown date is taken as always."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(begun & (Q(valid_to__isnull=True) | Q(valid_to__gte=day)))

    def by_name(self):
        return self.order_by(SwedishKey("name"), "valid_from", "pk")


@tracked()
class Neighbourhood(models.Model):
    """``name`` lies in ``district`` between two dates. Husby is a neighbourhood, Järva its district.

    Administrations report and decide, neighbourhoods do not (administration.md 4): this list lets a file
    that names the one be told the other.
    """

    name = models.CharField(_("stadsdel"), max_length=80)
    district = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="neighbourhoods",
        limit_choices_to={"kind": Organisation.Kind.DISTRICT},
        verbose_name=_("stadsdelsförvaltning"),
    )
    valid_from = models.DateField(_("från och med"), null=True, blank=True)
    valid_to = models.DateField(_("till och med"), null=True, blank=True)

    objects = NeighbourhoodQuerySet.as_manager()

    class Meta:
        verbose_name = _("stadsdel")
        verbose_name_plural = _("stadsdelar")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "district"],
                name="neighbourhood_once_in_a_district",
                violation_error_message=_("Stadsdelen ligger redan i den stadsdelsförvaltningen."),
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(valid_to__isnull=True),
                name="neighbourhood_in_one_district",
                violation_error_message=_("Stadsdelen ligger redan i en annan stadsdelsförvaltning."),
            ),
            models.CheckConstraint(
                name="neighbourhood_dates_in_order",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("Slutdatum ligger före startdatum. Rätta ett av dem."),
            ),
            models.CheckConstraint(
                name="neighbourhood_name_given",
                condition=~Q(name=""),
                violation_error_message=_("Skriv stadsdelens namn."),
            ),
        ]

    def __str__(self):
        return self.name
