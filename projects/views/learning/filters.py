"""The filters of the lists in Lärande: words, programme, and what each list has of its own."""

from typing import Any

import django_filters
from django.db.models import Value
from django.db.models.lookups import Exact
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from projects.filters import EVERY_PROGRAMME, Chosen
from projects.models import Activity, ActivityKind, Network, NetworkKind, Suggestion
from projects.models.dating import AUTUMN, SPRING, term_days, term_name
from projects.views.learning import columns, looks

Choices = list[tuple[Any, Any]]


def words_of(choices: Any) -> Choices:
    return [(code, capfirst(str(label))) for code, label in choices]


class LearningFilter(django_filters.FilterSet):
    """``?text= program=``; ``queryset`` holds the visible rows of the programme chosen already."""

    text = django_filters.CharFilter(label=_("Ord"), method="with_words", max_length=200)
    program = django_filters.ChoiceFilter(label=_("Program"), method="as_it_is", empty_label=None)

    def __init__(self, *args: Any, chosen: Chosen, **kwargs: Any):
        super().__init__(*args, **kwargs)
        programmes: Choices = [(each.slug, each.name) for each in chosen.programmes]
        if len(programmes) > 1:
            programmes.append((EVERY_PROGRAMME, str(_("Alla program"))))
        self.filters["program"].extra["choices"] = programmes
        self.offer()

    def offer(self) -> None:
        """Say what may be chosen beside."""

    def as_it_is(self, rows: Any, name: str, value: str) -> Any:
        """Leave the rows: the view has chosen the programme already."""
        return rows

    def with_words(self, rows: Any, name: str, value: str) -> Any:
        return rows.matching(value)


class NetworkFilter(LearningFilter):
    """``?slag= lage=``"""

    slag = django_filters.ChoiceFilter(label=_("Slag"), field_name="kind", empty_label=_("Alla"))
    lage = django_filters.ChoiceFilter(
        label=_("Läge"),
        field_name="status",
        choices=words_of(Network.Status.choices),
        empty_label=_("Alla"),
    )

    def offer(self) -> None:
        self.filters["slag"].extra["choices"] = _kinds(NetworkKind)


class ActivityFilter(LearningFilter):
    """``?slag= lage= termin= kompetens=``; ``termin`` is "2003-hösten", with all that lies wholly in it."""

    slag = django_filters.ChoiceFilter(label=_("Slag"), field_name="kind", empty_label=_("Alla"))
    lage = django_filters.ChoiceFilter(
        label=_("Läge"),
        field_name="status",
        choices=words_of(Activity.Status.choices),
        empty_label=_("Alla"),
    )
    termin = django_filters.ChoiceFilter(label=_("Termin"), method="in_term", empty_label=_("Alla"))
    kompetens = django_filters.ChoiceFilter(
        label=_("Kompetensprogrammet"),
        field_name="in_competence_programme",
        choices=[("True", _("Ingår")), ("False", _("Ingår inte"))],
        empty_label=_("Alla"),
    )

    def offer(self) -> None:
        self.filters["slag"].extra["choices"] = _kinds(ActivityKind)
        years = self.queryset.filter(begins__isnull=False).order_by().values_list("begins__year", flat=True)
        terms = [(year, season) for year in sorted(set(years)) for season in (SPRING, AUTUMN)]
        self.filters["termin"].extra["choices"] = [
            (f"{y}-{season}", term_name((y, season))) for y, season in terms
        ]

    def in_term(self, rows: Any, name: str, value: str) -> Any:
        year, season = value.split("-")
        first, after = term_days((int(year), season))
        return rows.filter(begins__gte=first, ends__lte=after)


class SurveyFilter(LearningFilter):
    """``?lage=``"""

    lage = django_filters.ChoiceFilter(
        label=_("Läge"),
        method="in_state",
        choices=[(code, state.word) for code, state in looks.SURVEYS.items()],
        empty_label=_("Alla"),
    )

    def in_state(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(Exact(columns.survey_state(), Value(value)))


class MethodFilter(LearningFilter):
    """``?text= program=`` and nothing more."""


class SuggestionFilter(LearningFilter):
    """``?slag= uppfoljning=``"""

    slag = django_filters.ChoiceFilter(
        label=_("Slag"),
        field_name="kind",
        choices=words_of(Suggestion.Kind.choices),
        empty_label=_("Alla"),
    )
    uppfoljning = django_filters.ChoiceFilter(
        label=_("Uppföljning"),
        field_name="outcome",
        choices=words_of(Suggestion.Outcome.choices),
        empty_label=_("Alla"),
    )


def _kinds(model: Any) -> Choices:
    return words_of((kind.pk, kind.name) for kind in model.objects.by_name())
