"""Stored files: kept privately, named by their content; whoever owns one decides who may read it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked


@tracked()
class StoredFile(models.Model):
    """A file as it came in. ``sha256`` is the hash of its bytes, and also where it lies in the store."""

    name = models.CharField(_("namn"), max_length=200)
    content_type = models.CharField(_("typ"), max_length=100)
    size = models.PositiveBigIntegerField(_("storlek i byte"))
    sha256 = models.CharField(_("hash (SHA-256)"), max_length=64, db_index=True)
    stored_at = models.DateTimeField(_("sparad"), auto_now_add=True)
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("av"),
    )

    class Meta:
        verbose_name = _("fil")
        verbose_name_plural = _("filer")
        constraints = [
            models.CheckConstraint(
                name="stored_file_hash_whole",
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("Filens hash är inte hel."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def path(self) -> str:
        """Where the bytes lie in the store, relative to its root."""
        return f"{self.sha256[:2]}/{self.sha256}"
