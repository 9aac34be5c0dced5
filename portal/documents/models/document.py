"""A committee document: whose it is, what it is about, and how far it has come."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.documents.models.fixed import REFUSALS, document_fixed_when_signed, signed_by_all
from portal.documents.models.kinds import DocumentKind
from portal.documents.models.template import Template
from portal.history.tracking import tracked
from portal.organisation.models import Organisation


class DocumentQuerySet(models.QuerySet):
    def for_user(self, user):
        """The own administration's (and those it sends or writes sections of), those sent to it for views;
        what is signed also central roles; what came with the summons also the receiving nämnd's people."""
        own, every = user.reach.own_organisations, self.model._default_manager
        mine = Q(owner__in=own)
        mine |= Q(pk__in=every.filter(senders__administration__in=own).values("pk"))
        mine |= Q(pk__in=every.filter(sections__administration__in=own).values("pk"))
        mine |= Q(pk__in=every.filter(consultations__authority__in=own).values("pk"))
        received = every.filter(recipients__committee__in=own, recipients__sent_on__isnull=False)
        mine |= Q(pk__in=received.values("pk"))
        if user.reach.central:
            mine |= Q(state__in=Document.FROZEN_STATES)
        return self.filter(mine)

    def frozen(self):
        return self.filter(state__in=Document.FROZEN_STATES)


@tracked()
class Document(models.Model):
    """One version of a document. ``area``, ``subject`` and ``period`` say what its figures are about:
    the key of a work area, what that area calls the thing (a programme's slug, an agreement's number), and
    a stretch of time where the thing has several ("2026-2"); blank when it has no live figures.

    ``previous`` is the signed version this one takes the place of.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("utkast")
        REVIEW = "review", _("på granskning")
        REVIEWED = "reviewed", _("granskad")
        SIGNED = "signed", _("undertecknad")
        SENT = "sent", _("utsänd med kallelsen")
        DECIDED = "decided", _("beslutad")
        CLOSED = "closed", _("avslutad")
        REPLACED = "replaced", _("ersatt av en ny version")
        WITHDRAWN = "withdrawn", _("slängd")

    WRITABLE_STATES = (State.DRAFT, State.REVIEW, State.REVIEWED)
    SENT_STATES = (State.SENT, State.DECIDED, State.CLOSED)
    FROZEN_STATES = (State.SIGNED, State.SENT, State.DECIDED, State.CLOSED, State.REPLACED)

    kind = models.CharField(_("slag"), max_length=20, choices=DocumentKind)
    template = models.ForeignKey(Template, models.PROTECT, related_name="documents", verbose_name=_("mall"))
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("ärende")
    )
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="documents", verbose_name=_("förvaltning")
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="documents", verbose_name=_("handläggare")
    )
    title = models.CharField(_("rubrik"), max_length=300)
    subtitle = models.CharField(_("underrubrik"), max_length=300, blank=True)
    dated = models.DateField(_("datum"))
    area = models.CharField(max_length=20, blank=True)
    subject = models.CharField(_("vad det handlar om"), max_length=200, blank=True)
    period = models.CharField(_("period"), max_length=20, blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    previous = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="next", verbose_name=_("ersätter")
    )
    created_at = models.DateTimeField(_("påbörjad"))
    signed_at = models.DateTimeField(_("undertecknad"), null=True, blank=True)
    published_on = models.DateField(_("publicerad"), null=True, blank=True)

    objects = DocumentQuerySet.as_manager()
    trigger_refusals = REFUSALS

    class Meta:
        verbose_name = _("handling")
        verbose_name_plural = _("handlingar")
        triggers = [document_fixed_when_signed(), signed_by_all()]
        constraints = [
            models.CheckConstraint(
                name="document_signed_whole",
                condition=Q(
                    state__in=["signed", "sent", "decided", "closed", "replaced"], signed_at__isnull=False
                )
                | (
                    ~Q(state__in=["signed", "sent", "decided", "closed", "replaced"])
                    & Q(signed_at__isnull=True)
                ),
                violation_error_message=_("En undertecknad handling har en tidpunkt."),
            ),
        ]
        indexes = [models.Index(fields=["state", "-dated", "-id"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:detail", args=[self.pk])

    @property
    def is_frozen(self) -> bool:
        return self.state in self.FROZEN_STATES

    @property
    def is_writable(self) -> bool:
        return self.state in self.WRITABLE_STATES
