"""A file's page: the preview before it is applied, the receipt after."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.imports import undoing
from portal.imports.access import may_apply
from portal.imports.columns import ImportKind
from portal.imports.doors import for_batch
from portal.imports.models import Batch, RowOutcome
from portal.imports.retention import RetentionRule, disposed_words, lives_by
from portal.imports.staging.holding import fill_in_held
from portal.ui.doors import READING
from portal.ui.requests import Asked

ROWS_SHOWN = 100


def crumbs(*more: tuple) -> list[tuple]:
    return [(_("Läs in fil"), reverse("imports:index")), *more]


@for_batch(*READING, disposed=True)
def batch(request: Asked, batch: Batch, kind: ImportKind) -> HttpResponse:
    """What each row comes to, before and after; with ``?angra`` what is in the way of taking it back."""
    may = may_apply(request.user, batch, kind)
    job = getattr(batch, "job", None)
    page: dict[str, Any] = {
        "title": _title(batch),
        "batch": batch,
        "kind": kind,
        "may_apply": may,
        "may_correct": may and batch.state == Batch.State.CHECKED,
        "job": job if job and not job.problem else None,
        "stopped": job and job.has_stopped(timezone.now()),
        "hindered": job.problem if job else "",
        "absent": [kind.column(key) for key in batch.detected.get("absent", [])],
        "breadcrumb": crumbs((kind.title, reverse("imports:upload", args=[kind.slug]))),
    }
    if batch.disposed_at:
        page["disposed"] = disposed_words(batch)
        return render(request, "imports/batch.html", page)
    if page["job"]:
        return render(request, "imports/batch.html", page)
    if batch.applied_at:
        page["lives"] = lives_by(RetentionRule.objects.valid_on(timezone.localdate()))
    if may and batch.state == Batch.State.APPLIED and "angra" in request.GET:
        page["undoing"] = undoing.look(batch=batch, kind=kind)
    rows = batch.outcomes.order_by("line")
    if batch.undone_at:
        page["kept_rows"] = _page(request, rows.filter(is_kept=True), "kvar")
    page |= _good(request, rows) | _bad(request, rows, kind, batch)
    fill_in_held(batch, kind, page["new_rows"])
    return answered(request, render(request, "imports/batch.html", page))


def _title(batch: Batch) -> str:
    if batch.applied_at:
        return _("Kvitto")
    return _("Gallrad fil") if batch.disposed_at else _("Granska filen innan den läses in")


def answered(request: Asked, shown: HttpResponse) -> HttpResponse:
    """A page that asks how far the work has come is read anew when there is none left."""
    if request.htmx:
        shown["HX-Refresh"] = "true"
    return shown


def _good(request: Asked, outcomes: QuerySet[RowOutcome]) -> dict[str, Any]:
    """The rows of each section, a page at a time; each section turns its own pages."""
    status = RowOutcome.Status
    return {
        "changed_rows": _page(request, outcomes.filter(status=status.CHANGED), "andrade"),
        "new_rows": _page(request, outcomes.filter(status=status.NEW), "nya"),
        "asked_rows": _page(request, outcomes.exclude(questions=[]), "fragor"),
    }


def _bad(request: Asked, outcomes: QuerySet[RowOutcome], kind: ImportKind, batch: Batch) -> dict[str, Any]:
    """The rows to put right: all of them, or with ``?kolumn`` those with something wrong in that column."""
    column = request.GET.get("kolumn", "")
    bad = outcomes.filter(status=RowOutcome.Status.BAD)
    if column not in {each.heading for each in kind.columns}:
        column = ""
    if column:
        bad = bad.filter(details__contains=[{"column": column}])
    return {
        "bad_column": column,
        "bad_kept": f"&{urlencode({'kolumn': column})}" if column else "",
        "bad_columns": batch.outcomes.bad_columns() if batch.bad else [],
        "bad_rows": _page(request, bad, "fel"),
    }


def _page(request: Asked, rows: QuerySet[RowOutcome], name: str) -> Page:
    # An OFFSET over one batch's rows is bounded by the file's size; the page number is the reader's own.
    return Paginator(rows, ROWS_SHOWN).get_page(request.GET.get(name))
