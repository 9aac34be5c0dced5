"""Mapping rounds (kartläggning): once a year every district answers the same questions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked


class MappingRoundQuerySet(models.QuerySet):
    def for_user(self, user):
        """Sent rounds: central roles and the districts asked. Unsent ones: the authority that asks. What a
        printed source tells of: everybody."""
        sent = Q(sent_on__isnull=False)
        if not user.reach.central:
            sent &= Q(replies__organisation__in=user.reach.district_organisations)
        own = Q(asked_by__in=user.reach.own_organisations)
        seen = MappingRound.objects.filter(sent | own | ~Q(source=""))
        return self.filter(pk__in=seen.values("pk"))


@tracked()
class MappingRound(models.Model):
    """``participants_text``: who took part, as a printed source puts it where no district is named."""

    title = models.CharField(_("titel"), max_length=160)
    year = models.PositiveSmallIntegerField(_("år"))
    asked_by = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("frågas av")
    )
    intro = models.TextField(_("inledning"), blank=True)
    sent_on = models.DateField(_("skickad"), null=True, blank=True)
    due_on = models.DateField(_("svar senast"), null=True, blank=True)
    closed_on = models.DateField(_("stängd"), null=True, blank=True)
    participants_text = models.TextField(_("deltagare enligt källan"), blank=True)
    limits = models.TextField(_("begränsningar"), blank=True)
    source = models.CharField(_("källa"), max_length=20, blank=True)
    is_example = models.BooleanField(_("exempel"), default=False)

    objects = MappingRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("kartläggning")
        verbose_name_plural = _("kartläggningar")
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "year", "title"],
                name="mapping_round_once",
                violation_error_message=_("Det finns redan en kartläggning med den titeln det året."),
            ),
            models.CheckConstraint(
                name="mapping_round_title_given",
                condition=~Q(title=""),
                violation_error_message=_("Skriv kartläggningens titel."),
            ),
            models.CheckConstraint(
                name="mapping_round_due_after_sent",
                condition=Q(due_on__gte=F("sent_on")),
                violation_error_message=_("Sista svarsdagen ligger före dagen då frågorna skickas."),
            ),
        ]

    def __str__(self):
        return f"{self.title} {self.year}"


@tracked()
class MappingQuestion(models.Model):
    """A question, in order. ``help`` says what an answer could tell."""

    round = models.ForeignKey(MappingRound, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(_("nr"))
    text = models.CharField(_("fråga"), max_length=500)
    help = models.CharField(_("hjälptext"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("fråga i kartläggningen")
        verbose_name_plural = _("frågor i kartläggningen")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"],
                name="mapping_question_once",
                violation_error_message=_("Kartläggningen har redan en fråga med det numret."),
            ),
            models.CheckConstraint(
                name="mapping_question_asked",
                condition=~Q(text=""),
                violation_error_message=_("Skriv frågan."),
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.text}"
