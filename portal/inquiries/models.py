"""A district's reply to questions it is asked: a survey (enkät), a mapping round (kartläggning).

What is common to them, as abstract models. A work area's reply names its inquiry (``about``), and its
answer and its returned reply point at the reply as ``reply``.
"""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import Draft, DraftQuerySet

_OF_ITS_INQUIRY = """
    IF NOT EXISTS (
        SELECT 1 FROM {reply} r JOIN {question} q ON q.{about}_id = r.{about}_id
        WHERE r.id = NEW.reply_id AND q.id = NEW.question_id
    ) THEN
        RAISE EXCEPTION 'the question is of another {about}'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{noun}_answer_of_its_{about}';
    END IF;
    RETURN NEW;
"""
# What is handed in is received by another authority: no answer is added to it or taken from it. (The words of
# one may still be replaced: personal data must be possible to remove, administration.md 12.)
_NOT_AFTERWARDS = """
    IF EXISTS (
        SELECT 1 FROM {reply} r
        WHERE r.id IN ({rows}) AND r.submitted_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the reply is handed in'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{noun}_answer_before_hand_in';
    END IF;
    RETURN {answer};
"""


def answers_are_guarded(
    *, reply: str, question: str, about: str, noun: str, names: tuple[str, str, str]
) -> list[pgtrigger.Trigger]:
    """The triggers of an answer: it answers a question of its own inquiry, and only before Lämna in.

    ``reply`` and ``question`` are tables, ``about`` the column both name their inquiry by, ``noun`` begins
    the constraints a refusal names; ``names`` are the triggers' own.
    """
    where = {"reply": reply, "question": question, "about": about, "noun": noun}
    writes = pgtrigger.Insert | pgtrigger.UpdateOf("reply_id", "question_id")
    return [
        pgtrigger.Trigger(
            name=names[0],
            operation=pgtrigger.Insert | pgtrigger.Update,
            when=pgtrigger.Before,
            func=_OF_ITS_INQUIRY.format(**where),
        ),
        pgtrigger.Trigger(
            name=names[1],
            operation=writes,
            when=pgtrigger.Before,
            func=_NOT_AFTERWARDS.format(rows="NEW.reply_id", answer="NEW", **where),
        ),
        pgtrigger.Trigger(
            name=names[2],
            operation=pgtrigger.Delete,
            when=pgtrigger.Before,
            func=_NOT_AFTERWARDS.format(rows="OLD.reply_id", answer="OLD", **where),
        ),
    ]


class ReplyQuerySet(DraftQuerySet):
    owner_path = "organisation"

    def known_to(self, user):
        """The replies that ``user`` may know are asked for: central roles all, a district its own."""
        if user.reach.central:
            return self.all()
        return self.filter(organisation__in=user.reach.district_organisations)

    def for_user(self, user):
        """Handed in: central roles all of it, a district its own. A draft: its own administration."""
        if user.reach.central:
            return self.readable(user, among=Q())
        return self.readable(user, among=Q(organisation__in=user.reach.district_organisations))

    def with_returned(self):
        """Each with ``was_returned``: whether it has been handed in and given back."""
        returns: Any = self.model._meta.get_field("returns").related_model
        return self.annotate(was_returned=Exists(returns.objects.filter(reply=OuterRef("pk"))))


class Reply(Draft):
    """A district's reply: there from the day it is asked, handed in when it answers.

    That it is asked, and whether it has answered, central roles know (``known_to``); of its draft no more.
    """

    #: the field that names what is asked
    about = ""

    organisation = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("stadsdelsförvaltning")
    )

    objects = ReplyQuerySet.as_manager()

    class Meta(Draft.Meta):
        abstract = True

    def __str__(self):
        return f"{self.inquiry}: {self.organisation}"

    @property
    def inquiry(self):
        """What is asked."""
        return getattr(self, self.about)


class ReturnedQuerySet(models.QuerySet):
    def for_user(self, user):
        """What was received: central roles all of it, a district its own."""
        replies: Any = self.model._meta.get_field("reply").related_model
        return self.filter(reply__in=replies.objects.known_to(user).values("pk"))


class Returned(models.Model):
    """A reply that was handed in and given back. What was received is an official document and does not go
    away when the reply becomes a draft again.

    ``answers``: [[question key, words], ...] as they stood.
    """

    reply: Any  # the area's own
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

    objects = ReturnedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.reply)


def returned_in_order(noun: str) -> list[models.BaseConstraint]:
    """The constraints of a returned reply, named after ``noun``: a reason, and days in order."""
    return [
        models.CheckConstraint(
            name=f"{noun}_reason_given",
            condition=~Q(reason=""),
            violation_error_message=_("Skriv varför svaret lämnas tillbaka."),
        ),
        models.CheckConstraint(
            name=f"{noun}_after_hand_in",
            condition=Q(returned_at__gte=F("submitted_at")),
            violation_error_message=_("Ett svar kan inte lämnas tillbaka innan det är inlämnat."),
        ),
    ]
