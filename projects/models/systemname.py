"""What the city's follow-up system calls our organisations and measures: mapped once, used in its file."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from projects.models.measure import OutcomeMeasure


@tracked()
class FollowUpName(models.Model):
    """The name of one organisation or one measure in the city's follow-up system (administration.md 18)."""

    organisation = models.OneToOneField(
        "organisation.Organisation",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="follow_up_name",
        verbose_name=_("organisation"),
    )
    measure = models.OneToOneField(
        OutcomeMeasure,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="follow_up_name",
        verbose_name=_("mått"),
    )
    name = models.CharField(_("namn i uppföljningssystemet"), max_length=160)

    class Meta:
        verbose_name = _("namn i uppföljningssystemet")
        verbose_name_plural = _("namn i uppföljningssystemet")
        constraints = [
            models.CheckConstraint(
                name="follow_up_name_of_one",
                condition=Q(organisation__isnull=True, measure__isnull=False)
                | Q(organisation__isnull=False, measure__isnull=True),
                violation_error_message=_("Ett namn gäller en organisation eller ett mått."),
            ),
            models.CheckConstraint(
                name="follow_up_name_is_one_line",
                condition=~Q(name="") & ~Q(name__regex=r"[\t\r\n]"),
                violation_error_message=_("Skriv namnet på en rad, utan tabb."),
            ),
        ]

    def __str__(self):
        return self.name
