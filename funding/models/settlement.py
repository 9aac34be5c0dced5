"""A settlement (avräkning) of a period: actual cost by the shares in force, what is debited, what remains."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.models.agreement import Agreement, Party
from funding.models.terms import Terms
from portal.history.tracking import tracked

# What was settled is corrected by a new settlement, never by editing.
SETTLED_IS_FIXED = """
    IF EXISTS (
        SELECT 1 FROM funding_settlement s
        WHERE s.id IN (NEW.settlement_id, OLD.settlement_id) AND s.state = 'settled'
    ) THEN
        RAISE EXCEPTION 'a settled settlement is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'settlement_is_fixed';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


def fixed_when_settled() -> pgtrigger.Trigger:
    """Return the trigger that keeps the rows of a settled settlement as they are."""
    return pgtrigger.Trigger(
        name="settled_is_fixed",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=SETTLED_IS_FIXED,
    )


@tracked()
class Settlement(models.Model):
    """``corrects`` an earlier settlement of the same period. ``is_final``: of the year, in December."""

    class State(models.TextChoices):
        CHECKING = "checking", _("granskas av parterna")
        SETTLED = "settled", _("avräknad")
        WITHDRAWN = "withdrawn", _("återtagen")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="settlements")
    period_kind = models.CharField(_("slags period"), max_length=10, default="tertial")
    year = models.PositiveSmallIntegerField(_("år"))
    number = models.PositiveSmallIntegerField(_("nummer i året"))
    sequence = models.PositiveSmallIntegerField(_("avräkning nr"), default=1)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("rättar")
    )
    reason = models.TextField(_("skäl till rättelsen"), blank=True)
    is_final = models.BooleanField(_("slutlig"), default=False)
    state = models.CharField(_("läge"), max_length=9, choices=State, default=State.CHECKING)
    cost = models.DecimalField(_("verklig kostnad, kronor"), max_digits=14, decimal_places=2)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    prepared_at = models.DateTimeField(_("upprättad"))
    settled_at = models.DateTimeField(_("avräknad"), null=True, blank=True)

    class Meta:
        verbose_name = _("avräkning")
        verbose_name_plural = _("avräkningar")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "period_kind", "year", "number", "sequence"],
                name="settlement_once",
                violation_error_message=_("Perioden är redan avräknad."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "period_kind", "year", "number"],
                condition=Q(state="checking"),
                name="settlement_one_open",
                violation_error_message=_("Perioden håller redan på att avräknas."),
            ),
            models.CheckConstraint(
                name="settlement_state_agrees",
                condition=Q(state="settled", settled_at__isnull=False)
                | ~Q(state="settled") & Q(settled_at__isnull=True),
                violation_error_message=_("Läget och tidpunkten stämmer inte med varandra."),
            ),
            models.CheckConstraint(
                name="settlement_correction_with_reason",
                condition=Q(corrects__isnull=True) | ~Q(reason=""),
                violation_error_message=_("Skriv varför avräkningen rättas."),
            ),
        ]

    def __str__(self):
        return f"{self.agreement} {self.year}:{self.number} ({self.sequence})"


@tracked()
class Stretch(models.Model):
    """A part of the period under one version of the terms: its part of the cost, and of each party's."""

    settlement = models.ForeignKey(Settlement, models.CASCADE, related_name="stretches")
    terms = models.ForeignKey(Terms, models.PROTECT, related_name="+")
    begins = models.DateField(_("från och med"))
    ends = models.DateField(_("till"))
    cost = models.DecimalField(_("kostnad, kronor"), max_digits=14, decimal_places=2)
    steps = models.JSONField(_("så räknades det"), default=list)

    class Meta:
        verbose_name = _("sträcka")
        verbose_name_plural = _("sträckor")
        constraints = [
            models.CheckConstraint(
                name="stretch_dates_in_order",
                condition=Q(ends__gt=F("begins")),
                violation_error_message=_("Tiden ska sluta efter att den har börjat."),
            )
        ]
        triggers = [fixed_when_settled()]

    def __str__(self):
        return f"{self.settlement}: {self.begins}"


@tracked()
class SettlementLine(models.Model):
    """A party's line, in kronor: its share of the cost, what is debited, what remains (negative: credit)."""

    settlement = models.ForeignKey(Settlement, models.CASCADE, related_name="lines")
    party = models.ForeignKey(Party, models.PROTECT, related_name="settlement_lines")
    share_of_cost = models.DecimalField(_("andel av kostnaden"), max_digits=14, decimal_places=2)
    already_debited = models.DecimalField(_("redan debiterat"), max_digits=14, decimal_places=2, default=0)
    remains = models.DecimalField(_("återstår att debitera"), max_digits=14, decimal_places=2)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(_("granskad av parten"), null=True, blank=True)

    class Meta:
        verbose_name = _("rad i avräkningen")
        verbose_name_plural = _("rader i avräkningen")
        constraints = [
            models.UniqueConstraint(
                fields=["settlement", "party"],
                name="settlement_line_once",
                violation_error_message=_("Parten har redan en rad i avräkningen."),
            ),
            models.CheckConstraint(
                name="settlement_line_adds_up",
                condition=Q(remains=F("share_of_cost") - F("already_debited")),
                violation_error_message=_("Raden går inte ihop."),
            ),
        ]
        triggers = [fixed_when_settled()]

    def __str__(self):
        return f"{self.party}: {self.remains}"
