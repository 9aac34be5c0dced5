"""Projects, indicators and what is learnt, found: by a search, or because they hang on a case."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.database.functions import SwedishKey
from portal.workareas import Entry, Hit
from projects import access
from projects.models import Activity, IndicatorSeries, Method, Network, Project, computed
from projects.models.following import followed_programmes
from projects.states import DRAFT, EXAMPLE, years_word

MOST_HITS = 50


def find(query: str, user) -> Iterable[Hit]:
    """Projects whose number, names or aims have every word of ``query``, indicators by their names, and
    what is learnt.

    Accents are passed over: ``Hagersten`` finds ``Hägersten``.
    """
    if not access.may_list_projects(user):
        return []
    found = computed.matching(Project.objects.for_user(user), query)
    rows = found.select_related("lead", "area", "programme").by_number()[:MOST_HITS]
    return [
        *(Hit(str(project), _url(project), _("Projekt"), _detail(project)) for project in rows),
        *map(_indicator, IndicatorSeries.objects.for_user(user).with_words(query).by_name()[:MOST_HITS]),
        *_learnt(query, user),
    ]


def _indicator(series) -> Hit:
    url = reverse("projects:indicator_detail", args=[series.pk])
    return Hit(capfirst(str(series)), url, _("Indikator"), series.unit)


def _learnt(query: str, user) -> Iterable[Hit]:
    """Networks, methods and activities with every word, by their names."""
    kinds = (
        (Network, "network", _("Nätverk"), "name"),
        (Method, "method", _("Metod"), "name"),
        (Activity, "activity", _("Aktivitet"), "title"),
    )
    for model, stem, word, name in kinds:
        found = model.objects.for_user(user).matching(query).select_related("programme")
        for record in found.order_by(SwedishKey(name), "pk")[:MOST_HITS]:
            marks = [str(EXAMPLE.word)] * record.programme.is_example
            url = reverse(f"projects:{stem}_detail", args=[record.pk])
            yield Hit(str(record), url, word, ", ".join([record.programme.name, *marks]))


def on_case(case, user) -> Iterable[Entry]:
    """Programmes and projects that hang on ``case``, of those ``user`` may see."""
    if not access.may_list_projects(user):
        return []
    projects = Project.objects.for_user(user).filter(case=case).select_related("lead", "area", "programme")
    return [
        *(_programme(programme) for programme in followed_programmes(user).filter(case=case)),
        *(_project(project) for project in projects.annotate(granted_years=computed.years()).by_number()),
    ]


def _programme(programme) -> Entry:
    url = f"{reverse('projects:project_list')}?program={programme.slug}"
    detail = str(EXAMPLE.word) if programme.is_example else ""
    return Entry(_("Program"), programme.name, url, programme.starts_on, detail)


def _project(project) -> Entry:
    handed_in = project.submitted_at.date() if project.submitted_at else None
    years = years_word(project.granted_years)
    detail = ", ".join(filter(None, [_detail(project), years]))
    return Entry(_("Projekt"), str(project), _url(project), handed_in, detail)


def _url(project) -> str:
    return reverse("projects:project_detail", args=[project.pk])


def _detail(project) -> str:
    """Say who answers for it and in what; a draft and an example are said to be so."""
    marks = [str(DRAFT.word)] * project.is_draft + [str(EXAMPLE.word)] * project.programme.is_example
    return ", ".join([project.lead.short_name, project.area.name, project.programme.name, *marks])
