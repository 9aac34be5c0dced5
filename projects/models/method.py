"""Methods that spread: what a project has developed, to whom it is offered and who has taken it up."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from projects.models.learning import LearningQuerySet
from projects.models.programme import Programme
from projects.models.project import Project


class MethodQuerySet(LearningQuerySet):
    searched = ("name", "description")


@tracked()
class Method(models.Model):
    """A way of working that a project has developed, to be taken up by others."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="methods", verbose_name=_("program")
    )
    name = models.CharField(_("namn"), max_length=160)
    description = models.TextField(_("beskrivning"), blank=True)
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="methods",
        verbose_name=_("utvecklad i projektet"),
    )

    objects = MethodQuerySet.as_manager()

    class Meta:
        verbose_name = _("metod")
        verbose_name_plural = _("metoder")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="method_name_once",
                violation_error_message=_("Programmet har redan en metod med det namnet."),
            ),
            models.CheckConstraint(
                name="method_name_given",
                condition=~Q(name=""),
                violation_error_message=_("Skriv vad metoden heter."),
            ),
        ]

    def __str__(self):
        return self.name


@tracked()
class MethodSpread(models.Model):
    """A method offered to an organisation, and what became of it; ``project`` is where it was taken up."""

    class Status(models.TextChoices):
        OFFERED = "offered", _("erbjuden")
        TAKEN_UP = "taken_up", _("har tagit upp metoden")
        DECLINED = "declined", _("har avstått")

    method = models.ForeignKey(Method, models.CASCADE, related_name="spread", verbose_name=_("metod"))
    organisation = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="methods_taken_up",
        verbose_name=_("i projektet"),
    )
    status = models.CharField(_("läge"), max_length=10, choices=Status, default=Status.OFFERED)
    offered_on = models.DateField(_("erbjuden den"), null=True, blank=True)
    answered_on = models.DateField(_("svarade den"), null=True, blank=True)
    note = models.TextField(_("anteckning"), blank=True)

    class Meta:
        verbose_name = _("spridning")
        verbose_name_plural = _("spridning")
        constraints = [
            models.UniqueConstraint(
                fields=["method", "organisation", "project"],
                name="method_spread_once",
                nulls_distinct=False,
                violation_error_message=_("Metoden är redan erbjuden dit. Ändra den raden i stället."),
            ),
            models.CheckConstraint(
                name="method_spread_status_known",
                condition=Q(status__in=["offered", "taken_up", "declined"]),
                violation_error_message=_("Spridningen har ett läge som portalen inte känner."),
            ),
            models.CheckConstraint(
                name="method_spread_answered_when_answered",
                condition=~Q(status="offered") | Q(answered_on__isnull=True),
                violation_error_message=_("Välj vad svaret blev, eller ta bort dagen för svaret."),
            ),
            models.CheckConstraint(
                name="method_spread_dates_in_order",
                condition=Q(answered_on__gte=F("offered_on")),
                violation_error_message=_("Svaret kan inte komma innan metoden erbjöds."),
            ),
        ]

    def __str__(self):
        return f"{self.method}: {self.organisation}"
