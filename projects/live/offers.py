"""What of the projects a document can be about, and what there is to say of each.

Subjects: ``program:<slug>``; ``beslutstillfalle:<programme's slug>:<number>``; ``projekt:<slug>:<number>``;
``tertial:<slug>`` with a period ``tertial:2026:2``.
"""

from collections.abc import Callable, Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.content.live import Live
from portal.content.texts import as_number
from portal.organisation.models import User
from portal.periods import Period
from portal.workareas import Subject
from projects import access
from projects.live.programme import programme_live, project_live
from projects.live.rounds import round_live
from projects.live.tertial import period_live
from projects.models import DecisionRound, Programme, Project, ReportDuty
from projects.models.following import followed_programmes

PROGRAMME, PROJECT, ROUND, PERIOD = "program", "projekt", "beslutstillfalle", "tertial"
ACCOUNT = ("tjansteutlatande",)


def subjects(user: User) -> list[Subject]:
    """The programmes the user follows, the newest first, with their periods, rounds and projects."""
    if not access.may_list_projects(user):
        return []
    programmes = list(followed_programmes(user))
    found = [
        Subject(f"{PROGRAMME}:{each.slug}", each.name, ACCOUNT, case=each.case_id) for each in programmes
    ]
    return [*found, *_periods(programmes), *_rounds(user, programmes), *_projects(user, programmes)]


def _periods(programmes: list[Programme]) -> Iterator[Subject]:
    """Each programme with the periods it is reported for, the latest first."""
    rows = ReportDuty.objects.filter(project__programme__in=programmes).order_by()
    names = [f"expected__{name}" for name in ("period_kind", "year", "number")]
    found: dict[int, list[Period]] = {}
    for programme, *parts in rows.values_list("project__programme", *names).distinct():
        found.setdefault(programme, []).append(Period(*parts))
    for each in programmes:
        periods = sorted(found.get(each.pk, ()), key=lambda period: (period.ends, period.kind), reverse=True)
        offered = tuple((_period_key(period), period.title) for period in periods)
        if offered:
            yield Subject(f"{PERIOD}:{each.slug}", each.name, ("tertialoversikt",), offered, each.case_id)


def _rounds(user: User, programmes: list[Programme]) -> Iterator[Subject]:
    """Rounds that nämnder decide in, for those who may read the funds."""
    if not access.may_read_funds(user):
        return
    rows = DecisionRound.objects.filter(programme__in=programmes, committees__isnull=False)
    for each in rows.distinct().select_related("programme").order_by("-programme", "-number"):
        words = {"programme": each.programme, "number": each.number}
        title = _("%(programme)s: beslutstillfälle %(number)s") % words
        key = f"{ROUND}:{each.programme.slug}:{each.number}"
        yield Subject(key, title, ("beslutslista",), case=each.programme.case_id)


def _projects(user: User, programmes: list[Programme]) -> Iterator[Subject]:
    names = {each.pk: each for each in programmes}
    rows = Project.objects.for_user(user).submitted().filter(programme__in=programmes)
    for each in rows.by_number():
        programme = names[each.programme_id]
        key = f"{PROJECT}:{programme.slug}:{each.number}"
        yield Subject(key, str(each), ("projektrapport",), case=each.case_id or programme.case_id)


def sees_small(user: User, subject: str) -> bool:
    """As the projects' own pages: whose work needs them, and everybody what is published; of one project its
    lead's own people."""
    kind, slug, number = [*subject.split(":"), "", ""][:3]
    programme = Programme.objects.filter(slug=slug).first()
    if programme is None or programme.is_published or user.reach.has(*access.UNMASKED):
        return programme is not None
    if kind != PROJECT:
        return False
    project = Project.objects.filter(programme=programme, number=number).select_related("programme").first()
    return project is not None and access.may_see_small_counts(user, project)


def live(subject: str, period: str, *, today: date, unmasked: bool = False) -> Live | None:
    """What there is to say; None when nothing is called so."""
    kind, _colon, rest = subject.partition(":")
    slug, _sep, part = rest.partition(":")
    build = KINDS.get(kind)
    programme = Programme.objects.filter(slug=slug).first() if build else None
    return build(programme, part or period, today, unmasked) if build and programme else None


def _programme(programme: Programme, _part: str, today: date, unmasked: bool) -> Live:
    return programme_live(programme, today, unmasked=unmasked)


def _project(programme: Programme, number: str, today: date, unmasked: bool) -> Live | None:
    there = Project.objects.submitted().filter(programme=programme, number=number).exists()
    return project_live(programme, number, today, unmasked=unmasked) if there else None


def _round(programme: Programme, number: str, _today: date, _unmasked: bool) -> Live | None:
    wanted = as_number(number)
    found = None if wanted is None else programme.rounds.filter(number=wanted).first()
    return round_live(found) if found else None


def _period(programme: Programme, key: str, today: date, unmasked: bool) -> Live | None:
    period = _read_period(key)
    return period_live(programme, period, today, unmasked=unmasked) if period else None


def _period_key(period: Period) -> str:
    """A period as a document keeps it: "tertial:2026:2"."""
    return f"{period.kind}:{period.year}:{period.number}"


def _read_period(key: str) -> Period | None:
    try:
        kind, year, number = key.split(":")
        return Period(kind, int(year), int(number))
    except (ValueError, ValidationError):
        return None


KINDS: dict[str, Callable[[Programme, str, date, bool], Live | None]] = {
    PROGRAMME: _programme,
    PROJECT: _project,
    ROUND: _round,
    PERIOD: _period,
}
