"""The balanced booking order (bokföringsorder) a settlement ends in, and the code parts it is made with."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.models.agreement import Agreement, Party
from funding.models.settlement import Settlement
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


@tracked()
class CodePart(models.Model):
    """A nämnd's accounting codes for what is shared. ``counterparty`` is what others write for it."""

    committee = models.OneToOneField(
        "organisation.Organisation", models.PROTECT, related_name="code_part", verbose_name=_("nämnd")
    )
    responsibility = models.CharField(_("ansvar"), max_length=20)
    activity = models.CharField(_("verksamhet"), max_length=20)
    account_debit = models.CharField(_("konto, debet"), max_length=20)
    account_credit = models.CharField(_("konto, kredit"), max_length=20)
    project = models.CharField(_("projekt"), max_length=20, blank=True)
    task = models.CharField(_("aktivitet"), max_length=20, blank=True)
    counterparty = models.CharField(_("motpart"), max_length=20)

    class Meta:
        verbose_name = _("koddelar")
        verbose_name_plural = _("koddelar")
        constraints = [
            models.CheckConstraint(
                name="code_part_counterparty_given",
                condition=~Q(counterparty=""),
                violation_error_message=_("Skriv nämndens motpart."),
            )
        ]

    def __str__(self):
        return str(self.committee)


@tracked()
class Allowance(models.Model):
    """The state's general allowance (generalschablon) a party has for a year, in kronor: its financing."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="allowances")
    party = models.ForeignKey(Party, models.PROTECT, related_name="allowances", verbose_name=_("part"))
    year = models.PositiveSmallIntegerField(_("år"))
    amount = models.DecimalField(_("generalschablon, kronor"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("generalschablon")
        verbose_name_plural = _("generalschabloner")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "year"],
                name="allowance_once_a_year",
                violation_error_message=_("Partens generalschablon för året finns redan."),
            ),
            models.CheckConstraint(
                name="allowance_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=_("Beloppet kan inte vara negativt."),
            ),
        ]

    def __str__(self):
        return f"{self.party} {self.year}"


@tracked()
class BookingOrder(models.Model):
    """Prepared by one person and attested by another; booked with voucher number and date."""

    settlement = models.OneToOneField(Settlement, models.PROTECT, related_name="order")
    number = models.CharField(_("bokföringsorder"), max_length=30, unique=True)
    booking_date = models.DateField(_("bokföringsdatum"))
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(_("upprättad"))
    attested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    attested_at = models.DateTimeField(_("attesterad"), null=True, blank=True)
    voucher = models.CharField(_("verifikationsnummer"), max_length=30, blank=True)
    booked_on = models.DateField(_("bokförd"), null=True, blank=True)

    class Meta:
        verbose_name = _("bokföringsorder")
        verbose_name_plural = _("bokföringsorder")
        constraints = [
            models.CheckConstraint(
                name="booking_order_two_persons",
                condition=Q(attested_by__isnull=True) | ~Q(attested_by=F("prepared_by")),
                violation_error_message=_("Den som upprättade ordern kan inte också attestera den."),
            ),
            models.CheckConstraint(
                name="booking_order_attested_whole",
                condition=Q(attested_by__isnull=True, attested_at__isnull=True)
                | Q(attested_by__isnull=False, attested_at__isnull=False),
                violation_error_message=_("En attest har namn och tidpunkt."),
            ),
            models.CheckConstraint(
                name="booking_order_booked_whole",
                condition=Q(voucher="", booked_on__isnull=True)
                | (~Q(voucher="") & Q(booked_on__isnull=False, attested_at__isnull=False)),
                violation_error_message=_("Bokfört kräver attest, verifikationsnummer och datum."),
            ),
        ]

    def __str__(self):
        return self.number


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
                name="debit_equals_credit",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=BALANCED,
            )
        ]

    def __str__(self):
        return f"{self.order}: {self.row}"
