"""A party's tertial report (delårsrapport) on an agreement: counts, actual costs by type, forecast."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from funding.models.agreement import Party
from funding.models.content import CostType
from portal.deadlines.models.periodtriggers import once_a_period
from portal.deadlines.models.receivetriggers import received
from portal.history.tracking import tracked
from portal.organisation.models import Draft, DraftQuerySet


class PartyDutyQuerySet(models.QuerySet):
    def for_user(self, user):
        """Central roles see that every report is expected. A party's people see their own duties, and of the
        other parties those whose report is handed in."""
        if user.reach.central:
            return self
        mine = user.reach.district_organisations
        handed_in = PartyReport.objects.submitted().filter(duty=OuterRef("pk"))
        shared = Party.objects.filter(organisation__in=mine).values("agreement")
        own = Q(party__organisation__in=mine)
        return self.filter(own | Q(party__agreement__in=shared) & Exists(handed_in))


@tracked()
class PartyDuty(models.Model):
    """A party's duty to report for a period; dates and state stand on the expected report.

    ``is_extra``: nobody expected it; it came in a file.
    """

    party = models.ForeignKey(Party, models.CASCADE, related_name="duties", verbose_name=_("part"))
    expected = models.OneToOneField(
        "deadlines.ExpectedReport",
        models.CASCADE,
        related_name="party_duty",
        verbose_name=_("väntad redovisning"),
    )
    is_extra = models.BooleanField(_("utöver det väntade"), default=False)

    objects = PartyDutyQuerySet.as_manager()

    #: what the trigger below refuses, in words (portal/database/refusals.py)
    trigger_refusals = {
        "party_duty_once_per_period": ("period", _("Parten ska redan redovisa den perioden.")),
    }

    class Meta:
        verbose_name = _("redovisningsskyldighet")
        verbose_name_plural = _("redovisningsskyldigheter")
        triggers = [
            once_a_period(
                "one_party_duty_a_period",
                duties="funding_partyduty",
                whose="party_id",
                constraint="party_duty_once_per_period",
            ),
        ]

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

    def current(self):
        """The newest version of each duty that is handed in: the one whose figures count."""
        newer = PartyReport.objects.submitted().filter(duty=OuterRef("duty"), version__gt=OuterRef("version"))
        return self.submitted().filter(~Exists(newer))


@tracked()
class PartyReport(Draft):
    """One version of it. NULL is not reported. ``forecast``: the whole year's cost, in kronor.

    ``changed_at``: when the draft was last written, or the version handed in.
    """

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
    changed_at = models.DateTimeField(_("ändrad"), auto_now=True, null=True)

    objects = PartyReportQuerySet.as_manager()

    class Meta(Draft.Meta):
        abstract = False
        verbose_name = _("tertialredovisning")
        verbose_name_plural = _("tertialredovisningar")
        triggers = received("funding_partyduty")
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
            models.CheckConstraint(
                name="party_report_forecast_not_negative",
                condition=Q(forecast__gte=0),
                violation_error_message=_("Prognosen kan inte vara negativ."),
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
