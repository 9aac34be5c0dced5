"""An outreach activity (aktivitet): where, when, for whom, in what language, how many came. Nobody's name."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from outreach.models.codes import WorkForm
from outreach.models.series import Series
from outreach.models.tallytriggers import TRIGGERS
from portal.history.tracking import tracked
from portal.organisation.models import Draft, DraftQuerySet

MOST_HEADS = 10_000  # more than this is a slip of the finger: no hall in the city holds it
MOST_RECIPIENTS = 1_000_000  # a letter to every household is not


def _codes(verbose_name):
    return ArrayField(models.CharField(max_length=40), verbose_name=verbose_name, default=list, blank=True)


class ActivityQuerySet(DraftQuerySet):
    owner_path = "organisation"

    def for_user(self, user):
        """Held: central roles and the district's own people. Planned: the own administration."""
        if user.reach.central:
            return self.readable(user, among=Q())
        return self.readable(user, among=Q(organisation__in=user.reach.district_organisations))

    def held(self):
        return self.filter(state__in=[Activity.State.HELD, Activity.State.REPORTED])

    def newest_first(self):
        return self.order_by("-day", F("starts_at").desc(nulls_last=True), "-pk")


@tracked()
class Activity(Draft):
    """``key`` (Aktivitets-id) names it in files. Target groups, languages and topics are codes.

    Heads: NULL is not told, 0 is nobody; women, men and unknown (kön ej noterat) are 18 and older, children
    stand beside them. A range is told by its lowest and highest number, and nothing by sex. What was sent out
    has ``recipients``, never heads. Planned ones are seen inside the own administration only.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planerad")
        HELD = "held", _("hållen")
        REPORTED = "reported", _("redovisad")
        CANCELLED = "cancelled", _("inställd")

    class Counting(models.TextChoices):
        COUNTED = "counted", _("räknat")
        ESTIMATED = "estimated", _("uppskattat")
        RANGE = "range", _("mellan två tal")

    key = models.CharField(_("aktivitets-id"), max_length=40, unique=True)
    organisation = models.ForeignKey(
        "organisation.Organisation",
        models.PROTECT,
        related_name="outreach_activities",
        verbose_name=_("stadsdelsförvaltning"),
    )
    neighbourhood = models.ForeignKey(
        "organisation.Neighbourhood",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("område"),
    )
    form = models.ForeignKey(WorkForm, models.PROTECT, related_name="activities", verbose_name=_("form"))
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("serie")
    )
    day = models.DateField(_("datum"))
    starts_at = models.TimeField(_("börjar"), null=True, blank=True)
    ends_at = models.TimeField(_("slutar"), null=True, blank=True)
    place = models.CharField(_("plats"), max_length=120, blank=True)
    groups = _codes(_("målgrupper"))
    languages = _codes(_("språk"))
    topics = _codes(_("ämnen"))
    interpreter = models.BooleanField(_("tolk"), null=True, blank=True)
    childcare = models.BooleanField(_("barnpassning"), null=True, blank=True)
    counting = models.CharField(
        _("så är det räknat"), max_length=9, choices=Counting, default=Counting.COUNTED
    )
    women = models.PositiveIntegerField(_("kvinnor"), null=True, blank=True)
    men = models.PositiveIntegerField(_("män"), null=True, blank=True)
    unknown = models.PositiveIntegerField(_("kön ej noterat"), null=True, blank=True)
    children = models.PositiveIntegerField(_("barn (under 18)"), null=True, blank=True)
    lowest = models.PositiveIntegerField(_("minst"), null=True, blank=True)
    highest = models.PositiveIntegerField(_("högst"), null=True, blank=True)
    recipients = models.PositiveIntegerField(_("mottagare"), null=True, blank=True)
    remark = models.TextField(_("anteckning"), blank=True, max_length=2000)
    state = models.CharField(_("läge"), max_length=9, choices=State, default=State.PLANNED)
    cancelled_reason = models.CharField(_("varför den ställdes in"), max_length=200, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    is_example = models.BooleanField(_("exempel"), default=False)

    objects = ActivityQuerySet.as_manager()

    trigger_refusals = {
        "activity_groups_known": ("groups", _("Målgruppen finns inte i listan.")),
        "activity_languages_known": ("languages", _("Språket finns inte i listan.")),
        "activity_topics_known": ("topics", _("Ämnet finns inte i listan.")),
    }

    class Meta(Draft.Meta):
        abstract = False
        verbose_name = _("aktivitet")
        verbose_name_plural = _("aktiviteter")
        constraints = [
            *Draft.Meta.constraints,
            models.CheckConstraint(
                name="activity_held_is_handed_in",
                condition=Q(state="planned", submitted_at__isnull=True)
                | Q(state="cancelled")
                | Q(state__in=["held", "reported"], submitted_at__isnull=False),
                violation_error_message=_("Läget och tidpunkten stämmer inte med varandra."),
            ),
            models.CheckConstraint(
                name="activity_counts_when_held",
                condition=Q(state__in=["held", "reported"])
                | Q(
                    women__isnull=True,
                    men__isnull=True,
                    unknown__isnull=True,
                    children__isnull=True,
                    lowest__isnull=True,
                    recipients__isnull=True,
                ),
                violation_error_message=_("Antal skrivs när aktiviteten har hållits."),
            ),
            models.CheckConstraint(
                name="activity_range_whole",
                condition=Q(counting="range", women__isnull=True, men__isnull=True, unknown__isnull=True)
                & (
                    Q(lowest__isnull=True, highest__isnull=True)
                    | Q(lowest__isnull=False, highest__isnull=False, highest__gte=F("lowest"))
                )
                | ~Q(counting="range") & Q(lowest__isnull=True, highest__isnull=True),
                violation_error_message=_("Skriv det lägsta talet först och det högsta sedan."),
            ),
            models.CheckConstraint(
                name="activity_sent_or_met",
                condition=Q(recipients__isnull=True)
                | Q(women__isnull=True, men__isnull=True, unknown__isnull=True, lowest__isnull=True),
                violation_error_message=_("Det som skickas ut har mottagare, inte besökare."),
            ),
            *(
                models.CheckConstraint(
                    name=f"activity_{name}_believable",
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lte": most}),
                    violation_error_message=words,
                )
                for name, most, words in (
                    *(
                        (name, MOST_HEADS, _("Skriv högst 10 000. Stämmer talet?"))
                        for name in ("women", "men", "unknown", "children", "highest")
                    ),
                    ("recipients", MOST_RECIPIENTS, _("Skriv högst 1 000 000. Stämmer talet?")),
                )
            ),
            models.CheckConstraint(
                name="activity_ends_after_start",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("Aktiviteten kan inte sluta innan den börjar."),
            ),
            models.CheckConstraint(
                name="activity_key_given",
                condition=~Q(key=""),
                violation_error_message=_("Skriv aktivitetens id."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-day", "-id"], name="outreach_of_a_district"),
            models.Index(fields=["-day", "-id"], name="outreach_by_day"),
            models.Index(fields=["series", "day"], name="outreach_of_a_series"),
            models.Index(fields=["registered_by", "-id"], name="outreach_latest_of_one"),
            GinIndex(fields=["groups"], name="outreach_groups"),
            GinIndex(fields=["languages"], name="outreach_languages"),
        ]
        triggers = TRIGGERS

    def __str__(self):
        return f"{self.form} {self.day}"
