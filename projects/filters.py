"""The filters of the list of projects. What may be chosen is what the reader may see, asked in one query."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db.models import CharField, Exists, F, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Cast
from django.db.models.lookups import Exact, GreaterThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.database.textkeys import swedish_key
from portal.organisation.models import Organisation
from portal.ui.fields import TkrField
from portal.ui.listing import CAP
from projects.models import Area, Grant, Programme, Project, ProjectQuerySet, computed
from projects.states import plan_word, report_statuses

EVERY_PROGRAMME = "alla"
UNKNOWN_YEAR = "okant"
LATE = "sen"
NOT_STATED = "ej-angivet"  # an empty parameter means that nothing is chosen

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Chosen:
    """Which programme a list is about: one the reader follows, or None for all of them."""

    programmes: list[Programme]
    programme: Programme | None

    @property
    def parameter(self) -> str:
        return self.programme.slug if self.programme else EVERY_PROGRAMME


def chosen_programme(programmes: list[Programme], asked: str) -> Chosen:
    """Return the programme ``asked`` for by its address; without one (or an unknown one) the newest."""
    if asked == EVERY_PROGRAMME or not programmes:
        return Chosen(programmes, None)
    found = [programme for programme in programmes if programme.slug == asked]
    return Chosen(programmes, (found or programmes)[0])


class OneOrMore(forms.SelectMultiple):
    """A list to choose one from; it holds several where an address (a figure opened) asks for several."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        self.allow_multiple_selected = len(value or []) > 1
        return super().render(name, value, attrs, renderer)


class OneOrMoreField(forms.MultipleChoiceField):
    widget = OneOrMore

    def clean(self, value: Any) -> list[str]:
        return super().clean([each for each in value or [] if each])


class OneOrMoreFilter(django_filters.MultipleChoiceFilter):
    field_class = OneOrMoreField


class TkrFilter(django_filters.Filter):
    """Read in tkr, compared in kronor."""

    field_class = TkrField


class ProjectFilter(django_filters.FilterSet):
    """``?text= program= omrade= ansvarig= ar= redovisning= plan= minst=``; ``ansvarig`` may stand many times.

    ``queryset`` holds the visible projects of the programme chosen; ``chosen`` says which that is.
    """

    text = django_filters.CharFilter(label=_("Ord i projektet"), method="with_words", max_length=200)
    program = django_filters.ChoiceFilter(label=_("Program"), method="as_it_is", empty_label=None)
    omrade = django_filters.ChoiceFilter(label=_("Område"), field_name="area", empty_label=_("Alla"))
    ansvarig = OneOrMoreFilter(label=_("Ansvarig"), field_name="lead")
    ar = django_filters.ChoiceFilter(label=_("År"), method="of_year", empty_label=_("Alla"))
    redovisning = django_filters.ChoiceFilter(
        label=_("Redovisning"), method="reported", empty_label=_("Alla")
    )
    plan = django_filters.ChoiceFilter(
        label=_("Plan för implementering"), method="with_plan", empty_label=_("Alla")
    )
    minst = TkrFilter(label=_("Beviljat, minst tkr"), method="granted_at_least")

    def __init__(self, *args: Any, chosen: Chosen, **kwargs: Any):
        super().__init__(*args, **kwargs)
        found, self.unfiltered = _choices(self.queryset)
        programmes = [(each.slug, each.name) for each in chosen.programmes]
        if len(programmes) > 1:
            programmes.append((EVERY_PROGRAMME, str(_("Alla program"))))
        offered = {
            "program": programmes,
            "omrade": found["area"],
            "ansvarig": [("", str(_("Alla"))), *found["lead"]],
            "ar": found["year"],
            "redovisning": [*report_statuses(), (LATE, str(_("Väntad redovisning är sen")))],
            "plan": _plans(),
        }
        for name, choices in offered.items():
            self.filters[name].extra["choices"] = choices

    def as_it_is(self, projects: ProjectQuerySet, name: str, value: str) -> ProjectQuerySet:
        """Leave the rows: the view has chosen the programme already."""
        return projects

    def with_words(self, projects: ProjectQuerySet, name: str, value: str) -> ProjectQuerySet:
        return computed.matching(projects, value)

    def of_year(self, projects: ProjectQuerySet, name: str, value: str) -> ProjectQuerySet:
        return projects.filter(computed.has_grant_in(None if value == UNKNOWN_YEAR else int(value)))

    def reported(self, projects: ProjectQuerySet, name: str, value: str) -> ProjectQuerySet:
        if value == LATE:
            return projects.filter(computed.owes_report(timezone.localdate()))
        return projects.filter(report_status=value)

    def with_plan(self, projects: ProjectQuerySet, name: str, value: str) -> ProjectQuerySet:
        return projects.filter(Exact(computed.plan(), Value("" if value == NOT_STATED else value)))

    def granted_at_least(self, projects: ProjectQuerySet, name: str, value: Any) -> ProjectQuerySet:
        return projects.filter(GreaterThanOrEqual(computed.granted(), Value(value)))


def _plans() -> Choices:
    return [
        (code or NOT_STATED, plan_word(code) or str(Project.Plan(code).label)) for code in Project.Plan.values
    ]


class _Counted(Subquery):
    """How many rows a query has."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def _choices(projects: ProjectQuerySet) -> tuple[dict[str, Choices], int]:
    """Return leads, areas and years to choose between, of the projects the reader may see, in one query.

    The other value is how many projects there are, counted no further than CAP + 1 in each area.
    """
    here = projects.filter(area=OuterRef("pk")).order_by().values("pk")[: CAP + 1]
    leads = Organisation.objects.filter(Exists(projects.filter(lead=OuterRef("pk"))))
    areas = Area.objects.annotate(projects_here=_Counted(here)).filter(projects_here__gt=0)
    years = Grant.objects.filter(project__in=projects).order_by().distinct()
    rows = _named("lead", leads, "short_name").union(
        _named("area", areas, "name", count="projects_here"),
        _named("year", years, "year", key="year"),
        all=True,
    )
    found: dict[str, Choices] = defaultdict(list)
    count = 0
    for kind, key, name, projects_here in rows:
        found[kind].append((key or UNKNOWN_YEAR, name or str(_("År okänt"))))
        count += projects_here
    return {kind: sorted(found[kind], key=_order) for kind in ("lead", "area", "year")}, count


def _named(kind: str, rows: Any, name: str, key: str = "pk", count: str = "") -> Any:
    text = CharField()
    counted = F(count) if count else Value(0)
    return rows.values_list(Value(kind, output_field=text), Cast(key, text), Cast(name, text), counted)


def _order(choice: tuple[str, str]) -> tuple[bool, str]:
    return choice[0] == UNKNOWN_YEAR, swedish_key(choice[1])
