"""Which nämnder a decision round goes to, and when each of them meets next about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from projects.models.grant import DecisionRound


@tracked()
class RoundCommittee(models.Model):
    """A nämnd whose money the round uses: it decides for itself (administration.md 6).

    ``meets_on`` is its next meeting about the round; bordlagt moves it. A round of print names none.
    """

    round = models.ForeignKey(
        DecisionRound, models.CASCADE, related_name="committees", verbose_name=_("beslutstillfälle")
    )
    committee = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("nämnd")
    )
    meets_on = models.DateField(_("sammanträder"), null=True, blank=True)

    class Meta:
        verbose_name = _("beslutande nämnd")
        verbose_name_plural = _("beslutande nämnder")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "committee"],
                name="round_committee_once",
                violation_error_message=_("Nämnden hör redan till beslutstillfället."),
            )
        ]

    def __str__(self):
        return f"{self.round}: {self.committee}"
