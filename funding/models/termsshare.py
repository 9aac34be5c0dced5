"""What each party bears under a version of the terms: percents that sum to 100."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.models.agreement import Party
from funding.models.fixed import rows_fixed_when_sent
from funding.models.terms import SHARES_ARE_WHOLE, Terms
from portal.history.tracking import tracked


@tracked()
class TermsShare(models.Model):
    """A party's agreed share in percent: contract data, entered and signed. The shares sum to 100."""

    terms = models.ForeignKey(Terms, models.CASCADE, related_name="shares")
    party = models.ForeignKey(Party, models.PROTECT, related_name="shares", verbose_name=_("part"))
    percent = models.DecimalField(_("andel, procent"), max_digits=9, decimal_places=6)

    class Meta:
        verbose_name = _("andel")
        verbose_name_plural = _("andelar")
        constraints = [
            models.UniqueConstraint(
                fields=["terms", "party"],
                name="terms_share_once",
                violation_error_message=_("Parten har redan en andel."),
            ),
            models.CheckConstraint(
                name="terms_share_between",
                condition=Q(percent__gte=0, percent__lte=100),
                violation_error_message=_("En andel är mellan 0 och 100 procent."),
            ),
        ]
        triggers = [
            rows_fixed_when_sent(),
            pgtrigger.Trigger(
                name="shares_stay_whole",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=SHARES_ARE_WHOLE.format(ids="NEW.terms_id, OLD.terms_id"),
            ),
        ]

    def __str__(self):
        return f"{self.party}: {self.percent}"
