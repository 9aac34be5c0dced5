"""The ärende everything hangs on, its registry numbers, and how a committee gets its numbers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.cases import numbers
from portal.database.functions import FoldText
from portal.database.textkeys import fold_text
from portal.history.tracking import tracked
from portal.organisation.models import Organisation


class CaseQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_on__isnull=True)

    def waiting_for_number(self):
        """Väntar på diarienummer: open cases whose present holder has given none."""
        given = CaseNumber.objects.filter(case=models.OuterRef("pk"), body=models.OuterRef("holder"))
        return self.open().filter(~models.Exists(given))

    def matching(self, text: str):
        """Cases whose title holds ``text`` (å ä ö and accents forgiven) or whose number begins like it."""
        by_title = self.annotate(folded_title=FoldText("title")).filter(
            folded_title__contains=fold_text(text)
        )
        if not any(character.isdigit() for character in text):
            return by_title
        return self.filter(
            Q(pk__in=by_title.values("pk")) | Q(pk__in=self.with_number_like(text).values("pk"))
        )

    def with_number(self, text: str):
        """Cases with the registry number ``text``: any separators, with or without the letters before it."""
        return self._numbered(text, "")

    def with_number_like(self, text: str):
        """Cases with a registry number that begins like ``text``: what a search asks."""
        return self._numbered(text, "__startswith")

    def _numbered(self, text: str, lookup: str):
        folded = numbers.fold_number(text)
        if not folded:
            return self.none()
        wanted = Q(**{f"folded{lookup}": folded}) | Q(**{f"bare{lookup}": folded})
        return self.filter(models.Exists(CaseNumber.objects.filter(wanted, case=models.OuterRef("pk"))))

    def for_user(self, user):
        """Central roles see every case; a district's people those of their own nämnd, inherited ones too."""
        if user.reach.central:
            return self
        here = user.reach.district_organisations
        return self.filter(Q(committee__in=here) | Q(holder__in=here))


@tracked()
class Case(models.Model):
    """A matter before a nämnd. ``committee`` opened it and stays records creator (arkivbildare) when it is
    closed; ``holder`` answers for it now, and changes when a successor takes an open case over."""

    class Kind(models.TextChoices):
        PROGRAMME = "programme", _("program")
        PROJECT = "project", _("projekt")
        AGREEMENT = "agreement", _("överenskommelse")
        OUTREACH = "outreach", _("uppsökande arbete")
        OTHER = "other", _("övrigt")

    title = models.CharField(_("ärendemening"), max_length=300)
    kind = models.CharField(_("slag"), max_length=12, choices=Kind, default=Kind.OTHER)
    committee = models.ForeignKey(
        Organisation, models.PROTECT, related_name="cases_created", verbose_name=_("arkivbildare")
    )
    holder = models.ForeignKey(
        Organisation, models.PROTECT, related_name="cases_held", verbose_name=_("ansvarig nämnd")
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("handläggare"),
    )
    opened_on = models.DateField(_("öppnat"))
    closed_on = models.DateField(_("avslutat"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("ärende")
        verbose_name_plural = _("ärenden")
        constraints = [
            models.CheckConstraint(
                name="case_dates_in_order",
                condition=Q(closed_on__gte=F("opened_on")),
                violation_error_message=_("Ärendet kan inte avslutas innan det öppnades."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cases:detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


@tracked(exclude=["folded", "bare", "parts"])
class CaseNumber(models.Model):
    """A registry number (diarienummer) as written by the body that gave it; a case may have several.

    Two bodies may have registered the same matter; one body has a number once, however it is separated.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="numbers", verbose_name=_("ärende"))
    body = models.ForeignKey(
        Organisation, models.PROTECT, related_name="case_numbers", verbose_name=_("diarieförd hos")
    )
    number = models.CharField(_("diarienummer"), max_length=numbers.MAX_LENGTH)
    folded = models.GeneratedField(
        expression=numbers.folded("number"),
        output_field=models.CharField(max_length=numbers.MAX_LENGTH),
        db_persist=True,
        db_index=True,
    )
    bare = models.GeneratedField(
        expression=numbers.bare("number"),
        output_field=models.CharField(max_length=numbers.MAX_LENGTH),
        db_persist=True,
        db_index=True,
    )
    parts = models.GeneratedField(
        expression=numbers.parts("number"),
        output_field=models.CharField(max_length=numbers.MAX_LENGTH),
        db_persist=True,
    )
    given_by_portal = models.BooleanField(_("givet av portalen"), default=False, editable=False)

    class Meta:
        verbose_name = _("diarienummer")
        verbose_name_plural = _("diarienummer")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "parts"],
                name="case_number_once_per_body",
                violation_error_message=_("Nämnden har redan ett ärende med det diarienumret."),
            ),
            models.CheckConstraint(
                name="case_number_has_a_digit",
                condition=Q(number__regex="[0-9]"),
                violation_error_message=_("Skriv diarienumret med siffror."),
            ),
        ]

    def __str__(self):
        return self.number


@tracked()
class Registry(models.Model):
    """How a body gets its numbers: typed in from the city's diarium, or given by the portal."""

    class Source(models.TextChoices):
        CITY = "city", _("stadens diarium")
        PORTAL = "portal", _("portalen")

    body = models.OneToOneField(Organisation, models.PROTECT, verbose_name=_("nämnd"))
    source = models.CharField(_("numren kommer från"), max_length=6, choices=Source, default=Source.CITY)
    prefix = models.CharField(_("inledning"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("diarium")
        verbose_name_plural = _("diarier")

    def __str__(self):
        return f"{self.body}: {self.get_source_display()}"


class NumberSeries(models.Model):
    """The last number the portal gave for a body and year; the row is locked while a number is taken."""

    body = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("nämnd"))
    year = models.PositiveSmallIntegerField(_("år"))
    last = models.PositiveIntegerField(_("senaste löpnummer"), default=0)

    class Meta:
        verbose_name = _("nummerserie")
        verbose_name_plural = _("nummerserier")
        constraints = [models.UniqueConstraint(fields=["body", "year"], name="number_series_once")]

    def __str__(self):
        return f"{self.body} {self.year}"
