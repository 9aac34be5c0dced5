"""A settlement (avräkning) of a period: actual cost by the shares in force, what is debited, what remains."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.models.agreement import Agreement
from portal.history.tracking import tracked

# A settled settlement keeps its sum and state; only where its rest is carried to is noted later.
SETTLED_STAYS = """
    RAISE EXCEPTION 'a settled settlement is not changed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'settlement_is_fixed';
"""


@tracked()
class Settlement(models.Model):
    """``corrects`` an earlier settlement of the same period. ``is_final``: of the year, in December.

    ``whole_kronor``: how amounts were rounded when it was prepared. What a year's last booking day left
    unbooked is debited in a later settlement: ``carried_to``.
    """

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
    whole_kronor = models.BooleanField(_("i hela kronor"), default=False)
    state = models.CharField(_("läge"), max_length=9, choices=State, default=State.CHECKING)
    cost = models.DecimalField(_("verklig kostnad, kronor"), max_digits=14, decimal_places=2)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    prepared_at = models.DateTimeField(_("upprättad"))
    settled_at = models.DateTimeField(_("avräknad"), null=True, blank=True)
    withdrawn_reason = models.TextField(_("skäl till att den togs tillbaka"), blank=True)
    carried_to = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="carried",
        verbose_name=_("förd över till"),
    )

    trigger_refusals = {
        "settlement_is_fixed": (
            "__all__",
            _("Avräkningen är avslutad. Rätta den med en ny avräkning."),
        )
    }

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
            models.CheckConstraint(
                name="settlement_withdrawn_with_reason",
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""),
                violation_error_message=_("Skriv varför avräkningen tas tillbaka."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="settled_stays",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state="settled")
                & (
                    pgtrigger.Q(new__state__df=pgtrigger.F("old__state"))
                    | pgtrigger.Q(new__cost__df=pgtrigger.F("old__cost"))
                    | pgtrigger.Q(new__settled_at__df=pgtrigger.F("old__settled_at"))
                ),
                func=SETTLED_STAYS,
            )
        ]

    def __str__(self):
        return f"{self.agreement} {self.year}:{self.number} ({self.sequence})"
