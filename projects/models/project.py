"""A development project: what it is for, who answers for it, and what it continues."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from portal.database.functions import NaturalKey, SwedishKey
from portal.history.tracking import tracked
from portal.organisation.models import Draft, DraftQuerySet
from projects.models.programme import Area, Programme

NUMBER_TAKEN = _("Programmet har redan ett projekt med det numret.")
DRAFT_NUMBER_TAKEN = _("Ni har redan ett utkast med det numret i programmet.")
PLAN_ANSWERS = ["yes", "no", "partly", "unclear", "not_apportioned", ""]

# A project continues an earlier one of its own programme, and never itself by way of others.
NO_RING = """
    IF EXISTS (
        SELECT 1 FROM projects_project p
        WHERE (p.id = NEW.continues_id OR p.continues_id = NEW.id) AND p.programme_id <> NEW.programme_id
    ) THEN
        RAISE EXCEPTION 'project continues a project of another programme'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'project_continues_in_programme';
    END IF;
    IF NEW.continues_id IS NOT NULL AND NEW.id IN (
        WITH RECURSIVE earlier(id, continues_id) AS (
            SELECT id, continues_id FROM projects_project WHERE id = NEW.continues_id
            UNION
            SELECT p.id, p.continues_id FROM projects_project p JOIN earlier e ON p.id = e.continues_id
        ) SELECT id FROM earlier
    ) THEN
        RAISE EXCEPTION 'project continues itself in a ring'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'project_continuation_no_ring';
    END IF;
    RETURN NEW;
"""

# One accountable lead: who answers for the project does not stand among those who take part in it.
NOT_THE_LEAD = """
    IF EXISTS (
        SELECT 1 FROM projects_project p JOIN projects_partnership o ON o.project_id = p.id
        WHERE p.id = {project} AND o.organisation_id = p.lead_id
    ) THEN
        RAISE EXCEPTION 'the lead of project % is also its partner', {project}
            USING ERRCODE = 'check_violation', CONSTRAINT = 'partnership_not_the_lead';
    END IF;
    RETURN NULL;
