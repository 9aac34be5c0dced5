"""Materials: what is handed out and shown, in which languages, reviewed when, outdated when."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from outreach.models.activity import Activity
from outreach.models.codes import Language
from portal.database.functions import SwedishKey
from portal.history.tracking import tracked


class MaterialQuerySet(models.QuerySet):
    def for_user(self, user):
        """Materials are shared with everyone who works with outreach: they are made to be spread."""
        return self.all()

    def in_use(self, today):
        """Those that are not withdrawn on ``today``."""
        return self.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=today))

    def by_title(self):
        return self.order_by(SwedishKey("title"), "pk")


@tracked()
class Material(models.Model):
    """``owner`` keeps it. ``topics`` and ``groups`` are codes. ``withdrawn_on``: no longer used."""

    class Kind(models.TextChoices):
        LETTER = "letter", _("brev")
        SLIDES = "slides", _("bildspel")
        WEB = "web", _("webbsida")
        BROCHURE = "brochure", _("broschyr")
        PROCESS_MAP = "process_map", _("processkarta")
        CHECKLIST = "checklist", _("checklista")
        LINKS = "links", _("länksamling")
        MODEL = "model", _("samverkansmodell")
        OTHER = "other", _("annat")

    title = models.CharField(_("titel"), max_length=200)
    kind = models.CharField(_("slag"), max_length=12, choices=Kind)
    owner = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("ägare")
    )
    topics = ArrayField(models.CharField(max_length=40), verbose_name=_("ämnen"), default=list, blank=True)
    groups = ArrayField(
        models.CharField(max_length=40), verbose_name=_("målgrupper"), default=list, blank=True
    )
    note = models.TextField(_("anteckning"), blank=True)
    withdrawn_on = models.DateField(_("används inte efter"), null=True, blank=True)
    is_example = models.BooleanField(_("exempel"), default=False)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("material")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "title"],
                name="material_title_once",
                violation_error_message=_("Ni har redan ett material med den titeln."),
            ),
            models.CheckConstraint(
                name="material_title_given",
                condition=~Q(title=""),
                violation_error_message=_("Skriv materialets titel."),
            ),
        ]

    def __str__(self):
        return self.title


class MaterialVersionQuerySet(models.QuerySet):
    def newest(self):
        """The version that counts: the highest number of its material in its language."""
        newer = MaterialVersion.objects.filter(
            material=OuterRef("material"), language=OuterRef("language"), version__gt=OuterRef("version")
        )
        return self.filter(~Exists(newer))

    def outdated(self, today):
        """Newest versions, of materials in use, that should have been reviewed before ``today``."""
        in_use = Q(material__withdrawn_on__isnull=True) | Q(material__withdrawn_on__gte=today)
        return self.newest().filter(in_use, outdated_after__lt=today)


@tracked()
class MaterialVersion(models.Model):
    """A version in one language: a file, an address, or only known to exist. The newest counts."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="versions")
    language = models.ForeignKey(Language, models.PROTECT, related_name="+", verbose_name=_("språk"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    reviewed_on = models.DateField(_("granskad"), null=True, blank=True)
    outdated_after = models.DateField(_("inaktuell efter"), null=True, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fil")
    )
    address = models.URLField(_("webbadress"), blank=True)

    objects = MaterialVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("språkversion")
        verbose_name_plural = _("språkversioner")
        constraints = [
            models.UniqueConstraint(
                fields=["material", "language", "version"],
                name="material_version_once",
                violation_error_message=_("Den versionen finns redan på det språket."),
            ),
            models.CheckConstraint(
                name="material_version_dates_in_order",
                condition=Q(outdated_after__gte=F("reviewed_on")),
                violation_error_message=_("Materialet kan inte bli inaktuellt innan det är granskat."),
            ),
        ]

    def __str__(self):
        return f"{self.material} ({self.language})"

    def is_outdated(self, today) -> bool:
        return self.outdated_after is not None and self.outdated_after < today


@tracked()
class ActivityMaterial(models.Model):
    """A material that was used or handed out at an activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="materials")
    material = models.ForeignKey(Material, models.PROTECT, related_name="uses", verbose_name=_("material"))

    class Meta:
        verbose_name = _("material i en aktivitet")
        verbose_name_plural = _("material i aktiviteter")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "material"],
                name="activity_material_once",
                violation_error_message=_("Materialet står redan vid aktiviteten."),
            )
        ]

    def __str__(self):
        return str(self.material)
