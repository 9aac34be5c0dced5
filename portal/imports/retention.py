"""How long files handed in are kept: for good, or until they are disposed of by a decision (gallringsbeslut).

administration.md 12: receipts and files live by a retention rule.
"""

from datetime import date
from typing import Any

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked

LONGEST = 100  # years
FOLLOWED = "retention_rule_followed_stays"
# A receipt says under which decision its file went: that stays what it was.
_REFUSE = f"""
    IF EXISTS (SELECT 1 FROM imports_batch WHERE disposed_under_id = OLD.id) THEN
        RAISE EXCEPTION 'a rule that something was disposed of by is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{FOLLOWED}';
    END IF;
    RETURN NEW;
"""  # noqa: S608  our own words


class RetentionRuleQuerySet(models.QuerySet):
    def valid_on(self, day: date):
        """The newest rule that has begun; None: everything is kept (bevaras)."""
        return self.filter(valid_from__lte=day).order_by("-valid_from").first()


@tracked()
class RetentionRule(models.Model):
    """Files and their rows go ``years`` after what was last done with them, from ``valid_from`` on."""

    years = models.PositiveSmallIntegerField(
        _("gallras efter antal år"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )
    decision = models.CharField(_("gallringsbeslutets nummer"), max_length=60)
    decided_on = models.DateField(_("beslutat"))
    valid_from = models.DateField(_("gäller från och med"), unique=True)

    objects = RetentionRuleQuerySet.as_manager()

    trigger_refusals = {
        FOLLOWED: ("__all__", _("Filer är gallrade enligt regeln. Lägg till en ny regel i stället."))
    }

    class Meta:
        verbose_name = _("gallringsregel")
        verbose_name_plural = _("gallringsregler")
        triggers = [
            pgtrigger.Trigger(
                name="followed_stays", operation=pgtrigger.Update, when=pgtrigger.Before, func=_REFUSE
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="retention_rule_years",
                condition=Q(years__range=(1, LONGEST)),
                violation_error_message=_("Skriv antalet år som ett tal från 1 till 100."),
            ),
            models.CheckConstraint(
                name="retention_rule_decision",
                condition=Q(decision__regex=r"\S"),
                violation_error_message=_("Skriv gallringsbeslutets nummer."),
            ),
            models.CheckConstraint(
                name="retention_rule_after_its_decision",
                condition=Q(valid_from__gte=F("decided_on")),
                violation_error_message=_("Regeln kan inte gälla före dagen då den beslutades."),
            ),
        ]

    def __str__(self):
        return self.decision


def lives_by(rule: RetentionRule | None) -> str:
    """What a receipt says of how long it and its file are kept."""
    if rule is None:
        return gettext("Kvittot och filen bevaras.")
    said = ngettext(
        "Kvittot och filen gallras efter %(years)s år enligt beslut %(decision)s.",
        "Kvittot och filen gallras efter %(years)s år enligt beslut %(decision)s.",
        rule.years,
    )
    return said % {"years": rule.years, "decision": rule.decision}


def disposed_words(batch: Any) -> str:
    """What a batch that is disposed of says in the place of its rows."""
    words = {"day": timezone.localdate(batch.disposed_at), "decision": batch.disposed_under.decision}
    return gettext("Filen och dess rader gallrades den %(day)s enligt beslut %(decision)s.") % words


def refuse_disposed(batch: Any) -> None:
    """Raise ValidationError when there is nothing left of the batch to work with."""
    if batch.disposed_at:
        raise ValidationError(disposed_words(batch), code="disposed")
