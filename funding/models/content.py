"""What a version of the terms says beside the shares: costs, staffing, clauses, steering group."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.models.fixed import rows_fixed_when_sent
from funding.models.terms import Terms
from portal.history.tracking import tracked


@tracked()
class CostType(models.Model):
    """A kind of cost: a code list. ``heading`` is its column in a file of tertial reports."""

    code = models.SlugField(_("kod"), max_length=40, unique=True)
    name = models.CharField(_("namn"), max_length=80, unique=True)
    heading = models.CharField(_("rubrik i fil"), max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        verbose_name = _("kostnadsslag")
        verbose_name_plural = _("kostnadsslag")

    def __str__(self):
        return self.name


@tracked()
class CostLine(models.Model):
    """The estimated cost of a kind a year, in kronor."""

    terms = models.ForeignKey(Terms, models.CASCADE, related_name="costs")
    kind = models.ForeignKey(CostType, models.PROTECT, related_name="+", verbose_name=_("kostnadsslag"))
    amount = models.DecimalField(_("per år, kronor"), max_digits=14, decimal_places=2)
    note = models.CharField(_("anteckning"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("kostnad")
        verbose_name_plural = _("kostnader")
        constraints = [
            models.UniqueConstraint(
                fields=["terms", "kind"],
                name="cost_line_once",
                violation_error_message=_("Kostnadsslaget står redan i villkoren."),
            ),
            models.CheckConstraint(
                name="cost_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=_("Kostnaden kan inte vara negativ."),
            ),
        ]
        triggers = [rows_fixed_when_sent()]

    def __str__(self):
        return f"{self.kind}: {self.amount}"


@tracked()
class StaffLine(models.Model):
    """Who the costs are for: so many people of a role, each at a part of full time."""

    terms = models.ForeignKey(Terms, models.CASCADE, related_name="staffing")
    role = models.CharField(_("roll"), max_length=80)
    headcount = models.PositiveSmallIntegerField(_("antal"), default=1)
    percent = models.PositiveSmallIntegerField(_("procent av heltid"), default=100)
    starts_on = models.DateField(_("börjar"), null=True, blank=True)
    note = models.CharField(_("anteckning"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("bemanning")
        verbose_name_plural = _("bemanning")
        constraints = [
            models.CheckConstraint(
                name="staff_percent_between",
                condition=Q(percent__range=(1, 100)),
                violation_error_message=_("Skriv tjänstgöringen som 1–100 procent."),
            )
        ]
        triggers = [rows_fixed_when_sent()]

    def __str__(self):
        return f"{self.headcount} {self.role}"


@tracked()
class Clause(models.Model):
    """A clause of the agreement, in order."""

    terms = models.ForeignKey(Terms, models.CASCADE, related_name="clauses")
    number = models.PositiveSmallIntegerField(_("nr"))
    kind = models.CharField(_("rubrik"), max_length=80)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("punkt")
        verbose_name_plural = _("punkter")
        constraints = [
            models.UniqueConstraint(
                fields=["terms", "number"],
                name="clause_number_once",
                violation_error_message=_("Det finns redan en punkt med det numret."),
            )
        ]
        triggers = [rows_fixed_when_sent()]

    def __str__(self):
        return f"{self.number}. {self.kind}"


@tracked()
class SteeringMember(models.Model):
    """A seat in the steering group, by function: no names."""

    terms = models.ForeignKey(Terms, models.CASCADE, related_name="steering_group")
    role = models.CharField(_("uppgift i styrgruppen"), max_length=80)
    organisation = models.CharField(_("organisation"), max_length=160)
    position = models.CharField(_("befattning"), max_length=160, blank=True)
    is_chair = models.BooleanField(_("ordförande"), default=False)
    note = models.CharField(_("anteckning"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("ledamot i styrgruppen")
        verbose_name_plural = _("styrgruppen")
        constraints = [
            models.UniqueConstraint(
                fields=["terms"],
                condition=Q(is_chair=True),
                name="steering_group_one_chair",
                violation_error_message=_("Styrgruppen har redan en ordförande."),
            )
        ]
        triggers = [rows_fixed_when_sent()]

    def __str__(self):
        return f"{self.organisation}: {self.position}"
