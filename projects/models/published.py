"""What stood in print, kept beside what is computed: never corrected, never added together."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from projects.models.programme import Programme
from projects.models.project import Project


@tracked()
class PublishedAccount(models.Model):
    """The printed report's own words about a project, paraphrased, with the source."""

    project = models.OneToOneField(Project, models.CASCADE, related_name="published_account")
    experience = models.TextField(_("stadsdelens erfarenhet"), blank=True)
    implementation = models.TextField(_("implementering"), blank=True)
    further_work = models.TextField(_("förslag till fortsatt arbete"), blank=True)
    status_evidence = models.TextField(_("så vet vi redovisningens status"), blank=True)
    reminders = models.CharField(_("påminnelser"), max_length=120, blank=True)
    coordinator_comment = models.TextField(_("samordnarens kommentar"), blank=True)
    repayment = models.TextField(_("återföring"), blank=True)
    continuation_basis = models.TextField(_("så vet vi att det är en fortsättning"), blank=True)
    source = models.CharField(_("källa"), max_length=20)

    class Meta:
        verbose_name = _("tryckt redovisning")
        verbose_name_plural = _("tryckta redovisningar")

    def __str__(self):
        return str(self.project)


@tracked()
class ImplementationStatement(models.Model):
    """An implementation answer printed for a lead as a whole (Kista: 4 ja, 1 nej).

    It is used instead of the lead's projects' own answers, and said so in a footnote.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="statements")
    lead = models.ForeignKey("organisation.Organisation", models.PROTECT, related_name="+")
    yes = models.PositiveSmallIntegerField(_("ja"))
    no = models.PositiveSmallIntegerField(_("nej"))
    source = models.CharField(_("källa"), max_length=20)
    text = models.TextField(_("så stod det"), blank=True)

    class Meta:
        verbose_name = _("samlat svar om implementering")
        verbose_name_plural = _("samlade svar om implementering")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "lead"],
                name="implementation_statement_once",
                violation_error_message=_("Det finns redan ett samlat svar för den ansvariga."),
            )
        ]

    def __str__(self):
        return f"{self.lead}: {self.yes}/{self.no}"
