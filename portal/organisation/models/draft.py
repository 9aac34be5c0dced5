"""Drafts: one mechanism for everything that is seen only inside its own administration until Lämna in.

Every nämnd is an authority of its own; what one lets another read becomes an official document there
(administration.md 1). So a draft is absent for everyone else: object, text and figures.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DraftQuerySet(models.QuerySet):
    #: path from the model to the organisation whose draft it is
    owner_path = "owner"

    def submitted(self):
        return self.filter(submitted_at__isnull=False)

    def drafts(self):
        return self.filter(submitted_at__isnull=True)

    def readable(self, user, *, among: Q):
        """Rows ``among`` those the user's roles concern that are submitted, and the user's own drafts.

        ``among`` says which submitted rows the roles reach; drafts need the owner's own authority.
        """
        own = Q(submitted_at__isnull=True) & Q(**{f"{self.owner_path}__in": user.reach.own_organisations})
        return self.filter((Q(submitted_at__isnull=False) & among) | own)


class Draft(models.Model):
    """Something that can be a draft. Handed in by ``portal.organisation.handing_in.hand_in``."""

    submitted_at = models.DateTimeField(_("inlämnad"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("inlämnad av"),
    )
    received_by = models.ForeignKey(
        "organisation.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("mottagen av"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_submitted_whole",
                condition=Q(submitted_at__isnull=True, received_by__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, received_by__isnull=False),
                violation_error_message=_("Ett inlämnat underlag har en tidpunkt och en mottagande nämnd."),
            )
        ]

    @property
    def is_draft(self) -> bool:
        return self.submitted_at is None
