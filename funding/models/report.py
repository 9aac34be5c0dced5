"""A party's tertial report (delårsrapport) on an agreement: counts, actual costs by type, forecast."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.models.agreement import Party
from funding.models.content import CostType
from portal.history.tracking import tracked
from portal.organisation.models import Draft, DraftQuerySet


@tracked()
class PartyDuty(models.Model):
    """A party's duty to report for a period; dates and state stand on the expected report."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="duties", verbose_name=_("part"))
    expected = models.OneToOneField(
        "deadlines.ExpectedReport",
        models.CASCADE,
        related_name="party_duty",
        verbose_name=_("väntad redovisning"),
    )

    class Meta:
        verbose_name = _("redovisningsskyldighet")
        verbose_name_plural = _("redovisningsskyldigheter")

    def __str__(self):
        return f"{self.party}: {self.expected}"


class PartyReportQuerySet(DraftQuerySet):
    owner_path = "duty__party__organisation"

    def for_user(self, user):
        """Handed in: central roles and every party of the agreement. Drafts: the own administration."""
        if user.reach.central:
            return self.readable(user, among=Q())
        mine = Party.objects.filter(organisation__in=user.reach.district_organisations)
        return self.readable(user, among=Q(duty__party__agreement__in=mine.values("agreement")))


@tracked()
class PartyReport(Draft):
    """One version of it. NULL is not reported. ``forecast``: the whole year's cost, in kronor."""

    duty = models.ForeignKey(PartyDuty, models.PROTECT, related_name="reports")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    registered = models.PositiveIntegerField(_("folkbokförda nyanlända 18–64"), null=True, blank=True)
    women = models.PositiveIntegerField(_("kvinnor"), null=True, blank=True)
    men = models.PositiveIntegerField(_("män"), null=True, blank=True)
    children = models.PositiveIntegerField(_("barn (under 18)"), null=True, blank=True)
    forecast = models.DecimalField(
        _("prognos för helåret, kronor"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    cause = models.TextField(_("avvikelse och orsak"), blank=True)
    action = models.TextField(_("åtgärd"), blank=True)
    comment = models.TextField(_("kommentar"), blank=True)
    correction_reason = models.TextField(_("skäl till rättelsen"), blank=True)

    objects = PartyReportQuerySet.as_manager()

    class Meta(Draft.Meta):
        abstract = False
        verbose_name = _("tertialredovisning")
        verbose_name_plural = _("tertialredovisningar")
        constraints = [
            *Draft.Meta.constraints,
            models.UniqueConstraint(
                fields=["duty", "version"],
                name="party_report_version_once",
                violation_error_message=_("Den versionen av redovisningen finns redan."),
            ),
            models.UniqueConstraint(
                fields=["duty"],
                condition=Q(submitted_at__isnull=True),
                name="party_report_one_draft",
                violation_error_message=_("Det finns redan ett utkast till redovisningen."),
            ),
        ]

    def __str__(self):
        return f"{self.duty} ({self.version})"


@tracked()
class ActualCost(models.Model):
    """What a kind of cost came to in the period, in kronor."""

    report = models.ForeignKey(PartyReport, models.CASCADE, related_name="costs")
    kind = models.ForeignKey(CostType, models.PROTECT, related_name="+", verbose_name=_("kostnadsslag"))
    amount = models.DecimalField(_("utfall, kronor"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("utfall")
        verbose_name_plural = _("utfall")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "kind"],
                name="actual_cost_once",
                violation_error_message=_("Kostnadsslaget står redan i redovisningen."),
            ),
            models.CheckConstraint(
                name="actual_cost_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=_("Kostnaden kan inte vara negativ."),
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.amount}"
