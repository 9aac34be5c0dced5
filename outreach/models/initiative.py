"""Initiatives (insatser): steady work and projects that outreach is made of, as the printed sources tell of
them: for whom, with whom, how often, since when; and for a project its themes with what came of each."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from outreach.models.codes import WorkForm
from outreach.models.searching import with_words
from portal.database.functions import SwedishKey
from portal.history.tracking import tracked


class InitiativeQuerySet(models.QuerySet):
    def for_user(self, user):
        """What is told of to be spread: everyone who works with outreach reads it."""
        return self.all()

    def matching(self, words):
        """Those whose telling has every word."""
        told = ("name", "form_text", "organisation_text", "groups_text", "materials_text", "place")
        return with_words(self, words, *told, "purpose", "methods", "equality", "child_perspective", "note")

    def by_name(self):
        return self.order_by(SwedishKey("name"), "pk")


@tracked()
class Initiative(models.Model):
    """``form_text``, ``groups_text`` and ``languages_text``: as the source puts it. ``groups``: codes.

    Dates with the precision they are known in: ``since_text`` says "2018-01" where no day is known.
    """

    name = models.CharField(_("namn"), max_length=200)
    form = models.ForeignKey(
        WorkForm, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("form")
    )
    form_text = models.CharField(_("form enligt källan"), max_length=160, blank=True)
    organisation = models.ForeignKey(
        "organisation.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    organisation_text = models.CharField(_("organisation enligt källan"), max_length=160, blank=True)
    groups = ArrayField(
        models.CharField(max_length=40), verbose_name=_("målgrupper"), default=list, blank=True
    )
    groups_text = models.CharField(_("målgrupp enligt källan"), max_length=200, blank=True)
    partners = ArrayField(
        models.CharField(max_length=160), verbose_name=_("samverkanspartner"), default=list, blank=True
    )
    frequency = models.CharField(_("hur ofta eller länge"), max_length=120, blank=True)
    since_text = models.CharField(_("sedan"), max_length=60, blank=True)
    until_text = models.CharField(_("till"), max_length=60, blank=True)
    materials_text = models.CharField(_("material"), max_length=300, blank=True)
    languages_text = models.CharField(_("språk"), max_length=160, blank=True)
    place = models.CharField(_("plats"), max_length=160, blank=True)
    funding = models.CharField(_("finansiering"), max_length=160, blank=True)
    purpose = models.TextField(_("syfte"), blank=True)
    methods = models.TextField(_("metoder"), blank=True)
    equality = models.TextField(_("jämställdhet"), blank=True)
    child_perspective = models.TextField(_("barnperspektiv"), blank=True)
    note = models.TextField(_("anteckning"), blank=True)
    is_good_example = models.BooleanField(_("gott exempel"), default=False)
    source = models.CharField(_("källa"), max_length=20, blank=True)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("insats")
        verbose_name_plural = _("insatser")
        constraints = [
            models.CheckConstraint(
                name="initiative_name_given",
                condition=~Q(name=""),
                violation_error_message=_("Skriv vad insatsen heter."),
            )
        ]

    def __str__(self):
        return self.name


@tracked()
class InitiativeTheme(models.Model):
    """A theme of a project: what was done and what came of it."""

    class Result(models.TextChoices):
        REACHED = "reached", _("uppnått")
        ONGOING = "ongoing", _("fortgår")
        PARTLY = "partly", _("inte fullt uppnått")
        UNTOLD = "", _("ej angivet")

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="themes")
    number = models.PositiveSmallIntegerField(_("nr"))
    title = models.CharField(_("tema"), max_length=160)
    text = models.TextField(_("vad som gjordes"), blank=True)
    result = models.CharField(_("resultat"), max_length=8, choices=Result, blank=True)
    note = models.CharField(_("anteckning"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("tema")
        verbose_name_plural = _("teman")
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "number"],
                name="initiative_theme_once",
                violation_error_message=_("Insatsen har redan ett tema med det numret."),
            )
        ]

    def __str__(self):
        return self.title


@tracked()
class Population(models.Model):
    """How many people there are of a sex: the other side of reach. No organisation: the whole city."""

    organisation = models.ForeignKey(
        "organisation.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("stadsdelsförvaltning"),
    )
    year = models.PositiveSmallIntegerField(_("år"))
    women = models.PositiveIntegerField(_("kvinnor"))
    men = models.PositiveIntegerField(_("män"))
    children = models.PositiveIntegerField(_("barn (under 18)"), null=True, blank=True)
    source = models.CharField(_("källa"), max_length=200)

    class Meta:
        verbose_name = _("befolkning")
        verbose_name_plural = _("befolkning")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year"],
                nulls_distinct=False,
                name="population_once_a_year",
                violation_error_message=_("Årets befolkning finns redan."),
            ),
            models.CheckConstraint(
                name="population_children_among_all",
                condition=Q(children__isnull=True) | Q(children__lte=F("women") + F("men")),
                violation_error_message=_("Barnen kan inte vara fler än alla."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation or _('Hela staden')} {self.year}"
