"""A programme of development projects, the areas it works in, and the money each nämnd gave it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.database.functions import SwedishKey
from portal.history.tracking import tracked


class ProgrammeQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by(F("starts_on").desc(nulls_last=True), "pk")


@tracked()
class Programme(models.Model):
    """``is_published``: its facts stand in print, so nothing is masked. ``is_example``: invented figures."""

    name = models.CharField(_("namn"), max_length=160, unique=True)
    slug = models.SlugField(_("adress"), max_length=80, unique=True)
    goal = models.TextField(_("mål"), blank=True)
    starts_on = models.DateField(_("börjar"), null=True, blank=True)
    ends_on = models.DateField(_("slutar"), null=True, blank=True)
    case = models.ForeignKey(
        "cases.Case",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes",
        verbose_name=_("ärende"),
    )
    is_published = models.BooleanField(_("uppgifterna är publicerade"), default=False)
    published_year = models.PositiveSmallIntegerField(_("publicerad år"), null=True, blank=True)
    is_example = models.BooleanField(_("exempel"), default=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("program")
        verbose_name_plural = _("program")
        constraints = [
            models.CheckConstraint(
                name="programme_dates_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("Programmet kan inte sluta innan det börjar."),
            )
        ]

    def __str__(self):
        return self.name


class AreaQuerySet(models.QuerySet):
    def by_name(self):
        return self.order_by(SwedishKey("name"), "pk")


@tracked()
class Area(models.Model):
    """An area of work (område): a code list."""

    name = models.CharField(_("namn"), max_length=80, unique=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("område")
        verbose_name_plural = _("områden")

    def __str__(self):
        return self.name


@tracked()
class Appropriation(models.Model):
    """What a nämnd set aside for a programme in a year, and what was used of it, in kronor."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="appropriations", verbose_name=_("program")
    )
    committee = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="appropriations", verbose_name=_("nämnd")
    )
    year = models.PositiveSmallIntegerField(_("år"))
    budget = models.DecimalField(_("budget, kronor"), max_digits=14, decimal_places=2)
    used = models.DecimalField(_("förbrukat, kronor"), max_digits=14, decimal_places=2, null=True, blank=True)
    purpose = models.CharField(_("ändamål"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("medel")
        verbose_name_plural = _("medel")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "committee", "year"],
                name="appropriation_once_a_year",
                violation_error_message=_("Nämnden har redan medel för programmet det året."),
            ),
            models.CheckConstraint(
                name="appropriation_not_negative",
                condition=Q(budget__gte=0) & (Q(used__isnull=True) | Q(used__gte=0)),
                violation_error_message=_("Beloppet kan inte vara negativt."),
            ),
        ]

    def __str__(self):
        return f"{self.committee} {self.year}"
