"""What a settlement is made of: the stretches of its period, and a line for each party."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.models.agreement import Party
from funding.models.settlement import Settlement
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

# The parties' shares are together the cost, to the öre, held by the database when the transaction ends.
LINES_ARE_THE_COST = """
    IF EXISTS (
        SELECT 1 FROM funding_settlement s
        WHERE s.id IN (NEW.settlement_id, OLD.settlement_id) AND s.cost <> (
            SELECT coalesce(sum(l.share_of_cost), 0)
            FROM funding_settlementline l WHERE l.settlement_id = s.id)
    ) THEN
        RAISE EXCEPTION 'the lines of a settlement do not sum to its cost'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'settlement_lines_are_the_cost';
    END IF;
    RETURN NULL;
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
class Stretch(models.Model):
    """A part of the period under one version of the terms: its part of the cost, and of each party's.

    ``parts``: [party, percent, kronor] of each, the numbers as text so that they stay exact.
    """

    settlement = models.ForeignKey(Settlement, models.CASCADE, related_name="stretches")
    terms = models.ForeignKey(Terms, models.PROTECT, related_name="+")
    begins = models.DateField(_("från och med"))
    ends = models.DateField(_("till"))
    cost = models.DecimalField(_("kostnad, kronor"), max_digits=14, decimal_places=2)
    steps = models.JSONField(_("så räknades det"), default=list)
    parts = models.JSONField(_("andel per part"), default=list)

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
    """A party's line, in kronor: its share of the cost, less what it has borne itself and what is debited.

    What ``remains`` is to be debited, or credited when it is below zero: so the host, who has borne most.
    ``rounding`` is what whole kronor added to (or took from) the parts of the stretches; ``carried_over``
    what an earlier year's settlement left unbooked.
    """

    settlement = models.ForeignKey(Settlement, models.CASCADE, related_name="lines")
    party = models.ForeignKey(Party, models.PROTECT, related_name="settlement_lines")
    share_of_cost = models.DecimalField(_("andel av kostnaden"), max_digits=14, decimal_places=2)
    own_cost = models.DecimalField(_("egna kostnader"), max_digits=14, decimal_places=2, default=0)
    already_debited = models.DecimalField(_("redan debiterat"), max_digits=14, decimal_places=2, default=0)
    carried_over = models.DecimalField(_("fört över"), max_digits=14, decimal_places=2, default=0)
    rounding = models.DecimalField(_("avrundning"), max_digits=14, decimal_places=2, default=0)
    remains = models.DecimalField(_("återstår att debitera"), max_digits=14, decimal_places=2)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(_("granskad av parten"), null=True, blank=True)

    trigger_refusals = {
        "settlement_lines_are_the_cost": (
            "__all__",
            _("Parternas andelar är inte tillsammans kostnaden."),
        )
    }

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
                condition=Q(
                    remains=F("share_of_cost") - F("own_cost") - F("already_debited") + F("carried_over")
                ),
                violation_error_message=_("Raden går inte ihop."),
            ),
        ]
        triggers = [
            fixed_when_settled(),
            pgtrigger.Trigger(
                name="lines_are_the_cost",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=LINES_ARE_THE_COST,
            ),
        ]

    def __str__(self):
        return f"{self.party}: {self.remains}"
