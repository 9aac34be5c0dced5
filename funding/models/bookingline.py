"""The lines of a booking order: debit is credit, each with the other nämnd as counterparty."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.models.booking import BookingOrder
from portal.history.tracking import tracked

# Debit equals credit, held by the database when the transaction ends.
BALANCED = """
    IF EXISTS (
        SELECT 1 FROM funding_bookingline l WHERE l.order_id IN (NEW.order_id, OLD.order_id)
        GROUP BY l.order_id HAVING sum(l.debit) <> sum(l.credit)
    ) THEN
        RAISE EXCEPTION 'debit and credit differ'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_order_balances';
    END IF;
    RETURN NULL;
"""

# The lines of an order that is attested stay as they were attested; they go with one that is cancelled.
FIXED_WHEN_ATTESTED = """
    IF EXISTS (
        SELECT 1 FROM funding_bookingorder o
        WHERE o.id IN (NEW.order_id, OLD.order_id) AND o.attested_at IS NOT NULL
            AND NOT (TG_OP = 'DELETE' AND o.cancel_reason <> '' AND o.booked_on IS NULL)
    ) THEN
        RAISE EXCEPTION 'an attested booking order is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_order_attested_stays';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


@tracked()
class BookingLine(models.Model):
    """One line: debit or credit in kronor, with the other nämnd as counterparty."""

    order = models.ForeignKey(BookingOrder, models.CASCADE, related_name="lines")
    row = models.PositiveSmallIntegerField(_("rad"))
    committee = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("nämnd")
    )
    responsibility = models.CharField(_("ansvar"), max_length=20)
    activity = models.CharField(_("verksamhet"), max_length=20)
    account = models.CharField(_("konto"), max_length=20)
    project = models.CharField(_("projekt"), max_length=20, blank=True)
    task = models.CharField(_("aktivitet"), max_length=20, blank=True)
    counterparty = models.CharField(_("motpart"), max_length=20)
    debit = models.DecimalField(_("debet"), max_digits=14, decimal_places=2, default=0)
    credit = models.DecimalField(_("kredit"), max_digits=14, decimal_places=2, default=0)
    text = models.CharField(_("text"), max_length=200)
    support = models.CharField(_("underlag"), max_length=200)

    trigger_refusals = {"booking_order_balances": ("__all__", _("Debet och kredit är inte lika stora."))}

    class Meta:
        verbose_name = _("rad i bokföringsordern")
        verbose_name_plural = _("rader i bokföringsordern")
        constraints = [
            models.UniqueConstraint(
                fields=["order", "row"],
                name="booking_line_row_once",
                violation_error_message=_("Raden finns redan."),
            ),
            models.CheckConstraint(
                name="booking_line_one_side",
                condition=Q(debit__gt=0, credit=0) | Q(debit=0, credit__gt=0),
                violation_error_message=_("En rad har debet eller kredit, inte båda."),
            ),
            models.CheckConstraint(
                name="booking_line_counterparty_given",
                condition=~Q(counterparty=""),
                violation_error_message=_("Skriv motparten."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="attested_is_fixed",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=FIXED_WHEN_ATTESTED,
            ),
            pgtrigger.Trigger(
                name="debit_equals_credit",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=BALANCED,
            ),
        ]

    def __str__(self):
        return f"{self.order}: {self.row}"
