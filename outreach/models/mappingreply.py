"""A district's reply to a mapping round: a draft seen by its own administration until Lämna in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from outreach.models.mapping import MappingQuestion, MappingRound
from portal.history.tracking import tracked
from portal.inquiries.models import Reply, Returned, answers_are_guarded, returned_in_order


@tracked()
class MappingReply(Reply):
    """A district's reply, there from the day the round is sent."""

    about = "round"

    round = models.ForeignKey(MappingRound, models.CASCADE, related_name="replies")

    class Meta(Reply.Meta):
        abstract = False
        verbose_name = _("svar på kartläggningen")
        verbose_name_plural = _("svar på kartläggningen")
        constraints = [
            *Reply.Meta.constraints,
            models.UniqueConstraint(
                fields=["round", "organisation"],
                name="mapping_reply_once",
                violation_error_message=_("Stadsdelsförvaltningen är redan tillfrågad."),
            ),
        ]


@tracked()
class MappingAnswer(models.Model):
    """A district's answer to one question."""

    reply = models.ForeignKey(MappingReply, models.CASCADE, related_name="answers")
    question = models.ForeignKey(MappingQuestion, models.CASCADE, related_name="answers")
    text = models.TextField(_("svar"), blank=True, max_length=8000)

    trigger_refusals = {
        "mapping_answer_of_its_round": ("question", _("Frågan hör till en annan kartläggning.")),
        "mapping_answer_before_hand_in": ("", _("Svaret är inlämnat och ändras inte längre.")),
    }

    class Meta:
        verbose_name = _("svar")
        verbose_name_plural = _("svar")
        constraints = [
            models.UniqueConstraint(
                fields=["reply", "question"],
                name="mapping_answer_once",
                violation_error_message=_("Frågan är redan besvarad."),
            )
        ]
        triggers = answers_are_guarded(
            reply="outreach_mappingreply",
            question="outreach_mappingquestion",
            about="round",
            noun="mapping",
            names=("mapping_of_its_round", "mapping_before_hand_in", "mapping_stays_handed_in"),
        )

    def __str__(self):
        return f"{self.question.number}: {self.reply}"


@tracked()
class MappingReturn(Returned):
    """A reply that was handed in and given back: what had been received stays readable as it was."""

    reply = models.ForeignKey(MappingReply, models.CASCADE, related_name="returns", verbose_name=_("svar"))

    class Meta:
        verbose_name = _("återlämnat svar på kartläggningen")
        verbose_name_plural = _("återlämnade svar på kartläggningen")
        constraints = returned_in_order("mapping_return")
