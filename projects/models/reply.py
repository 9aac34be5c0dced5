"""A district's reply to a survey: a draft seen by its own administration until Lämna in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from portal.inquiries.models import Reply, Returned, answers_are_guarded, returned_in_order
from projects.models.survey import Survey, SurveyQuestion


@tracked()
class SurveyReply(Reply):
    """A district's reply to a survey."""

    about = "survey"

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="replies", verbose_name=_("enkät"))

    class Meta(Reply.Meta):
        abstract = False
        verbose_name = _("svar på enkät")
        verbose_name_plural = _("svar på enkäter")
        constraints = [
            *Reply.Meta.constraints,
            models.UniqueConstraint(
                fields=["survey", "organisation"],
                name="survey_reply_once",
                violation_error_message=_("Stadsdelsförvaltningen är redan tillfrågad."),
            ),
        ]


@tracked()
class SurveyAnswer(models.Model):
    """The answer to one question: words, "ja" or "nej", or a number. Not answered is no row."""

    reply = models.ForeignKey(SurveyReply, models.CASCADE, related_name="answers", verbose_name=_("svar"))
    question = models.ForeignKey(
        SurveyQuestion, models.PROTECT, related_name="answers", verbose_name=_("fråga")
    )
    text = models.TextField(_("svar"))

    trigger_refusals = {
        "survey_answer_of_its_survey": ("question", _("Frågan hör till en annan enkät.")),
        "survey_answer_before_hand_in": ("", _("Svaret är inlämnat och ändras inte längre.")),
    }

    class Meta:
        verbose_name = _("svar på fråga")
        verbose_name_plural = _("svar på frågor")
        constraints = [
            models.UniqueConstraint(
                fields=["reply", "question"],
                name="survey_answer_once",
                violation_error_message=_("Frågan är redan besvarad."),
            ),
            models.CheckConstraint(
                name="survey_answer_given",
                condition=~Q(text=""),
                violation_error_message=_("Skriv ett svar, eller låt frågan vara obesvarad."),
            ),
        ]
        triggers = answers_are_guarded(
            reply="projects_surveyreply",
            question="projects_surveyquestion",
            about="survey",
            noun="survey",
            names=("answer_of_its_survey", "answer_before_hand_in", "answer_stays_handed_in"),
        )

    def __str__(self):
        return self.text


@tracked()
class ReturnedReply(Returned):
    """A reply that was handed in and given back."""

    reply = models.ForeignKey(SurveyReply, models.CASCADE, related_name="returns", verbose_name=_("svar"))

    class Meta:
        verbose_name = _("återlämnat svar")
        verbose_name_plural = _("återlämnade svar")
        constraints = returned_in_order("returned_reply")
