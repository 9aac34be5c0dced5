"""A district's reply to a mapping round: a draft seen by its own administration until Lämna in."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from outreach.models.mapping import MappingQuestion, MappingRound
from portal.history.tracking import tracked
from portal.organisation.models import Draft, DraftQuerySet

# An answer answers a question of its own round.
OF_ITS_ROUND = """
    IF NOT EXISTS (
        SELECT 1 FROM outreach_mappingreply r JOIN outreach_mappingquestion q ON q.round_id = r.round_id
        WHERE r.id = NEW.reply_id AND q.id = NEW.question_id
    ) THEN
        RAISE EXCEPTION 'the question is of another round'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mapping_answer_of_its_round';
    END IF;
    RETURN NEW;
"""
# What is handed in is received by another authority: no answer is added to it or taken from it. (The words of
# one may still be replaced: personal data must be possible to remove, administration.md 12.)
NOT_AFTERWARDS = """
    IF EXISTS (
        SELECT 1 FROM outreach_mappingreply r
        WHERE r.id IN ({rows}) AND r.submitted_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the reply is handed in'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mapping_answer_before_hand_in';
    END IF;
    RETURN {answer};
"""


class MappingReplyQuerySet(DraftQuerySet):
    owner_path = "organisation"

    def known_to(self, user):
        """The replies that ``user`` may know are asked for: central roles all, a district its own."""
        if user.reach.central:
            return self.all()
        return self.filter(organisation__in=user.reach.district_organisations)

    def for_user(self, user):
        """Handed in: central roles and the district's own people. Drafts: the own administration."""
        if user.reach.central:
            return self.readable(user, among=Q())
        return self.readable(user, among=Q(organisation__in=user.reach.district_organisations))


@tracked()
class MappingReply(Draft):
    """A district's reply, there from the day the round is sent. ``returned_reason``: it was sent back."""

    round = models.ForeignKey(MappingRound, models.CASCADE, related_name="replies")
    organisation = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("stadsdelsförvaltning")
    )
    returned_reason = models.TextField(_("skäl till att svaret lämnades tillbaka"), blank=True)

    objects = MappingReplyQuerySet.as_manager()

    class Meta(Draft.Meta):
        abstract = False
        verbose_name = _("svar på kartläggningen")
        verbose_name_plural = _("svar på kartläggningen")
        constraints = [
            *Draft.Meta.constraints,
            models.UniqueConstraint(
                fields=["round", "organisation"],
                name="mapping_reply_once",
                violation_error_message=_("Stadsdelsförvaltningen är redan tillfrågad."),
            ),
        ]

    def __str__(self):
        return f"{self.round}: {self.organisation}"


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
        triggers = [
            pgtrigger.Trigger(
                name="mapping_of_its_round",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=OF_ITS_ROUND,
            ),
            pgtrigger.Trigger(
                name="mapping_before_hand_in",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("reply_id", "question_id"),
                when=pgtrigger.Before,
                func=NOT_AFTERWARDS.format(rows="NEW.reply_id", answer="NEW"),
            ),
            pgtrigger.Trigger(
                name="mapping_stays_handed_in",
                operation=pgtrigger.Delete,
                when=pgtrigger.Before,
                func=NOT_AFTERWARDS.format(rows="OLD.reply_id", answer="OLD"),
            ),
        ]

    def __str__(self):
        return f"{self.question.number}: {self.reply}"


class MappingReturnQuerySet(models.QuerySet):
    def for_user(self, user):
        """What was received: central roles all of it, a district its own."""
        return self.filter(reply__in=MappingReply.objects.known_to(user).values("pk"))


@tracked()
class MappingReturn(models.Model):
    """A reply that was handed in and given back: what had been received stays readable as it was.

    ``answers``: [[question key, words], ...] as they stood.
    """

    reply = models.ForeignKey(MappingReply, models.CASCADE, related_name="returns", verbose_name=_("svar"))
    answers = models.JSONField(_("inlämnade svar"))
    submitted_at = models.DateTimeField(_("inlämnat"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("inlämnat av"),
    )
    reason = models.TextField(_("varför svaret lämnas tillbaka"))
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lämnat tillbaka av"),
    )
    returned_at = models.DateTimeField(_("lämnat tillbaka"))

    objects = MappingReturnQuerySet.as_manager()

    class Meta:
        verbose_name = _("återlämnat svar på kartläggningen")
        verbose_name_plural = _("återlämnade svar på kartläggningen")
        constraints = [
            models.CheckConstraint(
                name="mapping_return_reason_given",
                condition=~Q(reason=""),
                violation_error_message=_("Skriv varför svaret lämnas tillbaka."),
            ),
            models.CheckConstraint(
                name="mapping_return_after_hand_in",
                condition=Q(returned_at__gte=F("submitted_at")),
                violation_error_message=_("Ett svar kan inte lämnas tillbaka innan det är inlämnat."),
            ),
        ]

    def __str__(self):
        return str(self.reply)
