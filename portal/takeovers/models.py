"""What a successor took over after a merger: one line per case, with its own registry number."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.history.tracking import tracked
from portal.organisation.models import Organisation


@tracked()
class Takeover(models.Model):
    """A line "övertaget av X den ...": an open case passed from one body to its successor."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="takeovers", verbose_name=_("ärende"))
    from_body = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("från"))
    to_body = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("till"))
    on = models.DateField(_("övertaget den"))
    taken_at = models.DateTimeField(_("registrerat"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("av")
    )

    class Meta:
        verbose_name = _("övertagande")
        verbose_name_plural = _("övertaganden")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "from_body"],
                name="takeover_once",
                violation_error_message=_("Ärendet är redan övertaget."),
            ),
            models.CheckConstraint(
                name="takeover_to_another",
                condition=~models.Q(from_body=models.F("to_body")),
                violation_error_message=_("Ärendet kan inte tas över av samma nämnd."),
            ),
        ]

    def __str__(self):
        return f"{self.case}: {self.from_body} → {self.to_body}"
