"""The booking order (bokföringsorder) a settlement ends in, and the code parts its lines are made with."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.models.agreement import Agreement, Party
from funding.models.settlement import Settlement
from portal.history.tracking import tracked


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


# What is attested stays as it was attested; voucher and day are noted once. Where nothing is booked it may be
# cancelled (makuleras): that is told with its reason before it goes.
ATTESTED_STAYS = """
    IF OLD.attested_at IS NOT NULL AND (
        TG_OP = 'DELETE' AND (OLD.booked_on IS NOT NULL OR OLD.cancel_reason = '')
        OR TG_OP = 'UPDATE' AND (
            (to_jsonb(NEW) - 'voucher' - 'booked_on' - 'cancel_reason') IS DISTINCT FROM
                (to_jsonb(OLD) - 'voucher' - 'booked_on' - 'cancel_reason')
            OR OLD.booked_on IS NOT NULL
                AND ROW(NEW.voucher, NEW.booked_on) IS DISTINCT FROM ROW(OLD.voucher, OLD.booked_on))
    ) THEN
        RAISE EXCEPTION 'an attested booking order is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_order_attested_stays';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


@tracked()
class BookingOrder(models.Model):
    """Prepared by one person and attested by another; booked with voucher number and date.

    Who was to attest may return it (återsända) with a reason: it is sent again before anyone attests. Of
    several returns the last stands here, the history has them all. So also ``cancel_reason``: an order that
    was attested and not booked is gone in the moment it has one.
    """

    settlement = models.OneToOneField(Settlement, models.PROTECT, related_name="order")
    number = models.CharField(_("bokföringsorder"), max_length=30, unique=True)
    booking_date = models.DateField(_("bokföringsdatum"))
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(_("upprättad"))
    attested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    attested_at = models.DateTimeField(_("attesterad"), null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("återsänd av"),
    )
    returned_at = models.DateTimeField(_("återsänd"), null=True, blank=True)
    return_reason = models.TextField(_("skäl till att den återsändes"), blank=True)
    sent_again_at = models.DateTimeField(_("skickad på nytt"), null=True, blank=True)
    voucher = models.CharField(_("verifikationsnummer"), max_length=30, blank=True)
    booked_on = models.DateField(_("bokförd"), null=True, blank=True)
    cancel_reason = models.TextField(_("skäl till att den makulerades"), blank=True)

    trigger_refusals = {
        "booking_order_attested_stays": (
            "__all__",
            _("Bokföringsordern är attesterad. Rätta med en ny avräkning."),
        )
    }

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
                name="booking_order_returned_whole",
                condition=Q(
                    returned_by__isnull=True,
                    returned_at__isnull=True,
                    return_reason="",
                    sent_again_at__isnull=True,
                )
                | (Q(returned_by__isnull=False, returned_at__isnull=False) & ~Q(return_reason="")),
                violation_error_message=_("Skriv varför bokföringsordern återsänds."),
            ),
            models.CheckConstraint(
                name="booking_order_sent_again_first",
                condition=Q(attested_at__isnull=True)
                | Q(returned_at__isnull=True)
                | Q(sent_again_at__isnull=False),
                violation_error_message=_(
                    "Bokföringsordern är återsänd. Den attesteras när den har ändrats."
                ),
            ),
            models.CheckConstraint(
                name="booking_order_booked_whole",
                condition=Q(voucher="", booked_on__isnull=True)
                | (~Q(voucher="") & Q(booked_on__isnull=False, attested_at__isnull=False)),
                violation_error_message=_("Bokfört kräver attest, verifikationsnummer och datum."),
            ),
            models.CheckConstraint(
                name="booking_order_cancelled_unbooked",
                condition=Q(cancel_reason="") | Q(booked_on__isnull=True),
                violation_error_message=_("Bokföringsordern är bokförd. Rätta med en ny avräkning."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="attested_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=ATTESTED_STAYS,
            )
        ]

    def __str__(self):
        return self.number

    @property
    def is_returned(self) -> bool:
        """Whether it waits for who prepared it to change it and send it again."""
        return self.returned_at is not None and self.sent_again_at is None
