"""Indicators: what the city counts of its people over time, beside the programme's goal.

A series has a name, a category and a unit; a value stands for the days of its period. Where the way of
counting changed there is a break, and nothing is computed across it.
"""

from django.db import models
from django.db.models import DateField, F, Func, Q, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from portal.database.functions import FoldText, SwedishKey
from portal.database.textkeys import fold_text
from portal.history.tracking import tracked
from projects.models.programme import Programme

MOST_WORDS = 10  # of a search; more than that is not a question anybody asks


class Precision(models.TextChoices):
    """How long a period a value stands for. SPAN is any other stretch: twelve months, or several years."""

    DAY = "day", _("Dag")
    MONTH = "month", _("Månad")
    QUARTER = "quarter", _("Kvartal")
    TERTIAL = "tertial", _("Tertial")
    YEAR = "year", _("År")
    SPAN = "span", _("Annan tid")


def _later(**step: int) -> Combinable:
    """The day so long after the day a period begins."""
    ((unit, count),) = step.items()
    return Func(
        F("begins"), template=f"(%(expressions)s + interval '{count} {unit}')::date", output_field=DateField()
    )


#: the days of a period are those its precision says
DAYS_FIT = (
    Q(precision="span")
    | Q(precision="day", ends=_later(day=1))
    | Q(precision="month", begins__day=1, ends=_later(month=1))
    | Q(precision="quarter", begins__day=1, begins__month__in=[1, 4, 7, 10], ends=_later(month=3))
    | Q(precision="tertial", begins__day=1, begins__month__in=[1, 5, 9], ends=_later(month=4))
    | Q(precision="year", begins__day=1, begins__month=1, ends=_later(month=12))
)
_GOAL = ("goal_base_year", "goal_base_value", "goal_year", "goal_value")
NO_GOAL = Q(**{f"{name}__isnull": True for name in _GOAL})
WHOLE_GOAL = Q(**{f"{name}__isnull": False for name in _GOAL})


class IndicatorSeriesQuerySet(models.QuerySet):
    def for_user(self, user):
        """All of them: indicators are public statistics. Who may open the pages, ``access`` says."""
        return self.all()

    def by_name(self):
        """In Swedish order: by name, then category, then unit."""
        return self.order_by(SwedishKey("name"), SwedishKey("category"), SwedishKey("unit"), "pk")

    def with_words(self, words: str):
        """Those whose name, category or unit have every word, whatever the accents; none without a word."""
        # Control signs, NUL among them, are no part of a word, and the database takes none of them.
        typed = "".join(sign if sign.isprintable() else " " for sign in words)
        wanted = fold_text(typed).split()[:MOST_WORDS]
        named = Concat("name", Value(" "), "category", Value(" "), "unit", output_field=TextField())
        found = self.alias(searched=FoldText(named)) if wanted else self.none()
        for word in wanted:
            found = found.filter(searched__contains=word)
        return found


