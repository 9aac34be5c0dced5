"""A party's objection (invändning) to its line of a settlement, and what the officer answered in words."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.models.settlementline import SettlementLine
from portal.history.tracking import tracked

# What is checked or closed already is corrected by a new settlement, not objected to.
ONLY_TO_WHAT_IS_OPEN = """
    IF NOT EXISTS (
        SELECT 1 FROM funding_settlementline l JOIN funding_settlement s ON s.id = l.settlement_id
        WHERE l.id = NEW.line_id AND l.checked_at IS NULL AND s.state = 'checking'
    ) THEN
        RAISE EXCEPTION 'only a line that is open is objected to'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'objection_to_what_is_open';
    END IF;
    RETURN NEW;
"""


@tracked()
class Objection(models.Model):
    """``reason`` is the party's. Answered in words, or by a new settlement when this one is taken back."""

    line = models.ForeignKey(
        SettlementLine, models.CASCADE, related_name="objections", verbose_name=_("rad i avräkningen")
    )
    reason = models.TextField(_("skäl till invändningen"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("invändning av"),
    )
    made_at = models.DateTimeField(_("invändning gjord"))
    answer = models.TextField(_("svar på invändningen"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("besvarad av"),
    )
    answered_at = models.DateTimeField(_("besvarad"), null=True, blank=True)

    trigger_refusals = {
        "objection_to_what_is_open": (
            "__all__",
            _("Raden är redan granskad eller avräkningen avslutad. Rätta den med en ny avräkning."),
        )
    }

    class Meta:
        verbose_name = _("invändning")
        verbose_name_plural = _("invändningar")
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(answered_at__isnull=True),
                name="objection_one_open",
                violation_error_message=_("Raden har redan en invändning som väntar på svar."),
            ),
            models.CheckConstraint(
                name="objection_with_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Skriv vad som inte stämmer."),
            ),
            models.CheckConstraint(
                name="objection_answered_whole",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                violation_error_message=_("Skriv ett svar på invändningen."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="only_to_what_is_open",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=ONLY_TO_WHAT_IS_OPEN,
            )
        ]

    def __str__(self):
        return f"{self.line}: {self.reason[:40]}"
