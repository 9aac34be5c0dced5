"""A district's report (redovisning): one row per version, drafted, handed in, and then never changed."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models.receivetriggers import received
from portal.history.tracking import tracked
from portal.organisation.models import Draft, DraftQuerySet
from projects.models.duty import ReportDuty
from projects.models.measure import OutcomeMeasure
from projects.models.project import Project


class ReportQuerySet(DraftQuerySet):
    owner_path = "duty__expected__organisation"

    def for_user(self, user):
        """What is handed in of the projects the user may see; drafts only inside the own administration."""
        visible = Project.objects.for_user(user)
        return self.readable(user, among=Q(duty__project__in=visible))

    def current(self):
        """The newest handed-in version of each duty: the one whose figures count."""
        later = Report.objects.submitted().filter(duty=OuterRef("duty"), version__gt=OuterRef("version"))
        return self.submitted().filter(~Exists(later))


@tracked()
class Report(Draft):
    """What a district tells for a period. ``ExpectedReport`` says how it stands; this is what it says.

    Every Lämna in freezes a version. A returned report, or a correction of an accepted one, is written in
    version n + 1, with the reason. Money in kronor; ``spent`` is since the project began.
    """

    class Plan(models.TextChoices):
        YES = "yes", _("Ja")
        NO = "no", _("Nej")
        PARTLY = "partly", _("Delvis")

    class Origin(models.TextChoices):
        FORM = "form", _("formulär")
        FILE = "file", _("fil")
        PRINT = "print", _("tryckt källa")

    duty = models.ForeignKey(
        ReportDuty, models.PROTECT, related_name="reports", verbose_name=_("redovisningsskyldighet")
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    origin = models.CharField(_("kom in som"), max_length=5, choices=Origin, default=Origin.FORM)
    correction_reason = models.TextField(_("skäl till rättelsen"), blank=True)
    is_final = models.BooleanField(_("slutredovisning"), default=False)
    spent = models.DecimalField(
        _("förbrukat hittills, kronor"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    left_stated = models.DecimalField(
        _("kvar enligt redovisningen, kronor"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    forecast = models.DecimalField(
        _("prognos för helåret, kronor"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    cause = models.TextField(_("avvikelse och orsak"), blank=True)
    action = models.TextField(_("åtgärd"), blank=True)
    plan = models.CharField(_("plan för implementering"), max_length=8, choices=Plan, blank=True)
    implementation = models.TextField(_("implementering"), blank=True)
    experience = models.TextField(_("erfarenheter"), blank=True)
    further_work = models.TextField(_("fortsatt arbete"), blank=True)
    collaborators = ArrayField(
        models.CharField(max_length=160), verbose_name=_("samverkanspartner"), default=list, blank=True
    )
    comment = models.TextField(_("kommentar till talen"), blank=True)
    changed_at = models.DateTimeField(_("ändrad"), auto_now=True)

    objects = ReportQuerySet.as_manager()

    class Meta(Draft.Meta):
        abstract = False
        verbose_name = _("redovisning")
        verbose_name_plural = _("redovisningar")
        triggers = received("projects_reportduty")
        constraints = [
            *Draft.Meta.constraints,
            models.UniqueConstraint(
                fields=["duty", "version"],
                name="report_version_once",
                violation_error_message=_("Den versionen av redovisningen finns redan."),
            ),
            models.UniqueConstraint(
                fields=["duty"],
                condition=Q(submitted_at__isnull=True),
                name="report_one_draft",
                violation_error_message=_("Det finns redan ett utkast till redovisningen."),
            ),
            models.CheckConstraint(
                name="report_spent_not_negative",
                condition=Q(spent__isnull=True) | Q(spent__gte=0),
                violation_error_message=_("Det förbrukade beloppet kan inte vara negativt."),
            ),
            models.CheckConstraint(
                name="report_forecast_not_negative",
                condition=Q(forecast__isnull=True) | Q(forecast__gte=0),
                violation_error_message=_("Prognosen kan inte vara negativ."),
            ),
            models.CheckConstraint(
                name="report_plan_known",
                condition=Q(plan__in=["yes", "no", "partly", ""]),
                violation_error_message=_("Svara Ja, Nej eller Delvis."),
            ),
        ]

    def __str__(self):
        return f"{self.duty} ({self.version})"


@tracked()
class OutcomeCount(models.Model):
    """One measure in one version of a report. NULL is not reported, 0 is counted and none.

    ``women``, ``men`` and ``unknown`` are 18 and older; ``children`` stand beside them, outside ``value``.
    ``value`` is the total as stated; where only the split is given it is their sum. ``verified`` is the
    value checked against its source (kontrollerat värde): documents use it where it stands.
    """

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("exakt")
        ABOUT = "about", _("cirka")
        MORE_THAN = "more_than", _("mer än")
        FORECAST = "forecast", _("prognos")
        PLAN = "plan", _("plan")
        GOAL = "goal", _("mål")

    report = models.ForeignKey(Report, models.CASCADE, related_name="counts")
    measure = models.ForeignKey(OutcomeMeasure, models.PROTECT, related_name="counts", verbose_name=_("mått"))
    label = models.CharField(_("så kallas det i källan"), max_length=200, blank=True)
    unit = models.CharField(_("enhet"), max_length=60, blank=True)
    value = models.DecimalField(_("redovisat värde"), max_digits=12, decimal_places=2, null=True, blank=True)
    women = models.PositiveIntegerField(_("kvinnor"), null=True, blank=True)
    men = models.PositiveIntegerField(_("män"), null=True, blank=True)
    unknown = models.PositiveIntegerField(_("kön ej noterat"), null=True, blank=True)
    children = models.PositiveIntegerField(_("barn (under 18)"), null=True, blank=True)
    qualifier = models.CharField(_("säkerhet"), max_length=9, choices=Qualifier, default=Qualifier.EXACT)
    base = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts", verbose_name=_("av")
    )
    stated_percent = models.DecimalField(
        _("procent enligt redovisningen"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    note = models.TextField(_("anteckning"), blank=True)
    verified = models.DecimalField(
        _("kontrollerat värde"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kontrollerat av"),
    )
    verified_at = models.DateTimeField(_("kontrollerat"), null=True, blank=True)
    verified_why = models.CharField(_("så kontrollerades det"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("utfall")
        verbose_name_plural = _("utfall")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "measure", "label"],
                name="outcome_once_per_report",
                violation_error_message=_("Måttet står redan i redovisningen."),
            ),
            models.CheckConstraint(
                name="outcome_not_negative",
                condition=(Q(value__isnull=True) | Q(value__gte=0))
                & (Q(verified__isnull=True) | Q(verified__gte=0)),
                violation_error_message=_("Ett antal kan inte vara negativt."),
            ),
            models.CheckConstraint(
                name="outcome_qualifier_known",
                condition=Q(qualifier__in=["exact", "about", "more_than", "forecast", "plan", "goal"]),
                violation_error_message=_("Säkerheten i talet har ett värde som portalen inte känner."),
            ),
            models.CheckConstraint(
                name="outcome_verified_whole",
                condition=Q(verified__isnull=True, verified_at__isnull=True)
                | Q(verified__isnull=False, verified_at__isnull=False),
                violation_error_message=_("Ett kontrollerat värde har en tidpunkt."),
            ),
        ]

    def __str__(self):
        return f"{self.label or self.measure}: {self.value}"

    @property
    def told(self):
        """The total as stated; of a draft that gives only the split, the sum that Lämna in stores."""
        split = [each for each in (self.women, self.men, self.unknown) if each is not None]
        return sum(split) if self.value is None and split else self.value

    @property
    def counted(self):
        """The value that documents use: the verified one where there is one."""
        return self.told if self.verified is None else self.verified
