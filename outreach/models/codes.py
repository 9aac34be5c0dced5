"""The code lists of outreach: forms of work, target groups, languages and topics, each with its dates.

A code is kept for ever once it is there, and ends by a date: what was registered with it stays readable.
"""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked


class CodeQuerySet(models.QuerySet):
    def valid_on(self, day):
        """Those in use on ``day``; an unknown date is taken as always."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(begun & (Q(valid_to__isnull=True) | Q(valid_to__gte=day)))

    def in_order(self):
        return self.order_by("position", "pk")


class Code(models.Model):
    """``code`` is what rows carry, ``name`` what people read and files write."""

    code = models.SlugField(_("kod"), max_length=40, unique=True)
    name = models.CharField(_("namn"), max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)
    valid_from = models.DateField(_("från och med"), null=True, blank=True)
    valid_to = models.DateField(_("till och med"), null=True, blank=True)

    objects = CodeQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_dates_in_order",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("Slutdatum ligger före startdatum. Rätta ett av dem."),
            ),
            models.CheckConstraint(
                name="%(class)s_name_given",
                condition=~Q(name=""),
                violation_error_message=_("Skriv ett namn."),
            ),
        ]
        triggers = [pgtrigger.Protect(name="code_is_kept", operation=pgtrigger.Delete)]

    def __str__(self):
        return self.name


@tracked()
class WorkForm(Code):
    """A form of work (arbetsform). What it ``counts``: heads, recipients of something sent, or nothing."""

    class Counts(models.TextChoices):
        HEADS = "heads", _("personer som kom")
        RECIPIENTS = "recipients", _("mottagare")
        NOTHING = "nothing", _("räknas inte")

    counts = models.CharField(_("räknar"), max_length=10, choices=Counts, default=Counts.HEADS)

    class Meta(Code.Meta):
        abstract = False
        verbose_name = _("arbetsform")
        verbose_name_plural = _("arbetsformer")


@tracked()
class TargetGroup(Code):
    """Whom it is for (målgrupp): ABO, EBO, KVOT, people in exposed areas, young people, parents, others."""

    explanation = models.CharField(_("förklaring"), max_length=200, blank=True)

    class Meta(Code.Meta):
        abstract = False
        verbose_name = _("målgrupp")
        verbose_name_plural = _("målgrupper")


@tracked()
class Language(Code):
    """A language people are met in. ``is_common``: shown as a button on the phone, the rest in a list."""

    is_common = models.BooleanField(_("vanligt"), default=False)

    class Meta(Code.Meta):
        abstract = False
        verbose_name = _("språk")
        verbose_name_plural = _("språk")


@tracked()
class Topic(Code):
    """What is told of (ämne)."""

    class Meta(Code.Meta):
        abstract = False
        verbose_name = _("ämne")
        verbose_name_plural = _("ämnen")
