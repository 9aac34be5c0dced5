"""An agreement (samverkansöverenskommelse) between committees of one city, and its parties."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.models.fixed import party_fixed_when_sent, words_fixed_when_sent
from portal.database.functions import SwedishKey
from portal.history.tracking import tracked


class AgreementQuerySet(models.QuerySet):
    def for_user(self, user):
        """Those with terms sent for signing, that central roles and the parties' people read; and those
        drafted in the own authority."""
        sent = Q(terms__submitted_at__isnull=False)
        if not user.reach.central:
            sent &= Q(parties__in=Party.objects.told_of(user))
        visible = self.model._default_manager.filter(sent | Q(owner__in=user.reach.own_organisations))
        return self.filter(pk__in=visible.values("pk"))

    def by_title(self):
        return self.order_by(SwedishKey("title"), "pk")


@tracked()
class Agreement(models.Model):
    """Who shares what, in words that no version of the terms changes. ``host`` runs the common work.

    ``owner`` is the authority that drafts; ``key`` names the agreement in files.
    """

    key = models.SlugField(_("nyckel"), max_length=80, unique=True)
    title = models.CharField(_("titel"), max_length=200)
    case = models.ForeignKey(
        "cases.Case",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("ärende"),
    )
    owner = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("upprättas av")
    )
    subject = models.TextField(_("ändamål"), blank=True)
    target_group = models.CharField(_("målgrupp"), max_length=200, blank=True)
    age_from = models.PositiveSmallIntegerField(_("ålder från"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("ålder till"), null=True, blank=True)
    funding_source = models.CharField(_("finansiering"), max_length=200, blank=True)
    share_basis = models.CharField(_("underlag för andelarna"), max_length=300, blank=True)
    host_unit = models.CharField(_("enhet hos värden"), max_length=160, blank=True)
    project_owner = models.CharField(_("projektägare"), max_length=160, blank=True)
    is_published = models.BooleanField(_("uppgifterna är publicerade"), default=False)
    is_example = models.BooleanField(_("exempel"), default=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("överenskommelse")
        verbose_name_plural = _("överenskommelser")
        constraints = [
            models.CheckConstraint(
                name="agreement_ages_in_order",
                condition=Q(age_to__gte=F("age_from")),
                violation_error_message=_("Den högsta åldern kan inte vara lägre än den lägsta."),
            ),
            models.CheckConstraint(
                name="agreement_title_given",
                condition=~Q(title=""),
                violation_error_message=_("Skriv överenskommelsens titel."),
            ),
        ]
        triggers = [words_fixed_when_sent()]

    def __str__(self):
        return self.title


class PartyQuerySet(models.QuerySet):
    def for_user(self, user):
        """Parties of the agreements the user may see, named by their organisations."""
        visible = Agreement.objects.for_user(user).values("pk")
        return self.filter(agreement__in=visible).select_related("organisation")

    def told_of(self, user):
        """The user's own parties, but for those that only a draft lets in: nobody has told them yet."""
        told = Q(shares__isnull=True) | Q(shares__terms__submitted_at__isnull=False)
        return self.filter(told, organisation__in=user.reach.district_organisations)

    def hosts(self):
        """Who runs, or ran, the common work. One that only a draft lets in is no host yet."""
        bound = Q(shares__isnull=True) | Q(shares__terms__state="signed")
        return self.filter(bound, is_host=True).distinct()


@tracked()
class Party(models.Model):
    """A nämnd with its administration, as a party. Which versions of the terms it is in, their shares say."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        "organisation.Organisation",
        models.PROTECT,
        related_name="agreements_joined",
        verbose_name=_("stadsdelsförvaltning"),
    )
    is_host = models.BooleanField(_("värd"), default=False)
    heading_order = models.PositiveSmallIntegerField(_("ordning i rubriken"), default=1)
    signing_order = models.PositiveSmallIntegerField(_("ordning bland underskrifterna"), default=1)
    table_order = models.PositiveSmallIntegerField(_("ordning i andelstabellen"), default=1)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parter")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"],
                name="party_once",
                violation_error_message=_("Förvaltningen är redan part."),
            ),
        ]
        triggers = [party_fixed_when_sent()]

    def __str__(self):
        return str(self.organisation)


@tracked()
class BasisCount(models.Model):
    """Persons counted for a party in a window of time. It proposes shares; it never changes what is signed.

    The window is half-open: ``ends`` is the first day after.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="basis")
    party = models.ForeignKey(Party, models.PROTECT, related_name="basis", verbose_name=_("part"))
    begins = models.DateField(_("från och med"))
    ends = models.DateField(_("slutar före"))
    persons = models.PositiveIntegerField(_("personer"))
    age_from = models.PositiveSmallIntegerField(_("ålder från"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("ålder till"), null=True, blank=True)
    source = models.CharField(_("källa"), max_length=200)
    cut_off = models.DateField(_("uttaget"), null=True, blank=True)
    inclusion = models.CharField(_("vilka som räknas"), max_length=300, blank=True)
    caveats = models.TextField(_("förbehåll"), blank=True)
    # Nothing tells when it came of those that were here before this was kept: they are told by their days.
    recorded_at = models.DateTimeField(_("tillagt"), null=True, blank=True)

    class Meta:
        verbose_name = _("underlag")
        verbose_name_plural = _("underlag")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "begins", "ends", "source"],
                name="basis_count_once",
                violation_error_message=_("Partens antal för den tiden finns redan från den källan."),
            ),
            models.CheckConstraint(
                name="basis_window_in_order",
                condition=Q(ends__gt=F("begins")),
                violation_error_message=_("Tiden ska sluta efter att den har börjat."),
            ),
        ]

    def __str__(self):
        return f"{self.party}: {self.persons}"
