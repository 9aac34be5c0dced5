"""Templates: which sections a kind of document has, in which order, and what its author is told."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.documents.models.kinds import DocumentKind, SectionRole
from portal.history.tracking import tracked
from portal.organisation.models import Organisation


@tracked()
class Template(models.Model):
    """The outline of a kind of document. One of a ``committee``'s own goes before the common one."""

    kind = models.CharField(_("slag"), max_length=20, choices=DocumentKind)
    name = models.CharField(_("namn"), max_length=120)
    committee = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("nämnd")
    )
    needs_economy = models.BooleanField(_("ekonomiska konsekvenser måste fyllas i"), default=False)
    is_active = models.BooleanField(_("i bruk"), default=True)

    class Meta:
        verbose_name = _("mall")
        verbose_name_plural = _("mallar")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "committee"],
                condition=Q(is_active=True),
                nulls_distinct=False,
                name="template_one_in_use",
                violation_error_message=_("Nämnden har redan en mall av det slaget i bruk."),
            )
        ]

    def __str__(self):
        return self.name


@tracked()
class TemplateSection(models.Model):
    """A heading of the outline. ``instruction`` is for the author and never reaches the document; ``text`` is
    what the section begins with: own words, references to live figures and tables, and ready words
    (``[[text:key]]``). What a document's subject does not say is left out (``domain.starting``)."""

    template = models.ForeignKey(Template, models.CASCADE, related_name="sections", verbose_name=_("mall"))
    order = models.PositiveSmallIntegerField(_("ordning"))
    role = models.CharField(_("vad avsnittet är till för"), max_length=12, choices=SectionRole)
    heading = models.CharField(_("rubrik"), max_length=200)
    level = models.PositiveSmallIntegerField(_("rubriknivå"), default=2)
    instruction = models.TextField(_("till den som skriver"), blank=True)
    text = models.TextField(_("text att börja med"), blank=True)
    is_required = models.BooleanField(_("måste fyllas i"), default=False)
    may_be_declined = models.BooleanField(_("får lämnas tomt med ett skäl"), default=False)

    class Meta:
        verbose_name = _("avsnitt i mall")
        verbose_name_plural = _("avsnitt i mall")
        constraints = [
            models.UniqueConstraint(
                fields=["template", "order"],
                name="template_section_order_once",
                violation_error_message=_("Två avsnitt i mallen kan inte stå på samma plats."),
            ),
            models.CheckConstraint(
                name="template_section_level",
                condition=Q(level__range=(2, 4)),
                violation_error_message=_("Rubriknivån är 2, 3 eller 4."),
            ),
        ]

    def __str__(self):
        return self.heading
