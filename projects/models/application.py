"""An application (ansökan) for a decision round: what is asked for, and the coordinator's assessment."""

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from portal.database.functions import FoldText
from portal.database.textkeys import fold_text
from portal.history.tracking import tracked
from portal.organisation.models import Draft, DraftQuerySet
from projects.models.grant import DecisionRound, Grant
from projects.models.programme import Area
from projects.models.project import Project

MOST_WORDS = 10  # of a search; more than that is not a question anybody asks


class ApplicationQuerySet(DraftQuerySet):
    owner_path = "lead"

    def for_user(self, user):
        """Central roles see what is handed in; a district's people the own district's, drafts included."""
        if user.reach.central:
            return self.readable(user, among=Q())
        return self.readable(user, among=Q(lead__in=user.reach.district_organisations))

    def matching(self, words: str):
        """Those whose title, aims or lead have every word of ``words``, whatever the accents."""
        typed = "".join(sign if sign.isprintable() else " " for sign in words)
        wanted = fold_text(typed).split()[:MOST_WORDS]
        parts = map(F, ("title", "lead__short_name", "target_group", "goal"))
        text = Func(Value(" "), *parts, function="concat_ws", output_field=models.TextField())
        found = self.alias(searched_text=FoldText(text)) if wanted else self.none()
        for word in wanted:
            found = found.filter(searched_text__contains=word)
        return found


@tracked()
class Application(Draft):
    """``lead`` is the accountable district; ``applicant`` another organisation that applies through it.

    An extension names its ``project``; an application for a new one gets it when all nämnder have decided.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("utkast")
        SUBMITTED = "submitted", _("inlämnad")
        ASSESSED = "assessed", _("bedömd")
        CONDITIONAL = "conditional", _("villkorad")
        GRANTED = "granted", _("beviljad")
        REJECTED = "rejected", _("avslagen")
        WITHDRAWN = "withdrawn", _("återtagen")

    round = models.ForeignKey(
        DecisionRound, models.PROTECT, related_name="applications", verbose_name=_("beslutstillfälle")
    )
    kind = models.CharField(_("slag"), max_length=10, choices=Grant.Kind, default=Grant.Kind.INITIAL)
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("projekt"),
    )
    continues = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fortsättning på")
    )
    title = models.CharField(_("titel"), max_length=200)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("område"))
    lead = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="applications", verbose_name=_("ansvarig")
    )
    applicant = models.ForeignKey(
        "organisation.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sökande organisation"),
    )
    operator = models.CharField(_("utförare"), max_length=160, blank=True)
    target_group = models.TextField(_("målgrupp"), blank=True)
    goal = models.TextField(_("mål"), blank=True)
    implementation_plan = models.TextField(_("plan för implementering"), blank=True)
    starts_on = models.DateField(_("börjar"), null=True, blank=True)
    ends_on = models.DateField(_("slutar"), null=True, blank=True)
    state = models.CharField(_("status"), max_length=11, choices=State, default=State.DRAFT)
    case = models.ForeignKey(
        "cases.Case",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("ärende"),
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta(Draft.Meta):
        abstract = False
        verbose_name = _("ansökan")
        verbose_name_plural = _("ansökningar")
        constraints = [
            *Draft.Meta.constraints,
            models.CheckConstraint(
                name="application_state_agrees",
                condition=Q(state="draft", submitted_at__isnull=True)
                | Q(
                    state__in=["submitted", "assessed", "conditional", "granted", "rejected", "withdrawn"],
                    submitted_at__isnull=False,
                ),
                violation_error_message=_("Status och inlämning stämmer inte med varandra."),
            ),
            models.CheckConstraint(
                name="application_extends_a_project",
                condition=Q(kind="initial") | Q(project__isnull=False),
                violation_error_message=_("En förlängning gäller ett projekt som redan har fått medel."),
            ),
            models.CheckConstraint(
                name="application_granted_has_project",
                condition=~Q(state="granted") | Q(project__isnull=False),
                violation_error_message=_("En beviljad ansökan har ett projekt."),
            ),
            models.CheckConstraint(
                name="application_dates_in_order",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("Projektet kan inte sluta innan det börjar."),
            ),
            models.CheckConstraint(
                name="application_title_given",
                condition=~Q(title=""),
                violation_error_message=_("Skriv projektets titel."),
            ),
        ]

    def __str__(self):
        return self.title


@tracked()
class ApplicationBudget(models.Model):
    """What is asked for a year, in kronor."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="budget")
    year = models.PositiveSmallIntegerField(_("år"))
    amount = models.DecimalField(_("sökt belopp, kronor"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("sökt belopp")
        verbose_name_plural = _("sökta belopp")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "year"],
                name="application_budget_once_a_year",
                violation_error_message=_("Året står redan i budgeten."),
            ),
            models.CheckConstraint(
                name="application_budget_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("Beloppet ska vara större än noll."),
            ),
            models.CheckConstraint(
                name="application_budget_year_is_a_year",
                condition=Q(year__range=(1990, 2100)),
                violation_error_message=_("Skriv året med fyra siffror, mellan 1990 och 2100."),
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.year}"


@tracked()
class Assessment(models.Model):
    """The coordinator's assessment. ``note`` is internal and never leaves the coordinators and the auditor;
    ``refused_reason`` says to the applicant why a part is not proposed."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="assessment")
    note = models.TextField(_("intern anteckning"), blank=True)
    refused_reason = models.TextField(_("skäl till att en del inte föreslås"), blank=True)
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bedömd av"),
    )
    assessed_at = models.DateTimeField(_("bedömd"))

    class Meta:
        verbose_name = _("bedömning")
        verbose_name_plural = _("bedömningar")

    def __str__(self):
        return str(self.application)
