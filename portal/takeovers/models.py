"""What a successor took over after a merger: one line per open case and per report still owed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.deadlines.models import ExpectedReport
from portal.history.tracking import tracked
from portal.organisation.models import Organisation


@tracked()
class Takeover(models.Model):
    """A line "övertaget av X den ...": an open case or an expected report passed to the successor.

    The successor's own registry number stands with the case's other numbers; the old one stays searchable.
    """

    case = models.ForeignKey(
        Case,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="takeovers",
        verbose_name=_("ärende"),
    )
    expected = models.ForeignKey(
        ExpectedReport,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="takeovers",
        verbose_name=_("väntad redovisning"),
    )
    from_body = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("från"))
    to_body = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("till"))
    on = models.DateField(_("övertaget den"))
    taken_at = models.DateTimeField(_("registrerat"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("av"),
    )

    class Meta:
        verbose_name = _("övertagande")
        verbose_name_plural = _("övertaganden")
        constraints = [
            models.CheckConstraint(
                name="takeover_of_one_thing",
                condition=Q(case__isnull=False, expected__isnull=True)
                | Q(case__isnull=True, expected__isnull=False),
                violation_error_message=_("Ett övertagande gäller ett ärende eller en redovisning."),
            ),
            models.UniqueConstraint(
                fields=["case", "from_body"],
                name="takeover_once",
                violation_error_message=_("Ärendet är redan övertaget."),
            ),
            models.UniqueConstraint(
                fields=["expected", "from_body"],
                name="takeover_of_report_once",
                violation_error_message=_("Redovisningen är redan övertagen."),
            ),
            models.CheckConstraint(
                name="takeover_to_another",
                condition=~Q(from_body=models.F("to_body")),
                violation_error_message=_("Ärendet kan inte tas över av samma nämnd."),
            ),
        ]

    def __str__(self):
        return f"{self.case or self.expected}: {self.from_body} → {self.to_body}"
