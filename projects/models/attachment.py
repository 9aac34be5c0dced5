"""A file that belongs to an application or a project (bilaga): shared, or for one's own administration."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.files.models import StoredFile
from portal.history.tracking import tracked
from projects.models.application import Application
from projects.models.project import Project


class AttachmentQuerySet(models.QuerySet):
    def for_user(self, user):
        """Those of what the user may see; internal ones only inside the own authority."""
        seen = Q(application__in=Application.objects.for_user(user)) | Q(
            project__in=Project.objects.for_user(user)
        )
        own = Q(is_internal=False) | Q(authority__in=user.reach.own_organisations)
        return self.filter(seen, own)


@tracked()
class Attachment(models.Model):
    """``authority`` is whose paper it is: an internal one (arbetsmaterial) is read there and nowhere else."""

    application = models.ForeignKey(
        Application, models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    project = models.ForeignKey(Project, models.CASCADE, null=True, blank=True, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("fil"))
    title = models.CharField(_("vad det är"), max_length=160)
    is_internal = models.BooleanField(_("bara min egen förvaltning"), default=False)
    authority = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("förvaltning")
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bifogad av"),
    )
    added_at = models.DateTimeField(_("bifogad"))

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("bilaga")
        verbose_name_plural = _("bilagor")
        constraints = [
            models.CheckConstraint(
                name="attachment_of_one",
                condition=Q(application__isnull=True, project__isnull=False)
                | Q(application__isnull=False, project__isnull=True),
                violation_error_message=_("En bilaga hör till en ansökan eller till ett projekt."),
            ),
            models.CheckConstraint(
                name="attachment_title_given",
                condition=~Q(title=""),
                violation_error_message=_("Skriv vad bilagan är."),
            ),
        ]

    def __str__(self):
        return self.title
