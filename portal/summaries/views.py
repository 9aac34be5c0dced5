"""Sammanställningar: the list of standing tables, one table, and the rows behind one figure."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.content.masking_tables import WHY
from portal.content.tables import Table
from portal.content.writers import table_response
from portal.disclosures.opening import opens_unmasked
from portal.disclosures.places import INTERNAL, VARIANT
from portal.summaries.access import may_read_tables
from portal.summaries.asking import Question, is_offered, offers, page, question
from portal.ui.doors import READING, View, only_for
from portal.ui.requests import Asked

FORMATS = ("csv", "xlsx")
Build = Callable[[Asked, Question], Table | None]
for_readers = only_for(may_read_tables, *READING)


def for_readers_of_one(view: View) -> View:
    """As ``for_readers``, for a table by its name: to those it is not offered to it does not exist (404)."""
    guarded = for_readers(view)

    @wraps(view)
    def asked(request: Asked, slug: str) -> HttpResponseBase:
        if may_read_tables(request.user) and not is_offered(request.user, slug):
            raise Http404
        return guarded(request, slug)

    return asked


@for_readers
def index(request: Asked) -> HttpResponseBase:
    """The tables there are, by work area."""
    found = offers(request.user, timezone.localdate())
    return render(request, "summaries/index.html", {"title": _("Sammanställningar"), "offers": found})


@for_readers_of_one
def table(request: Asked, slug: str) -> HttpResponseBase:
    """One standing table: page, CSV or XLSX, in districts of then or of now; or an area's own page."""
    if own := page(request.user, slug):
        return own.view(request)
    asked = _for_reader(request, question(request, slug))
    built = _built(request, asked)
    if built is not None and (wanted := request.GET.get("format")) in FORMATS:
        return table_response(_for_file(asked, built), wanted, _file_name(asked, slug))
    context = _page(asked, built) | {"printed": _printed(request, asked, built)}
    return render(request, "summaries/table.html", context)


@for_readers_of_one
def rows(request: Asked, slug: str) -> HttpResponseBase:
    """The rows one figure is made of, with the same total; 404 when there is no such figure."""
    asked = _for_reader(request, question(request, slug))
    built = _built_rows(request, asked)
    if built is None:
        raise Http404
    if (wanted := request.GET.get("format")) in FORMATS:
        return table_response(_for_file(asked, built), wanted, _file_name(asked, f"{slug}-rader"))
    back = f"{reverse('summaries:table', args=[slug])}?{_address(asked)}"
    context = _page(asked, built) | {
        "printed": _printed(request, asked, built, _built_rows),
        "title": _("Raderna bakom siffran"),
        "breadcrumb": [*_crumbs(), (asked.standing.title, back)],
    }
    return render(request, "summaries/rows.html", context)


def _for_reader(request: Asked, asked: Question) -> Question:
    """The question with what the reader may see of small counts: on the page as they are to who has the
    right, in a file only with ?variant=intern. An opening of what was disclosed is logged here, once."""
    if not asked.standing.masks:
        return asked
    internal = request.GET.get(VARIANT) == INTERNAL
    on_page = request.GET.get("format") not in FORMATS
    scope = replace(asked.scope, unmasked=internal or on_page, disclosed=opens_unmasked(request))
    return replace(asked, scope=scope, is_internal=internal)


def _built(request: Asked, asked: Question) -> Table | None:
    built = asked.standing.build(asked.scope)
    return _sorted(built, request.GET.get("sortera", "")) if built is not None else None


def _built_rows(request: Asked, asked: Question) -> Table | None:
    return asked.standing.rows(asked.scope, request.GET.get("rad", ""), request.GET.get("kolumn", ""))


def _printed(request: Asked, asked: Question, shown: Table | None, build: Build = _built) -> Table | None:
    """What a print of the page carries, where it is not what the screen shows: the same, masked."""
    if shown is None or not asked.standing.masks or asked.is_internal:
        return None
    masked = build(request, replace(asked, scope=replace(asked.scope, unmasked=False)))
    return masked if masked != shown else None


def _page(asked: Question, built: Table | None) -> dict:
    return {
        "title": asked.standing.title,
        "table": built,
        "asked": asked,
        "division": asked.scope.division,
        "internal": asked.is_internal and built is not None and WHY not in built.notes,
        "breadcrumb": _crumbs(),
    }


def _file_name(asked: Question, name: str) -> str:
    """A name that tells files apart on somebody's desk: table, programme, districts of then or now."""
    programme = asked.programme.slug if asked.programme else ""
    return "-".join(filter(None, (name, programme, asked.scope.division if asked.standing.divided else "")))


def _for_file(asked: Question, built: Table) -> Table:
    """The table as it leaves the house: it says which programme, and the day it was taken out."""
    parts = [built.subtitle or asked.standing.title, asked.programme]
    said = _("%(what)s. Uttaget %(day)s.") % {
        "what": ". ".join(str(part) for part in parts if part),
        "day": asked.scope.today.isoformat(),
    }
    return replace(built, subtitle=said)


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Sammanställningar"), reverse("summaries:index"))]


def _address(asked: Question) -> str:
    programme = asked.programme.slug if asked.programme else ""
    return f"program={programme}&indelning={asked.scope.division}"


def _sorted(built: Table, wanted: str) -> Table:
    """The table in the order asked for; an unknown column leaves it as it is."""
    key, descending = wanted.removeprefix("-"), wanted.startswith("-")
    known = {column.key for column in built.columns}
    return built.ordered(key, descending=descending) if key in known else built
