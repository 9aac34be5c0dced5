"""People and the roles they are given: per organisation, with dates, and a deputy."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from portal.organisation.models.organisation import Organisation


class Language(models.TextChoices):
    """What letters are written in; pages follow the reader's own choice (portal/i18n)."""

    SWEDISH = "sv", "svenska"
    ENGLISH = "en", "English"


@tracked(exclude=["password", "last_login"])
class User(AbstractUser):
    """A public official who logs in. Residents never stand in this table."""

    title = models.CharField(_("titel"), max_length=120, blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    wants_digest = models.BooleanField(_("vill ha dagens sammandrag"), default=True)
    language = models.CharField(_("språk i brev"), max_length=2, choices=Language, default=Language.SWEDISH)
    is_demo = models.BooleanField(_("övningsinloggning"), default=False, editable=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")

    def __str__(self):
        return self.get_full_name() or self.username

    @cached_property
    def reach(self):
        """What the user's roles of today let them see: ``portal.organisation.reach.Reach``."""
        from portal.organisation.reach import reach_of  # reach stands on the models, one floor up

        return reach_of(self)


class Role(models.TextChoices):
    """The roles of the contract. What each may do is said in ``access.py`` of each area."""

    COORDINATOR = "samordnare", _("samordnare")
    PROJECT_MANAGER = "projektledare", _("projektledare")
    AGREEMENT_OFFICER = "avtalshandlaggare", _("handläggare, överenskommelser")
    DISTRICT_DIRECTOR = "direktor", _("stadsdelsdirektör")
    OUTREACH_OFFICER = "uppsokare", _("samhällsvägledare")
    COMMITTEE_SECRETARY = "namndsekreterare", _("nämndsekreterare")
    HEAD_OF_DEPARTMENT = "avdelningschef", _("avdelningschef")
    HEAD_OF_ADMINISTRATION = "forvaltningschef", _("förvaltningschef")
    REGISTRAR = "registrator", _("registrator")
    CONTROLLER = "ekonom", _("ekonom")
    DATA_PROTECTION_OFFICER = "dataskyddsombud", _("dataskyddsombud")
    AUDITOR = "revisor", _("revisor")
    ADMINISTRATOR = "admin", _("systemförvaltare")


DISTRICT_ROLES = frozenset({Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR, Role.OUTREACH_OFFICER})
CENTRAL_ROLES = frozenset(set(Role) - DISTRICT_ROLES - {Role.ADMINISTRATOR})


class AssignmentQuerySet(models.QuerySet):
    def valid_on(self, day: date):
        return self.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))


@tracked()
class Assignment(models.Model):
    """``user`` has ``role`` at ``organisation`` from one date to another, for themselves or as a deputy.

    A deputy has an assignment of their own that points at the one it stands in for; nobody acts as another.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="assignments", verbose_name=_("person"))
    role = models.CharField(_("roll"), max_length=20, choices=Role)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="assignments", verbose_name=_("organisation")
    )
    valid_from = models.DateField(_("från och med"))
    valid_to = models.DateField(_("till och med"), null=True, blank=True)
    deputy_for = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deputies",
        verbose_name=_("ställföreträdare för"),
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("uppdrag")
        verbose_name_plural = _("uppdrag")
        constraints = [
            models.CheckConstraint(
                name="assignment_dates_in_order",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("Slutdatum ligger före startdatum. Rätta ett av dem."),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organisation", "valid_from"],
                name="assignment_once",
                violation_error_message=_("Personen har redan rollen från det datumet."),
            ),
            models.CheckConstraint(
                name="assignment_deputy_until",
                condition=Q(deputy_for__isnull=True) | Q(valid_to__isnull=False),
                violation_error_message=_("En ställföreträdare ska ha ett slutdatum."),
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}, {self.organisation}"