"""


class ProjectQuerySet(DraftQuerySet):
    owner_path = "lead"

    def for_user(self, user):
        """Central roles see every project handed in; a district's people those it leads or takes part in.

        A draft is seen only by the lead's own administration (administration.md 1).
        """
        if user.reach.central:
            return self.readable(user, among=Q())
        here = user.reach.district_organisations
        takes_part = Exists(Partnership.objects.filter(project=OuterRef("pk"), organisation__in=here))
        return self.readable(user, among=Q(lead__in=here) | Q(takes_part))

    def by_number(self):
        return self.order_by(NaturalKey("number"), "pk")

    def by_title(self):
        return self.order_by(SwedishKey("title"), "pk")


@tracked()
class Project(Draft):
    """One accountable lead (huvudman, ansvarig); partners take part and carry no money.

    ``number`` is unique among what is handed in to the programme, and among the lead's own drafts; ``title``
    need not be (2.1.6 and 2.1.7 share one). The plan for implementation is kept twice: as the published table
    answers, and as the text is read.
    """

    class ReportStatus(models.TextChoices):
        REPORTED = "reported", _("slutredovisad")
        NOT_REPORTED = "not_reported", _("ej redovisad")
        INCOMPLETE = "incomplete", _("ofullständig")
        UNCLEAR = "unclear", _("oklar")
        RUNNING = "running", _("pågår")

    class Plan(models.TextChoices):
        YES = "yes", _("Ja")
        NO = "no", _("Nej")
        PARTLY = "partly", _("Delvis")
        UNCLEAR = "unclear", _("Oklar")
        NOT_APPORTIONED = "not_apportioned", _("Ej fördelbar")
        NOT_STATED = "", _("Ej angivet")

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="projects", verbose_name=_("program")
    )
    number = models.CharField(_("projektnummer"), max_length=20)
    title = models.CharField(_("titel"), max_length=200)
    area = models.ForeignKey(Area, models.PROTECT, related_name="projects", verbose_name=_("område"))
    subgroup = models.CharField(_("undergrupp"), max_length=120, blank=True)
    lead = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="projects_led", verbose_name=_("ansvarig")
    )
    partners: models.ManyToManyField = models.ManyToManyField(
        "organisation.Organisation",
        through="Partnership",
        related_name="projects_joined",
        verbose_name=_("medverkande"),
        blank=True,
    )
    operator = models.CharField(_("utförare"), max_length=160, blank=True)
    collaborators = ArrayField(
        models.CharField(max_length=160), verbose_name=_("samverkanspartner"), default=list, blank=True
    )
    target_group = models.TextField(_("målgrupp"), blank=True)
    goal = models.TextField(_("mål"), blank=True)
    target_value = models.DecimalField(_("målvärde"), max_digits=12, decimal_places=2, null=True, blank=True)
    target_unit = models.CharField(_("målenhet"), max_length=80, blank=True)
    target_text = models.TextField(_("målet i ord"), blank=True)
    continues = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name=_("fortsättning på"),
    )
    starts_on = models.DateField(_("börjar"), null=True, blank=True)
    ends_on = models.DateField(_("slutar"), null=True, blank=True)
    years_stated = models.CharField(_("år enligt källan"), max_length=40, blank=True)
    report_status = models.CharField(
        _("redovisning"), max_length=12, choices=ReportStatus, default=ReportStatus.RUNNING
    )
    plan_in_table = models.CharField(
        _("plan för implementering enligt tabell"), max_length=16, choices=Plan, blank=True
    )
    plan_in_text = models.CharField(
        _("plan för implementering enligt text"), max_length=16, choices=Plan, blank=True
    )
    case = models.ForeignKey(
        "cases.Case", models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("ärende")
    )

    objects = ProjectQuerySet.as_manager()

    #: what the triggers below and the partnership's refuse, in words (portal/database/refusals.py); and at
    #: which field a number is refused that is taken only among those handed in, or among drafts
    trigger_refusals = {
        "project_number_once": ("number", NUMBER_TAKEN),
        "project_draft_number_once": ("number", DRAFT_NUMBER_TAKEN),
        "project_continuation_no_ring": (
            "continues",
            _("Projekten skulle bli fortsättningar på varandra i en ring. Välj ett tidigare projekt."),
        ),
        "project_continues_in_programme": (
            "continues",
            _("Ett projekt kan bara vara en fortsättning på ett projekt i samma program."),
        ),
        "partnership_not_the_lead": (
            "partners",
            _("Den som är ansvarig står inte också som medverkande. Ta bort den ena."),
        ),
    }

    class Meta(Draft.Meta):
        abstract = False
        verbose_name = _("projekt")
        verbose_name_plural = _("projekt")
        constraints = [
            *Draft.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "number"],
                condition=Q(submitted_at__isnull=False),
                name="project_number_once",
                violation_error_message=NUMBER_TAKEN,
            ),
            # Whether another district has a draft with the number is nobody's to know (administration.md 1).
            models.UniqueConstraint(
                fields=["programme", "lead", "number"],
                condition=Q(submitted_at__isnull=True),
                name="project_draft_number_once",
                violation_error_message=DRAFT_NUMBER_TAKEN,
            ),
            models.CheckConstraint(
                name="project_does_not_continue_itself",
                condition=Q(continues__isnull=True) | ~Q(continues=F("pk")),
                violation_error_message=_("Ett projekt kan inte vara en fortsättning på sig självt."),
            ),
            models.CheckConstraint(
                name="project_dates_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("Projektet kan inte sluta innan det börjar."),
            ),
            models.CheckConstraint(
                name="project_number_given",
                condition=~Q(number=""),
                violation_error_message=_("Skriv projektets nummer."),
            ),
            models.CheckConstraint(
                name="project_title_given",
                condition=~Q(title=""),
                violation_error_message=_("Skriv projektets titel."),
            ),
            models.CheckConstraint(
                name="project_report_status_known",
                condition=Q(
                    report_status__in=["reported", "not_reported", "incomplete", "unclear", "running"]
                ),
                violation_error_message=_("Redovisningen har en status som portalen inte känner."),
            ),
            models.CheckConstraint(
                name="project_plan_answers_known",
                condition=Q(plan_in_table__in=PLAN_ANSWERS, plan_in_text__in=PLAN_ANSWERS),
                violation_error_message=_("Planen för implementering har ett svar som portalen inte känner."),
            ),
        ]
        indexes = [
            models.Index("programme", NaturalKey("number"), "id", name="project_by_number"),
            models.Index(SwedishKey("title"), "id", name="project_by_title"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="continuation_has_no_ring",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("continues_id", "programme_id"),
                when=pgtrigger.After,
                func=NO_RING,
            ),
            pgtrigger.Trigger(
                name="lead_is_no_partner",
                operation=pgtrigger.UpdateOf("lead_id"),
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=NOT_THE_LEAD.format(project="NEW.id"),
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"


@tracked()
class Partnership(models.Model):
    """``organisation`` takes part in the project beside the lead. It carries none of its money."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="partnerships")
    organisation = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("medverkande")
    )

    class Meta:
        verbose_name = _("medverkande")
        verbose_name_plural = _("medverkande")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "organisation"],
                name="partnership_once",
                violation_error_message=_("Organisationen medverkar redan."),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="partner_is_not_the_lead",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=NOT_THE_LEAD.format(project="NEW.project_id"),
            )
        ]

    def __str__(self):
        return f"{self.organisation} i {self.project}"
