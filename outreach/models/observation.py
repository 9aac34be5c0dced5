"""Observations: difficulties, areas for improvement, good examples, conclusions, rumours that were met."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from outreach.models.activity import Activity
from outreach.models.searching import with_words
from portal.history.tracking import tracked
from portal.organisation.models import Draft, DraftQuerySet


class ObservationQuerySet(DraftQuerySet):
    owner_path = "organisation"

    def for_user(self, user):
        """Handed in: everyone who works with outreach, they are told to be spread. Drafts: the own house."""
        return self.readable(user, among=Q())

    def matching(self, words):
        """Those whose theme, text or answer has every word."""
        return with_words(self, words, "theme", "text", "response")

    def newest_first(self):
        return self.order_by(F("observed_on").desc(nulls_last=True), "-pk")


@tracked()
class Observation(Draft):
    """``theme`` gathers what belongs together. ``response``: how a rumour was met, what was done."""

    class Kind(models.TextChoices):
        CHALLENGE = "challenge", _("utmaning")
        IMPROVEMENT = "improvement", _("utvecklingsområde")
        GOOD_EXAMPLE = "good_example", _("gott exempel")
        CONCLUSION = "conclusion", _("slutsats")
        RUMOUR = "rumour", _("rykte")

    class Status(models.TextChoices):
        OPEN = "open", _("öppen")
        ACTED_ON = "acted_on", _("arbetas med")
        CLOSED = "closed", _("avslutad")

    kind = models.CharField(_("slag"), max_length=12, choices=Kind)
    theme = models.CharField(_("tema"), max_length=80)
    text = models.TextField(_("vad ni har sett"), max_length=4000)
    response = models.TextField(_("hur det har bemötts"), blank=True, max_length=4000)
    status = models.CharField(_("läge"), max_length=8, choices=Status, default=Status.OPEN)
    organisation = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("förvaltning")
    )
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("aktivitet"),
    )
    observed_on = models.DateField(_("datum"), null=True, blank=True)
    source = models.CharField(_("källa"), max_length=20, blank=True)
    is_example = models.BooleanField(_("exempel"), default=False)

    objects = ObservationQuerySet.as_manager()

    class Meta(Draft.Meta):
        abstract = False
        verbose_name = _("iakttagelse")
        verbose_name_plural = _("iakttagelser")
        constraints = [
            *Draft.Meta.constraints,
            models.CheckConstraint(
                name="observation_says_something",
                condition=~Q(text="") & ~Q(theme=""),
                violation_error_message=_("Skriv tema och vad ni har sett."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.theme}"


@tracked()
class ObservationSpread(models.Model):
    """To whom a good example was offered, and whether it was taken up."""

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="spreads")
    organisation = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("erbjuden till")
    )
    offered_on = models.DateField(_("erbjuden"))
    taken_up_on = models.DateField(_("används sedan"), null=True, blank=True)
    note = models.CharField(_("anteckning"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("spridning")
        verbose_name_plural = _("spridning")
        constraints = [
            models.UniqueConstraint(
                fields=["observation", "organisation"],
                name="observation_spread_once",
                violation_error_message=_("Organisationen har redan fått erbjudandet."),
            ),
            models.CheckConstraint(
                name="observation_spread_dates_in_order",
                condition=Q(taken_up_on__gte=F("offered_on")),
                violation_error_message=_("Exemplet kan inte tas upp innan det erbjuds."),
            ),
        ]

    def __str__(self):
        return f"{self.observation}: {self.organisation}"
