"""A sum that a printed report states, kept beside what the stored rows give. Neither corrects the other."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from projects.models.programme import Area, Programme


@tracked()
class PrintedSum(models.Model):
    """``value`` as printed, in the unit of ``what`` (people, projects, kronor); ``whole`` where it is so many
    of so many. ``is_rounded``: the print says "cirka", "omkring" or rounds ("15,5 mnkr").
    """

    class What(models.TextChoices):
        PROJECTS = "projects", _("projekt")
        GRANTED = "granted", _("beviljat till projekt, kronor")
        USED = "used", _("förbrukat av nämnderna, kronor")
        REPORTED = "reported", _("slutredovisade projekt")
        PLAN_YES = "plan_yes", _("projekt med plan för implementering")
        PLAN_NO = "plan_no", _("projekt utan plan för implementering")
        PARTICIPANTS = "participants", _("deltagare i kompetensprogrammet")

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="printed_sums", verbose_name=_("program")
    )
    what = models.CharField(_("vad"), max_length=12, choices=What)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("område")
    )
    value = models.DecimalField(_("värde i tryck"), max_digits=14, decimal_places=2)
    whole = models.DecimalField(_("av, i tryck"), max_digits=14, decimal_places=2, null=True, blank=True)
    is_rounded = models.BooleanField(_("avrundat eller ungefärligt"), default=False)
    text = models.CharField(_("så står det"), max_length=200)
    source = models.CharField(_("källa"), max_length=40)

    class Meta:
        verbose_name = _("summa i tryck")
        verbose_name_plural = _("summor i tryck")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "what", "area"],
                nulls_distinct=False,
                name="printed_sum_once",
                violation_error_message=_("Summan finns redan för programmet."),
            )
        ]

    def __str__(self):
        return f"{self.programme}: {self.text}"
