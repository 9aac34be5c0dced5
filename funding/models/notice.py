"""A party's call for renegotiation, and how it ends."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.models.agreement import Agreement, Party
from portal.history.tracking import tracked


class NoticeQuerySet(models.QuerySet):
    def open(self):
        """Those that go on: not taken back, and no amendment that answers them is signed by all."""
        return self.filter(withdrawn_on__isnull=True).exclude(amendment__state="signed")

    def newest_first(self):
        return self.order_by("-noticed_on", "-pk")


@tracked()
class Notice(models.Model):
    """A renegotiation notice: duties go on until a change is decided. Ends in an amendment or withdrawal."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="notices")
    party = models.ForeignKey(Party, models.PROTECT, related_name="notices", verbose_name=_("part"))
    ground = models.TextField(_("ändrade förutsättningar"))
    known_since = models.DateField(_("känt sedan"))
    noticed_on = models.DateField(_("anmält"))
    steering_told_on = models.DateField(_("styrgruppen underrättad"), null=True, blank=True)
    amendment = models.ForeignKey(
        "funding.Terms",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("tillägg"),
    )
    withdrawn_on = models.DateField(_("återtagen"), null=True, blank=True)
    withdrawn_reason = models.TextField(_("skäl till att anmälan togs tillbaka"), blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("anmälan om omförhandling")
        verbose_name_plural = _("anmälningar om omförhandling")
        constraints = [
            models.CheckConstraint(
                name="notice_after_known",
                condition=Q(noticed_on__gte=F("known_since")),
                violation_error_message=_("Anmälan kan inte göras innan ändringen är känd."),
            ),
            models.CheckConstraint(
                name="notice_ends_once",
                condition=Q(amendment__isnull=True) | Q(withdrawn_on__isnull=True),
                violation_error_message=_("Anmälan slutar i ett tillägg eller tas tillbaka, inte båda."),
            ),
            models.CheckConstraint(
                name="notice_withdrawn_with_reason",
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_reason=""),
                violation_error_message=_("Skriv varför anmälan tas tillbaka."),
            ),
        ]

    def __str__(self):
        return f"{self.party}: {self.noticed_on}"

    @property
    def is_open(self) -> bool:
        """Whether it goes on: as ``NoticeQuerySet.open``."""
        return self.withdrawn_on is None and (self.amendment is None or self.amendment.state != "signed")

    @property
    def waits(self) -> bool:
        """Whether nothing is on its way to answer it."""
        gone = self.amendment is None or self.amendment.state in ("declined", "withdrawn")
        return self.is_open and gone
