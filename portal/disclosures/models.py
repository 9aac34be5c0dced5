"""Requests to see masked figures (Lämna ut), how they were tried, and every opening of what was given.

Masking is no secrecy: a registrar tries each request, and either lets the asker open that one page for some
days or says why not, with the provision (administration.md 11).
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.history.tracking import tracked
from portal.organisation.models import Role

LONGEST_ADDRESS = 500


def _person(verbose_name, **more):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=verbose_name, **more
    )


class DisclosureQuerySet(models.QuerySet):
    def for_user(self, user):
        """The registrar and the auditor see all of them, everybody else with a role the own."""
        if user.reach.has(Role.REGISTRAR, Role.AUDITOR):
            return self.all()
        return self.filter(asked_by=user) if user.reach.roles else self.none()

    def waiting(self):
        return self.filter(state=Disclosure.State.ASKED)

    def open_on(self, day):
        """Those that let their asker in on ``day``."""
        return self.filter(state=Disclosure.State.GRANTED, last_day__gte=day)

    def newest_first(self):
        return self.order_by("-asked_at", "-pk")


@tracked()
class Disclosure(models.Model):
    """``address`` is the page with the choices made on it, ``title`` what the asker calls it."""

    class State(models.TextChoices):
        ASKED = "asked", _("väntar på prövning")
        GRANTED = "granted", _("lämnas ut")
        REFUSED = "refused", _("lämnas inte ut")
        WITHDRAWN = "withdrawn", _("återtagen")

    address = models.CharField(_("sida"), max_length=LONGEST_ADDRESS)
    title = models.CharField(_("vilka uppgifter"), max_length=160)
    purpose = models.TextField(_("vad de behövs till"), max_length=2000)
    asked_at = models.DateTimeField(_("begärd"))
    asked_by = _person(_("begärd av"))
    state = models.CharField(_("läge"), max_length=9, choices=State, default=State.ASKED)
    decided_at = models.DateTimeField(_("prövad"), null=True, blank=True)
    decided_by = _person(_("prövad av"), null=True, blank=True)
    reason = models.TextField(_("skäl"), blank=True, max_length=2000)
    provision = models.CharField(_("lagrum"), max_length=160, blank=True)
    decision = models.CharField(_("myndighetens beslut"), max_length=200, blank=True)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="disclosures", verbose_name=_("ärende")
    )
    last_day = models.DateField(_("öppen till och med"), null=True, blank=True)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("begäran om att lämna ut")
        verbose_name_plural = _("begäran om att lämna ut")
        constraints = [
            models.CheckConstraint(
                name="disclosure_tried_whole",
                condition=Q(state__in=["asked", "withdrawn"], decided_at__isnull=True, last_day__isnull=True)
                | Q(state="granted", decided_at__isnull=False, last_day__isnull=False)
                | Q(state="refused", decided_at__isnull=False, last_day__isnull=True)
                & ~Q(reason="")
                & ~Q(provision=""),
                violation_error_message=_("Ett avslag har skäl och lagrum, ett bifall en sista dag."),
            ),
            models.CheckConstraint(
                name="disclosure_tried_by_another",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                violation_error_message=_("Den som har begärt uppgifterna kan inte pröva begäran."),
            ),
            models.CheckConstraint(
                name="disclosure_says_what_and_why",
                condition=~Q(address="") & ~Q(title="") & ~Q(purpose=""),
                violation_error_message=_("Skriv vilka uppgifter det gäller och vad de behövs till."),
            ),
            models.UniqueConstraint(
                fields=["asked_by", "address"],
                condition=Q(state="asked"),
                name="disclosure_asked_once",
                violation_error_message=_("Du har redan begärt de uppgifterna. Registratorn prövar det."),
            ),
        ]
        indexes = [models.Index(fields=["asked_by", "address"], name="disclosure_of_a_page")]

    def __str__(self):
        return self.title


class DisclosureOpening(models.Model):
    """That the asker opened what was given: when, and as what. A log: never changed, never taken away."""

    class Form(models.TextChoices):
        PAGE = "page", _("sida")
        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX"
        OTHER = "other", _("annat")

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="openings")
    opened_at = models.DateTimeField(_("öppnad"))
    form = models.CharField(_("som"), max_length=5, choices=Form)

    class Meta:
        verbose_name = _("öppning")
        verbose_name_plural = _("öppningar")
        indexes = [models.Index(fields=["disclosure", "-opened_at"], name="disclosure_openings")]
        triggers = [pgtrigger.Protect(name="opening_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.disclosure}: {self.opened_at}"
