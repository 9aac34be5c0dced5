"""The tallies (rollups): exact sums of the activities that were held, kept by the database at every write."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    """A month of a district, cut one way.

    ``slice``: "" for all, or what ``first`` and ``second`` are codes of (group, language, topic), each by
    form and hours too; all_language, all_topic, group_language and group_topic without them (``form`` None),
    and the same with "area_" before by ``neighbourhood``, for the activities that have one. Cuts overlap and
    are never added to each other. ``telling_*``: how many of the activities say it at all. Not tracked: it
    says nothing that the activities' own history does not.
    """

    only_triggers_write = True  # portal.database.rights: not even the application's role breaks a sum

    organisation = models.ForeignKey("organisation.Organisation", models.PROTECT, related_name="+")
    neighbourhood = models.ForeignKey(
        "organisation.Neighbourhood", models.PROTECT, null=True, related_name="+"
    )
    month = models.DateField(_("månad"))
    form = models.ForeignKey("outreach.WorkForm", models.PROTECT, null=True, related_name="+")
    hours = models.CharField(_("tid på dygnet"), max_length=7, blank=True)
    slice = models.CharField(_("snitt"), max_length=20, blank=True)
    first = models.CharField(max_length=40, blank=True)
    second = models.CharField(max_length=40, blank=True)
    activities = models.IntegerField(default=0)
    women = models.IntegerField(default=0)
    men = models.IntegerField(default=0)
    unknown = models.IntegerField(default=0)
    children = models.IntegerField(default=0)
    recipients = models.IntegerField(default=0)
    telling_heads = models.IntegerField(default=0)
    telling_children = models.IntegerField(default=0)
    estimated = models.IntegerField(default=0)
    with_interpreter = models.IntegerField(default=0)
    telling_interpreter = models.IntegerField(default=0)
    with_childcare = models.IntegerField(default=0)
    telling_childcare = models.IntegerField(default=0)

    class Meta:
        verbose_name = _("månadssumma")
        verbose_name_plural = _("månadssummor")
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "organisation",
                    "neighbourhood",
                    "month",
                    "form",
                    "hours",
                    "slice",
                    "first",
                    "second",
                ],
                nulls_distinct=False,
                name="tally_once",
            )
        ]
        indexes = [models.Index(fields=["slice", "month"], name="tally_cut")]

    def __str__(self):
        return f"{self.organisation_id} {self.month} {self.slice}"
