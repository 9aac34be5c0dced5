"""What is proposed and decided for a round: per application, nämnd and year; one decision per nämnd."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from projects.models.application import Application
from projects.models.grant import DecisionRound


@tracked()
class Allocation(models.Model):
    """What a nämnd is proposed to give an application for a year, and what it decided; in kronor.

    ``decided`` is NULL until that nämnd's decision is registered; 0 is a rejection.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="allocations")
    committee = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("nämnd")
    )
    year = models.PositiveSmallIntegerField(_("år"))
    proposed = models.DecimalField(_("föreslaget, kronor"), max_digits=14, decimal_places=2)
    decided = models.DecimalField(
        _("beslutat, kronor"), max_digits=14, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = _("fördelning")
        verbose_name_plural = _("fördelningar")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "committee", "year"],
                name="allocation_once",
                violation_error_message=_("Nämnden har redan ett belopp för ansökan det året."),
            ),
            models.CheckConstraint(
                name="allocation_not_negative",
                condition=Q(proposed__gte=0) & (Q(decided__isnull=True) | Q(decided__gte=0)),
                violation_error_message=_("Beloppet kan inte vara negativt."),
            ),
        ]

    def __str__(self):
        return f"{self.application}: {self.committee} {self.year}"


@tracked()
class CommitteeDecision(models.Model):
    """A nämnd's decision about a round, registered after the minutes are adjusted (administration.md 6).

    Bordlagt and återremiss are followed by another; only one decision of a nämnd ends the matter.
    """

    class Outcome(models.TextChoices):
        AS_PROPOSED = "as_proposed", _("enligt förslaget")
        CHANGED = "changed", _("med ändring")
        POSTPONED = "postponed", _("bordlagt")
        REFERRED_BACK = "referred_back", _("återremiss")
        REJECTED = "rejected", _("avslag")

    round = models.ForeignKey(
        DecisionRound, models.PROTECT, related_name="decisions", verbose_name=_("beslutstillfälle")
    )
    committee = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("nämnd")
    )
    outcome = models.CharField(_("beslut"), max_length=13, choices=Outcome)
    decided_on = models.DateField(_("beslutsdatum"))
    adjusted_on = models.DateField(_("protokollet justerat"))
    paragraph = models.CharField(_("paragraf"), max_length=20, blank=True)
    number = models.CharField(_("diarienummer"), max_length=60, blank=True)
    delegation = models.CharField(_("delegationspunkt"), max_length=120, blank=True)
    reason = models.TextField(_("skäl"), blank=True)
    next_meeting_on = models.DateField(_("nästa sammanträde"), null=True, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("registrerat av"),
    )
    registered_at = models.DateTimeField(_("registrerat"))
    reported_on = models.DateField(_("anmält till nämnden"), null=True, blank=True)

    class Meta:
        verbose_name = _("nämndbeslut")
        verbose_name_plural = _("nämndbeslut")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "committee"],
                condition=Q(outcome__in=["as_proposed", "changed", "rejected"]),
                name="committee_decides_once",
                violation_error_message=_("Nämndens beslut är redan registrerat."),
            ),
            models.CheckConstraint(
                name="committee_decision_adjusted_after",
                condition=Q(adjusted_on__gte=models.F("decided_on")),
                violation_error_message=_("Protokollet kan inte justeras före beslutet."),
            ),
            models.CheckConstraint(
                name="committee_decision_has_support",
                condition=~Q(paragraph="") | ~Q(delegation=""),
                violation_error_message=_("Skriv paragrafen, eller punkten i delegationsordningen."),
            ),
            models.CheckConstraint(
                name="committee_decision_reason_given",
                condition=~Q(outcome__in=["referred_back", "rejected"]) | ~Q(reason=""),
                violation_error_message=_("Skriv skälet till återremissen eller avslaget."),
            ),
            models.CheckConstraint(
                name="committee_decision_next_meeting_later",
                condition=(~Q(outcome="postponed") & Q(next_meeting_on__isnull=True))
                | Q(next_meeting_on__isnull=False, next_meeting_on__gt=models.F("decided_on")),
                violation_error_message=_("Skriv vilket senare sammanträde ärendet bordlades till."),
            ),
            models.CheckConstraint(
                name="committee_decision_reported_on_delegation",
                condition=Q(reported_on__isnull=True)
                | (~Q(delegation="") & Q(reported_on__gte=models.F("decided_on"))),
                violation_error_message=_("Bara delegationsbeslut anmäls, och först efter att de fattats."),
            ),
        ]

    def __str__(self):
        return f"{self.committee}: {self.get_outcome_display()} {self.decided_on}"

    @property
    def is_final(self) -> bool:
        return self.outcome in (self.Outcome.AS_PROPOSED, self.Outcome.CHANGED, self.Outcome.REJECTED)
