"""Läs in fil: choose a kind, upload, see what would happen, apply, receipt."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.files.serving import serve
from portal.imports import running
from portal.imports.access import may_apply, may_read_in
from portal.imports.columns import ImportKind
from portal.imports.kinds import all_kinds, kind_of
from portal.imports.models import Batch, RowOutcome
from portal.imports.sheets_out import sheet_response

ROWS_SHOWN = 100
LATEST = 20


def _crumbs(*more: tuple) -> list[tuple]:
    return [(_("Läs in fil"), reverse("imports:index")), *more]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The kinds the reader may read in or take out, and the latest files."""
    if not may_read_in(request.user):
        raise PermissionDenied
    kinds = [kind for kind in all_kinds() if kind.may(request.user)]
    exports = [kind for kind in all_kinds() if kind.may_export(request.user)]
    latest = Batch.objects.for_user(request.user).select_related("file", "received_by")
    page = {
        "title": _("Läs in fil"),
        "kinds": kinds,
        "exports": exports,
        "latest": latest.order_by("-received_at", "-pk")[:LATEST],
    }
    return render(request, "imports/index.html", page)


def with_kind(view):
    """Load the kind of file (404), and ask whether the reader may (403)."""

    @wraps(view)
    def found(request, kind, *args, **kwargs):
        wanted = kind_of(kind)
        if wanted is None:
            raise Http404
        return view(request, wanted, *args, **kwargs)

    return found


@require_http_methods(["GET", "HEAD", "POST"])
@with_kind
def upload(request: HttpRequest, kind: ImportKind) -> HttpResponseBase:
    """Choose a file; it is stored and checked, and nothing else is written."""
    if not kind.may(request.user):
        raise PermissionDenied
    page = {"title": kind.title, "kind": kind, "breadcrumb": _crumbs()}
    if request.method != "POST":
        return render(request, "imports/upload.html", page)
    try:
        received = _receive(request, kind)
    except ValidationError as error:
        return render(request, "imports/upload.html", page | {"problem": error.messages[0]}, status=422)
    if received.state == Batch.State.APPLIED:
        messages.info(request, _("Filen är redan inläst. Här är kvittot; ingenting har ändrats."))
    return redirect("imports:batch", received.pk)


def _receive(request: HttpRequest, kind: ImportKind) -> Batch:
    sent = request.FILES.get("fil")
    if sent is None:
        raise ValidationError(_("Välj en fil först."))
    return running.receive(
        kind=kind, name=sent.name, content=sent.read(), by=request.user, now=timezone.now()
    )


def with_batch(view):
    """Load a batch the reader may see (404) together with its kind."""

    @wraps(view)
    def found(request, batch):
        known = get_object_or_404(
            Batch.objects.for_user(request.user).select_related("file", "received_by", "applied_by"), pk=batch
        )
        return view(request, known, kind_of(known.kind))

    return found


@require_safe
@with_batch
def batch(request: HttpRequest, batch: Batch, kind: ImportKind) -> HttpResponse:
    """The preview before the file is applied, the receipt after."""
    outcomes = batch.outcomes.order_by("line")
    changed = outcomes.filter(status=RowOutcome.Status.CHANGED)
    page = {
        "title": _("Kvitto") if batch.applied_at else _("Granska filen innan den läses in"),
        "batch": batch,
        "kind": kind,
        "may_apply": may_apply(request.user, batch, kind),
        "good": batch.new + batch.changed + batch.unchanged,
        "bad_rows": _page(request, outcomes.filter(status=RowOutcome.Status.BAD), "fel"),
        "changed_rows": _page(request, changed, "andrade"),
        "new_rows": _page(request, outcomes.filter(status=RowOutcome.Status.NEW), "nya"),
        "breadcrumb": _crumbs((kind.title, reverse("imports:upload", args=[kind.slug]))),
    }
    return render(request, "imports/batch.html", page)


def _page(request: HttpRequest, rows, name: str):
    # An OFFSET over one batch's rows is bounded by the file's size; the page number is the reader's own.
    return Paginator(rows, ROWS_SHOWN).get_page(request.GET.get(name))


def for_appliers(view):
    """Answer 403 to who may see the batch but not apply it."""

    @require_POST
    @with_batch
    @wraps(view)
    def guarded(request, batch, kind):
        if not may_apply(request.user, batch, kind):
            raise PermissionDenied
        return view(request, batch, kind)

    return guarded


@for_appliers
def apply(request: HttpRequest, batch: Batch, kind: ImportKind) -> HttpResponseBase:
    """Apply the file; ``omfattning`` is "allt" or "goda"."""
    scope = request.POST.get("omfattning", Batch.Scope.ALL)
    try:
        done = running.apply(batch=batch, kind=kind, scope=scope, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("imports:batch", batch.pk)
    if done.state == Batch.State.APPLIED:
        messages.success(request, _("Filen är inläst."))
    else:
        messages.error(request, _("Ingenting är inläst. Rätta raderna nedan, eller läs in bara de goda."))
    return redirect("imports:batch", batch.pk)


@for_appliers
def discard(request: HttpRequest, batch: Batch, kind: ImportKind) -> HttpResponseBase:
    """Leave the file: nothing of it is applied."""
    Batch.objects.filter(pk=batch.pk).exclude(state=Batch.State.APPLIED).update(state=Batch.State.DISCARDED)
    messages.success(request, _("Filen är avbruten. Ingenting har ändrats."))
    return redirect("imports:index")


@for_appliers
def drop_columns(request: HttpRequest, batch: Batch, kind: ImportKind) -> HttpResponseBase:
    """Leave the unknown columns out and check the file again."""
    if batch.state == Batch.State.UNREADABLE and (unknown := batch.detected.get("unknown")):
        batch.dropped_columns = unknown
        running.check(batch, kind, by=request.user, now=timezone.now())
    return redirect("imports:batch", batch.pk)


@require_safe
@with_batch
def source(request: HttpRequest, batch: Batch, kind: ImportKind) -> HttpResponseBase:
    """The file as it came in."""
    return serve(batch.file)


@require_safe
@with_kind
def template(request: HttpRequest, kind: ImportKind, form: str) -> HttpResponseBase:
    """The file to fill in, with the rows already known."""
    if not kind.may(request.user):
        raise PermissionDenied
    return sheet_response(kind, request.user, form, f"mall-{kind.slug}")


@require_safe
@with_kind
def export(request: HttpRequest, kind: ImportKind, form: str) -> HttpResponseBase:
    """What is stored, in import columns and raw values; reads back to "unchanged" on every row."""
    if not kind.may_export(request.user):
        raise PermissionDenied
    return sheet_response(kind, request.user, form, kind.slug)
