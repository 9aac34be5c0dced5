"""What a person keeps for later: views of a list, and forms not yet sent."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """A list as somebody filtered and sorted it: the page's path and its query."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    path = models.CharField(_("sida"), max_length=200)
    name = models.CharField(_("namn"), max_length=80)
    query = models.CharField(_("urval"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("sparad vy")
        verbose_name_plural = _("sparade vyer")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "path", "name"],
                name="saved_view_name_once",
                violation_error_message=_("Du har redan en vy med det namnet. Välj ett annat namn."),
            )
        ]

    def __str__(self):
        return self.name


class SavedDraft(models.Model):
    """What somebody had typed in a form when they left it; cleared when the form is sent."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_drafts")
    path = models.CharField(_("sida"), max_length=200)
    fields = models.JSONField(_("innehåll"))
    saved_at = models.DateTimeField(_("sparat"))

    class Meta:
        verbose_name = _("sparat utkast")
        verbose_name_plural = _("sparade utkast")
        constraints = [models.UniqueConstraint(fields=["user", "path"], name="saved_draft_once_per_page")]

    def __str__(self):
        return self.path
