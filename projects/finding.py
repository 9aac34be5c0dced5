"""Projects, indicators and what is learnt, found: by a search, or because they hang on a case."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.database.functions import SwedishKey
from portal.workareas import Entry, Hit
from projects import access
from projects.models import (
    Activity,
    Application,
    Commission,
    IndicatorSeries,
    Method,
    Network,
    PrintedPoint,
    Project,
    computed,
)
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
        *_commissioned(query, user),
        *_applied(query, user),
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


def _commissioned(query: str, user) -> Iterable[Hit]:
    """Uppdrag whose words have every word of ``query``."""
    if not access.may_read_commissions(user):
        return
    found = Commission.objects.matching(query).select_related("committee")
    for row in found.order_by("-given_on", "pk")[:MOST_HITS]:
        url = reverse("projects:commission_detail", args=[row.pk])
        detail = ", ".join([row.committee.as_committee, row.get_state_display()])
        yield Hit(Truncator(row.text).chars(120), url, _("Uppdrag"), detail)


def _applied(query: str, user) -> Iterable[Hit]:
    """Applications with every word, of those ``user`` may see: a draft only in its own administration."""
    found = Application.objects.for_user(user).matching(query).select_related("lead", "round__programme")
    for row in found.order_by(SwedishKey("title"), "pk")[:MOST_HITS]:
        url = reverse("projects:application_detail", args=[row.pk])
        yield Hit(row.title, url, _("Ansökan"), _application_detail(row))


def _application_detail(row: Application) -> str:
    example = [str(EXAMPLE.word)] * row.round.programme.is_example
    return ", ".join([row.lead.short_name, row.get_state_display(), row.round.programme.name, *example])


def on_case(case, user) -> Iterable[Entry]:
    """Programmes, projects, uppdrag and what stands in print, of what ``user`` may see on ``case``."""
    if not access.may_list_projects(user):
        return []
    projects = Project.objects.for_user(user).filter(case=case).select_related("lead", "area", "programme")
    return [
        *(_programme(programme) for programme in followed_programmes(user).filter(case=case)),
        *(_project(project) for project in projects.annotate(granted_years=computed.years()).by_number()),
        *(_commission(row) for row in Commission.objects.filter(case=case).order_by("given_on", "pk")),
        *_printed(case, user),
        *_applications(case, user),
    ]


def _applications(case, user) -> Iterable[Entry]:
    rows = Application.objects.for_user(user).filter(case=case).select_related("lead", "round__programme")
    for row in rows.order_by("pk"):
        url = reverse("projects:application_detail", args=[row.pk])
        handed_in = localdate(row.submitted_at) if row.submitted_at else None
        yield Entry(_("Ansökan"), row.title, url, handed_in, _application_detail(row))


def _commission(row) -> Entry:
    url = reverse("projects:commission_detail", args=[row.pk])
    return Entry(_("Uppdrag"), Truncator(row.text).chars(120), url, row.given_on, row.get_state_display())


def _printed(case, user) -> Iterable[Entry]:
    """One line for all that stands in print of the case: proposals, decisions and reservations."""
    count = PrintedPoint.objects.for_user(user).filter(case=case).count()
    if count:
        url = f"{reverse('projects:printed_point_list')}?{urlencode({'arende': case.pk})}"
        words = ngettext("%(n)s punkt", "%(n)s punkter", count) % {"n": count}
        yield Entry(_("I tryck"), _("Förslag, beslut och reservationer"), url, None, words)


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
