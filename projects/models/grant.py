"""Granted funds (beviljade medel): one row per decision, split between the nämnder whose money it is."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from projects.models.programme import Programme
from projects.models.project import Project

# The nämnder's parts of a grant sum to it. A grant whose parts nobody has entered has none.
SHARES_SUM = """
    IF EXISTS (
        SELECT 1 FROM projects_grant g
        WHERE g.id IN ({new}, {old}) AND g.amount <> (
            SELECT coalesce(sum(s.amount), g.amount) FROM projects_grantshare s WHERE s.grant_id = g.id)
    ) THEN
        RAISE EXCEPTION 'shares of grant % do not sum to its amount', {new}
            USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_shares_sum_to_amount';
    END IF;
    RETURN NULL;
"""

# An extension prolongs an earlier initial grant of the same project. A year nobody knows is not later.
INITIAL_FIRST = """
    IF EXISTS (
        SELECT 1 FROM projects_grant g
        WHERE g.project_id IN (NEW.project_id, OLD.project_id) AND g.kind = 'extension' AND NOT EXISTS (
            SELECT 1 FROM projects_grant i
            WHERE i.project_id = g.project_id AND i.kind = 'initial' AND coalesce(i.year <= g.year, true))
    ) THEN
        RAISE EXCEPTION 'an extension has no earlier initial grant'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_extends_an_initial';
    END IF;
    RETURN NULL;
"""


@tracked()
class DecisionRound(models.Model):
    """A beslutstillfälle of a programme. The date may be unknown and is then shown as not reported."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rounds", verbose_name=_("program"))
    number = models.PositiveSmallIntegerField(_("nummer"))
    decided_on = models.DateField(_("datum"), null=True, blank=True)
    directions = models.TextField(_("inriktning"), blank=True)
    apply_by = models.DateField(_("sista dag att söka"), null=True, blank=True)

    class Meta:
        verbose_name = _("beslutstillfälle")
        verbose_name_plural = _("beslutstillfällen")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="decision_round_once",
                violation_error_message=_("Programmet har redan ett beslutstillfälle med det numret."),
            )
        ]

    def __str__(self):
        return f"{self.programme} {self.number}"


@tracked()
class Grant(models.Model):
    """Money granted to a project, in kronor. A year that is not known stays unknown and visible."""

    class Kind(models.TextChoices):
        INITIAL = "initial", _("Första")
        EXTENSION = "extension", _("Förlängning")

    project = models.ForeignKey(Project, models.PROTECT, related_name="grants", verbose_name=_("projekt"))
    number = models.PositiveIntegerField(_("nr"))
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    amount = models.DecimalField(_("belopp, kronor"), max_digits=14, decimal_places=2)
    kind = models.CharField(_("slag"), max_length=10, choices=Kind)
    round = models.ForeignKey(
        DecisionRound,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name=_("beslutstillfälle"),
    )
    application = models.ForeignKey(
        "projects.Application",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name=_("ansökan"),
    )
    comment = models.TextField(_("kommentar"), blank=True)

    #: what the triggers below and the shares' refuse, in words (portal/database/refusals.py)
    trigger_refusals = {
        "grant_extends_an_initial": (
            "kind",
            _("En förlängning behöver ett första beslut för samma projekt, samma år eller tidigare."),
        ),
        "grant_shares_sum_to_amount": ("amount", _("Nämndernas delar blir inte tillsammans beloppet.")),
    }

    class Meta:
        verbose_name = _("beviljade medel")
        verbose_name_plural = _("beviljade medel")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"],
                name="grant_number_once",
                violation_error_message=_("Projektet har redan ett beslut med det numret."),
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(kind="initial"),
                name="grant_one_initial",
                violation_error_message=_("Projektet har redan ett första beslut. Välj Förlängning."),
            ),
            models.CheckConstraint(
                name="grant_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("Beloppet ska vara större än noll."),
            ),
            models.CheckConstraint(
                name="grant_year_is_a_year",
                condition=Q(year__isnull=True) | Q(year__range=(1990, 2100)),
                violation_error_message=_("Skriv året med fyra siffror, mellan 1990 och 2100."),
            ),
            models.CheckConstraint(
                name="grant_kind_known",
                condition=Q(kind__in=["initial", "extension"]),
                violation_error_message=_("Välj Första eller Förlängning."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="initial_comes_first",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=INITIAL_FIRST,
            ),
            pgtrigger.Trigger(
                name="amount_is_sum_of_shares",
                operation=pgtrigger.UpdateOf("amount"),
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=SHARES_SUM.format(new="NEW.id", old="OLD.id"),
            ),
        ]

    def __str__(self):
        return f"{self.project} ({self.number})"


@tracked()
class GrantShare(models.Model):
    """What one nämnd bears of a grant, in kronor. The shares of a grant sum to it, held by the database."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="shares")
    committee = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("nämnd")
    )
    amount = models.DecimalField(_("belopp, kronor"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("nämndens del")
        verbose_name_plural = _("nämndernas delar")
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "committee"],
                name="grant_share_once_per_committee",
                violation_error_message=_("Nämnden har redan en del av beloppet."),
            ),
            models.CheckConstraint(
                name="grant_share_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=_("Beloppet kan inte vara negativt."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="shares_sum_to_grant",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=SHARES_SUM.format(new="NEW.grant_id", old="OLD.grant_id"),
            )
        ]

    def __str__(self):
        return f"{self.committee}: {self.amount}"
