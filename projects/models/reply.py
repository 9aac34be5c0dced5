"""A district's reply to a survey: a draft seen by its own administration until Lämna in."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from portal.organisation.models import Draft, DraftQuerySet
from projects.models.survey import Survey, SurveyQuestion

# An answer answers a question of its own survey.
OF_ITS_SURVEY = """
    IF NOT EXISTS (
        SELECT 1 FROM projects_surveyreply r JOIN projects_surveyquestion q ON q.survey_id = r.survey_id
        WHERE r.id = NEW.reply_id AND q.id = NEW.question_id
    ) THEN
        RAISE EXCEPTION 'the question is of another survey'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'survey_answer_of_its_survey';
    END IF;
    RETURN NEW;
"""
# What is handed in is received by another authority: no answer is added to it or taken from it. (The words of
# one may still be replaced: personal data must be possible to remove, administration.md 12.)
NOT_AFTERWARDS = """
    IF EXISTS (
        SELECT 1 FROM projects_surveyreply r
        WHERE r.id IN ({rows}) AND r.submitted_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the reply is handed in'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'survey_answer_before_hand_in';
    END IF;
    RETURN {answer};
"""


class SurveyReplyQuerySet(DraftQuerySet):
    owner_path = "organisation"

    def known_to(self, user):
        """The replies that ``user`` may know are asked for: central roles all, a district its own."""
        if user.reach.central:
            return self.all()
        return self.filter(organisation__in=user.reach.district_organisations)

    def for_user(self, user):
        """What is handed in: central roles all of it, a district its own. A draft: its own administration."""
        if user.reach.central:
            return self.readable(user, among=Q())
        return self.readable(user, among=Q(organisation__in=user.reach.district_organisations))


@tracked()
class SurveyReply(Draft):
    """A district's reply: there from the day it is asked, handed in when it answers.

    That it is asked, and whether it has answered, central roles know (``known_to``); of its draft no more.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="replies", verbose_name=_("enkät"))
    organisation = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("stadsdelsförvaltning")
    )

    objects = SurveyReplyQuerySet.as_manager()

    class Meta(Draft.Meta):
        abstract = False
        verbose_name = _("svar på enkät")
        verbose_name_plural = _("svar på enkäter")
        constraints = [
            *Draft.Meta.constraints,
            models.UniqueConstraint(
                fields=["survey", "organisation"],
                name="survey_reply_once",
                violation_error_message=_("Stadsdelsförvaltningen är redan tillfrågad."),
            ),
        ]

    def __str__(self):
        return f"{self.survey}: {self.organisation}"


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
        triggers = [
            pgtrigger.Trigger(
                name="answer_of_its_survey",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=OF_ITS_SURVEY,
            ),
            pgtrigger.Trigger(
                name="answer_before_hand_in",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("reply_id", "question_id"),
                when=pgtrigger.Before,
                func=NOT_AFTERWARDS.format(rows="NEW.reply_id", answer="NEW"),
            ),
            pgtrigger.Trigger(
                name="answer_stays_handed_in",
                operation=pgtrigger.Delete,
                when=pgtrigger.Before,
                func=NOT_AFTERWARDS.format(rows="OLD.reply_id", answer="OLD"),
            ),
        ]

    def __str__(self):
        return self.text
