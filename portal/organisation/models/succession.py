"""Who came after whom: mergers, splits and renames; and joint organisations with their members."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from portal.organisation.models.organisation import Organisation


@tracked()
class Succession(models.Model):
    """``successor`` came after ``predecessor`` on ``on``.

    After a split nobody may guess who took over: the heir is stated by hand with ``takes_over``. Each
    organisation has at most one heir, held by the database.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", _("sammanslagning")
        SPLIT = "split", _("delning")
        RENAME = "rename", _("namnbyte")

    predecessor = models.ForeignKey(
        Organisation, models.PROTECT, related_name="successions", verbose_name=_("föregångare")
    )
    successor = models.ForeignKey(
        Organisation, models.PROTECT, related_name="precessions", verbose_name=_("efterträdare")
    )
    on = models.DateField(_("datum"), null=True, blank=True, help_text=_("Tomt betyder att datum är okänt."))
    kind = models.CharField(_("slag"), max_length=10, choices=Kind)
    takes_over = models.BooleanField(
        _("tar över arbetet"),
        default=True,
        help_text=_("Vid en delning: kryssa för den som tar över. Portalen gissar aldrig."),
    )

    class Meta:
        verbose_name = _("efterträdande")
        verbose_name_plural = _("efterträdanden")
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="succession_once",
                violation_error_message=_("Efterträdandet finns redan."),
            ),
            models.UniqueConstraint(
                fields=["predecessor"],
                condition=Q(takes_over=True),
                name="succession_one_heir",
                violation_error_message=_("Bara en organisation kan ta över arbetet."),
            ),
            models.CheckConstraint(
                name="succession_not_to_itself",
                condition=~Q(predecessor=F("successor")),
                violation_error_message=_("En organisation kan inte efterträda sig själv."),
            ),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor}"


@tracked()
class Membership(models.Model):
    """``member`` is part of the joint organisation ``joint``."""

    joint = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships", verbose_name=_("gemensam organisation")
    )
    member = models.ForeignKey(
        Organisation, models.PROTECT, related_name="joint_memberships", verbose_name=_("medlem")
    )

    class Meta:
        verbose_name = _("medlem")
        verbose_name_plural = _("medlemmar")
        constraints = [
            models.UniqueConstraint(
                fields=["joint", "member"],
                name="membership_once",
                violation_error_message=_("Organisationen är redan medlem."),
            ),
            models.CheckConstraint(
                name="membership_not_of_itself",
                condition=~Q(joint=F("member")),
                violation_error_message=_("En organisation kan inte vara medlem i sig själv."),
            ),
        ]

    def __str__(self):
        return f"{self.member} i {self.joint}"