@tracked()
class IndicatorSeries(models.Model):
    """One indicator in one category and one unit. ``goal_...`` draw its goal line, from a year to a year."""

    name = models.CharField(_("indikator"), max_length=200)
    category = models.CharField(_("kategori"), max_length=200, blank=True)
    unit = models.CharField(_("enhet"), max_length=60)
    precision = models.CharField(_("mäts per"), max_length=10, choices=Precision, default=Precision.YEAR)
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=_("program"),
    )
    source = models.CharField(_("källa"), max_length=200, blank=True)
    definition = models.TextField(_("så räknas det"), blank=True)
    goal_base_year = models.PositiveSmallIntegerField(_("målet räknas från år"), null=True, blank=True)
    goal_base_value = models.DecimalField(
        _("värdet det året"), max_digits=18, decimal_places=5, null=True, blank=True
    )
    goal_year = models.PositiveSmallIntegerField(_("målår"), null=True, blank=True)
    goal_value = models.DecimalField(_("mål, värde"), max_digits=18, decimal_places=5, null=True, blank=True)

    objects = IndicatorSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("indikator")
        verbose_name_plural = _("indikatorer")
        constraints = [
            models.UniqueConstraint(
                SwedishKey("name"),
                SwedishKey("category"),
                SwedishKey("unit"),
                name="indicator_series_once",
                violation_error_message=_("Indikatorn finns redan i den kategorin och enheten."),
            ),
            models.CheckConstraint(
                name="indicator_goal_whole",
                condition=NO_GOAL | WHOLE_GOAL,
                violation_error_message=_(
                    "En mållinje behöver båda åren och båda värdena. Fyll i alla fyra, eller inget av dem."
                ),
            ),
            models.CheckConstraint(
                name="indicator_goal_years_in_order",
                condition=Q(goal_year__isnull=True) | Q(goal_year__gt=F("goal_base_year")),
                violation_error_message=_("Målåret ska komma efter det år som målet räknas från."),
            ),
            models.CheckConstraint(
                name="indicator_goal_years_are_years",
                condition=Q(goal_year__isnull=True)
                | Q(goal_base_year__range=(1900, 2200), goal_year__range=(1900, 2200)),
                violation_error_message=_("Skriv åren med fyra siffror, mellan 1900 och 2200."),
            ),
            models.CheckConstraint(
                name="indicator_precision_known",
                condition=Q(precision__in=Precision.values),
                violation_error_message=_("Välj hur ofta indikatorn mäts."),
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.category}" if self.category else self.name

    @property
    def in_full(self) -> str:
        """Its name, category and unit: what tells it from every other series."""
        return f"{self} ({self.unit})"

    @property
    def has_goal(self) -> bool:
        return self.goal_year is not None


@tracked()
class IndicatorValue(models.Model):
    """A value of a period: the days from ``begins`` to the day before ``ends``.

    A change is from somewhere: ``compared_begins`` and ``compared_ends`` are the days it is counted from
    ("1999 till 2002-11/2003-10"). ``period`` is how the period is written, in files too.
    """

    series = models.ForeignKey(
        IndicatorSeries, models.CASCADE, related_name="values", verbose_name=_("indikator")
    )
    period = models.CharField(_("period"), max_length=60)
    precision = models.CharField(_("periodens längd"), max_length=10, choices=Precision)
    begins = models.DateField(_("börjar"))
    ends = models.DateField(_("slutar före"))
    compared_begins = models.DateField(_("jämförs med, börjar"), null=True, blank=True)
    compared_ends = models.DateField(_("jämförs med, slutar före"), null=True, blank=True)
    value = models.DecimalField(_("värde"), max_digits=18, decimal_places=5)
    is_preliminary = models.BooleanField(_("preliminär"), default=False)
    comment = models.TextField(_("kommentar"), blank=True)

    class Meta:
        verbose_name = _("indikatorvärde")
        verbose_name_plural = _("indikatorvärden")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "begins", "ends", "compared_begins", "compared_ends"],
                name="indicator_value_once_a_period",
                nulls_distinct=False,
                violation_error_message=_("Serien har redan ett värde för perioden."),
            ),
            models.CheckConstraint(
                name="indicator_days_fit_precision",
                condition=Q(ends__gt=F("begins")) & DAYS_FIT,
                violation_error_message=_("Periodens dagar stämmer inte med hur lång den ska vara."),
            ),
            models.CheckConstraint(
                name="indicator_compared_before",
                condition=Q(compared_begins__isnull=True, compared_ends__isnull=True)
                | Q(compared_ends__gt=F("compared_begins"), compared_ends__lte=F("begins")),
                violation_error_message=_("Tiden som värdet jämförs med ska ligga före perioden."),
            ),
        ]

    def __str__(self):
        return f"{self.series}, {self.period}"


@tracked()
class DefinitionBreak(models.Model):
    """From this day the series is counted in another way: values of before and after differ in kind."""

    series = models.ForeignKey(
        IndicatorSeries, models.CASCADE, related_name="breaks", verbose_name=_("indikator")
    )
    begins = models.DateField(_("gäller från"))
    period = models.CharField(_("från och med"), max_length=60)
    text = models.TextField(_("vad som ändrades"))

    class Meta:
        verbose_name = _("brott i serien")
        verbose_name_plural = _("brott i serien")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "begins"],
                name="indicator_break_once_a_day",
                violation_error_message=_("Serien har redan ett brott den dagen."),
            )
        ]

    def __str__(self):
        return f"{self.series}, {self.period}"
