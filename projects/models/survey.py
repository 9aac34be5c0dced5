"""Surveys (enkäter): the questions, and who is asked. The answers stand in ``reply``."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from projects.models.following import followed_programmes
from projects.models.learning import LearningQuerySet
from projects.models.programme import Programme


class SurveyQuerySet(LearningQuerySet):
    searched = ("title", "respondents", "result_document", "note")

    def for_user(self, user):
        """Central roles read every survey; a district those it is asked, or of programmes it follows."""
        if user.reach.central:
            return self.all()
        here = user.reach.district_organisations
        asked = Survey.objects.filter(replies__organisation__in=here).values("pk")
        followed = followed_programmes(user).order_by().values("pk")
        return self.filter(Q(programme__in=followed) | Q(pk__in=asked))


@tracked()
class Survey(models.Model):
    """``result_document`` names a paper with the answers that a printed source refers to."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="surveys", verbose_name=_("program")
    )
    title = models.CharField(_("titel"), max_length=160)
    respondents = models.CharField(_("vilka som tillfrågas"), max_length=200, blank=True)
    sent_on = models.DateField(_("skickad"), null=True, blank=True)
    due_on = models.DateField(_("svar senast"), null=True, blank=True)
    closed_on = models.DateField(_("stängd"), null=True, blank=True)
    result_document = models.CharField(_("redovisas i"), max_length=200, blank=True)
    source = models.CharField(_("källa"), max_length=20, blank=True)
    note = models.TextField(_("anteckning"), blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("enkät")
        verbose_name_plural = _("enkäter")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "title"],
                name="survey_title_once",
                violation_error_message=_("Programmet har redan en enkät med den titeln."),
            ),
            models.CheckConstraint(
                name="survey_title_given",
                condition=~Q(title=""),
                violation_error_message=_("Skriv vad enkäten heter."),
            ),
            models.CheckConstraint(
                name="survey_due_after_sent",
                condition=Q(due_on__gte=F("sent_on")),
                violation_error_message=_("Sista svarsdagen ligger före dagen då enkäten skickas."),
            ),
            models.CheckConstraint(
                name="survey_closed_after_sent",
                condition=Q(closed_on__gte=F("sent_on")),
                violation_error_message=_("Enkäten kan inte stängas innan den skickas."),
            ),
        ]

    def __str__(self):
        return self.title


@tracked()
class SurveyQuestion(models.Model):
    """What is asked, and how it is answered."""

    class AnswerType(models.TextChoices):
        TEXT = "text", _("fritext")
        YES_NO = "yes_no", _("ja eller nej")
        COUNT = "count", _("antal")

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions", verbose_name=_("enkät"))
    number = models.PositiveSmallIntegerField(_("nr"))
    text = models.CharField(_("fråga"), max_length=500)
    answer_type = models.CharField(_("svaras med"), max_length=8, choices=AnswerType, default=AnswerType.TEXT)

    class Meta:
        verbose_name = _("fråga i enkät")
        verbose_name_plural = _("frågor i enkäter")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "number"],
                name="survey_question_once",
                violation_error_message=_("Enkäten har redan en fråga med det numret."),
            ),
            models.CheckConstraint(
                name="survey_question_asked",
                condition=~Q(text=""),
                violation_error_message=_("Skriv frågan."),
            ),
            models.CheckConstraint(
                name="survey_answer_type_known",
                condition=Q(answer_type__in=["text", "yes_no", "count"]),
                violation_error_message=_("Frågan besvaras på ett sätt som portalen inte känner."),
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.text}"
