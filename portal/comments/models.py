"""Comments with an audience, on anything that hangs on a case or a work area's own page."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from portal.organisation.models import Organisation


class CommentQuerySet(models.QuerySet):
    def about(self, thing):
        return self.filter(
            content_type=ContentType.objects.get_for_model(thing, for_concrete_model=False),
            object_id=thing.pk,
        )

    def for_user(self, user):
        """Shared comments, and the internal ones of the user's own authority."""
        return self.filter(
            models.Q(audience=Comment.Audience.SHARED) | models.Q(authority__in=user.reach.own_organisations)
        )


@tracked()
class Comment(models.Model):
    """A remark about something: internal to the writer's own authority, or shared with all who see it."""

    class Audience(models.TextChoices):
        INTERNAL = "internal", _("bara min egen förvaltning")
        SHARED = "shared", _("alla som ser sidan")

    content_type = models.ForeignKey(ContentType, models.PROTECT)
    object_id = models.PositiveBigIntegerField()
    about = GenericForeignKey()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    audience = models.CharField(_("vem ser kommentaren"), max_length=8, choices=Audience)
    text = models.TextField(_("kommentar"), max_length=4000)
    written_at = models.DateTimeField(_("skriven"))

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommentar")
        verbose_name_plural = _("kommentarer")
        indexes = [models.Index(fields=["content_type", "object_id", "written_at"])]

    def __str__(self):
        return self.text[:60]
