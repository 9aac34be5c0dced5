"""Networks (nätverk): who learns from each other, steadily. What kinds there are is data."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Value
from django.utils.translation import gettext_lazy as _

from portal.database.functions import SwedishKey
from portal.history.tracking import tracked
from projects.models.learning import CodeQuerySet, LearningQuerySet, joined
from projects.models.programme import Programme


@tracked()
class NetworkKind(models.Model):
    """A kind of network: a code list."""

    name = models.CharField(_("namn"), max_length=80, unique=True)

    objects = CodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("slag av nätverk")
        verbose_name_plural = _("slag av nätverk")

    def __str__(self):
        return self.name


class NetworkQuerySet(LearningQuerySet):
    searched = ("name", "note", "status_text")

    def searched_parts(self):
        """A network is also found by its members."""
        members = NetworkMember.objects.filter(network=OuterRef("pk")).order_by("position", "pk")
        names = ArraySubquery(members.values(said=joined(F("name"), F("organisation__short_name"))))
        together = Func(names, Value(" "), function="array_to_string", output_field=models.TextField())
        return (*super().searched_parts(), together)

    def by_name(self):
        return self.order_by(SwedishKey("name"), "pk")


@tracked()
class Network(models.Model):
    """``status`` is the portal's own word; ``status_text`` is how a printed source puts it."""

    class Status(models.TextChoices):
        WISHED = "wished", _("önskat")
        STARTING = "starting", _("startar")
        RUNNING = "running", _("pågår")
        ENDED = "ended", _("avslutat")

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="networks", verbose_name=_("program")
    )
    name = models.CharField(_("namn"), max_length=160)
    kind = models.ForeignKey(
        NetworkKind, models.PROTECT, related_name="networks", verbose_name=_("slag av nätverk")
    )
    status = models.CharField(_("läge"), max_length=10, choices=Status, default=Status.RUNNING)
    status_text = models.CharField(_("läget enligt källan"), max_length=120, blank=True)
    note = models.TextField(_("anteckning"), blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("nätverk")
        verbose_name_plural = _("nätverk")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="network_name_once",
                violation_error_message=_("Programmet har redan ett nätverk med det namnet."),
            ),
            models.CheckConstraint(
                name="network_name_given",
                condition=~Q(name=""),
                violation_error_message=_("Skriv nätverkets namn."),
            ),
            models.CheckConstraint(
                name="network_status_known",
                condition=Q(status__in=["wished", "starting", "running", "ended"]),
                violation_error_message=_("Nätverket har ett läge som portalen inte känner."),
            ),
        ]

    def __str__(self):
        return self.name


@tracked()
class NetworkMember(models.Model):
    """A member: an organisation the portal knows, or a name as it was written."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="members", verbose_name=_("nätverk"))
    organisation = models.ForeignKey(
        "organisation.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("namn"), max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        verbose_name = _("medlem")
        verbose_name_plural = _("medlemmar")
        constraints = [
            models.CheckConstraint(
                name="network_member_is_somebody",
                condition=Q(organisation__isnull=False, name="")
                | (Q(organisation__isnull=True) & ~Q(name="")),
                violation_error_message=_("En medlem är en organisation eller ett namn, inte båda."),
            ),
            models.UniqueConstraint(
                fields=["network", "organisation"],
                name="network_organisation_once",
                violation_error_message=_("Organisationen är redan medlem i nätverket."),
            ),
            models.UniqueConstraint(
                fields=["network", "name"],
                condition=~Q(name=""),
                name="network_member_name_once",
                violation_error_message=_("Namnet står redan bland medlemmarna."),
            ),
        ]

    def __str__(self):
        return self.organisation.short_name if self.organisation else self.name
