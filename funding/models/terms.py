"""The terms of an agreement as versions: drafted, sent for signing, in force for times that never overlap."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from funding.models.agreement import Agreement, Party
from funding.models.fixed import REFUSALS, rows_fixed_when_sent, terms_fixed_when_sent
from portal.history.tracking import tracked
from portal.organisation.models import Draft, DraftQuerySet

# What the parties are asked to sign bears the whole cost. A draft may still lack a share.
SHARES_ARE_WHOLE = """
    IF EXISTS (
        SELECT 1 FROM funding_terms t
        WHERE t.id IN ({ids}) AND t.state <> 'draft' AND 100 <> (
            SELECT coalesce(sum(s.percent), 0) FROM funding_termsshare s WHERE s.terms_id = t.id)
    ) THEN
        RAISE EXCEPTION 'shares of terms do not sum to 100'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'terms_shares_sum_to_100';
    END IF;
    RETURN NULL;
"""


class TermsQuerySet(DraftQuerySet):
    owner_path = "agreement__owner"

    def for_user(self, user):
        """Sent for signing: central roles and the parties' people. Drafts: the drafting authority."""
        if user.reach.central:
            return self.readable(user, among=Q())
        mine = Party.objects.told_of(user)
        return self.readable(user, among=Q(agreement__in=mine.values("agreement")))

    def signed(self):
        return self.filter(state=Terms.State.SIGNED)


@tracked()
class Terms(Draft):
    """One version. ``valid`` is the time signed for, ``force`` the time it binds: a signed amendment cuts the
    ``force`` of the version before it where it begins. Both half-open.

    ``content_hash`` is made when it is sent for signing, of all that is signed; later nothing of it changes.
    ``rule`` tells how the shares were suggested, "" that they were agreed without one. The rest of a split
    goes to ``residual``, the host where nobody is named.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("utkast")
        FOR_SIGNING = "for_signing", _("för underskrift")
        SIGNED = "signed", _("undertecknad av alla")
        DECLINED = "declined", _("avböjd")
        WITHDRAWN = "withdrawn", _("återtagen")

    class Convention(models.TextChoices):
        MONTHS = "months", _("hela månader")
        DAYS = "days", _("dagar")
        TERTIALS = "tertials", _("tertial")
        THIRTY_360 = "thirty_360", _("30/360")

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="terms", verbose_name=_("överenskommelse")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="amendments", verbose_name=_("ändrar")
    )
    change = models.TextField(_("vad som ändras och varför"), blank=True)
    valid = DateRangeField(_("gäller"))
    force = DateRangeField(_("i kraft"), null=True, blank=True)
    convention = models.CharField(
        _("så räknas tiden"), max_length=10, choices=Convention, default=Convention.MONTHS
    )
    rule = models.CharField(_("regel för andelarna"), max_length=20, blank=True)
    residual = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tar resten")
    )
    state = models.CharField(_("läge"), max_length=11, choices=State, default=State.DRAFT)
    content_hash = models.CharField(_("kontrollsumma"), max_length=64, blank=True)
    signed_at = models.DateTimeField(_("undertecknad av alla"), null=True, blank=True)
    closed_at = models.DateTimeField(_("avböjd eller återtagen"), null=True, blank=True)
    closed_reason = models.TextField(_("skäl"), blank=True)

    objects = TermsQuerySet.as_manager()

    #: what the triggers refuse, in words (portal/database/refusals.py)
    trigger_refusals = {
        **REFUSALS,
        "terms_shares_sum_to_100": (
            "percent",
            _("Andelarna blir inte tillsammans 100 procent. Rätta dem innan ni skickar för underskrift."),
        ),
    }

    class Meta(Draft.Meta):
        abstract = False
        verbose_name = _("villkor")
        verbose_name_plural = _("villkor")
        constraints = [
            *Draft.Meta.constraints,
            models.UniqueConstraint(
                fields=["agreement", "version"],
                name="terms_version_once",
                violation_error_message=_("Den versionen finns redan."),
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(state__in=["draft", "for_signing"]),
                name="terms_one_open_version",
                violation_error_message=_("Ett annat utkast är redan på väg. Öppna det i stället."),
            ),
            ExclusionConstraint(
                name="terms_never_overlap",
                expressions=[
                    (
                        Func(
                            F("agreement"),
                            F("agreement"),
                            Value("[]"),
                            function="int8range",
                            output_field=BigIntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    ("force", RangeOperators.OVERLAPS),
                ],
                condition=Q(state="signed"),
                violation_error_message=_("Överenskommelsen har redan villkor som gäller under den tiden."),
            ),
            models.CheckConstraint(
                name="terms_valid_a_time",
                condition=Q(valid__isempty=False, valid__lower_inf=False, valid__upper_inf=False),
                violation_error_message=_(
                    "Skriv från och med vilken dag och till vilken dag villkoren gäller."
                ),
            ),
            models.CheckConstraint(
                name="terms_state_agrees",
                condition=Q(state="draft", submitted_at__isnull=True, content_hash="")
                | Q(state="for_signing", submitted_at__isnull=False, signed_at__isnull=True)
                & ~Q(content_hash="")
                | Q(state="signed", submitted_at__isnull=False, signed_at__isnull=False, force__isnull=False)
                & ~Q(content_hash="")
                | Q(state__in=["declined", "withdrawn"], signed_at__isnull=True, closed_at__isnull=False)
                & ~Q(closed_reason=""),
                violation_error_message=_("Läget och tidpunkterna stämmer inte med varandra."),
            ),
        ]
        triggers = [
            terms_fixed_when_sent(),
            pgtrigger.Trigger(
                name="shares_are_whole_when_sent",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=SHARES_ARE_WHOLE.format(ids="NEW.id"),
            ),
        ]

    def __str__(self):
        return f"{self.agreement} ({self.version})"


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
