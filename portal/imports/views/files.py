"""Läs in fil: the kinds and the latest files; a file applied, taken back, thrown away, fetched."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.files.serving import serve
from portal.imports import later, running, undoing
from portal.imports.access import may_read_in
from portal.imports.columns import ImportKind
from portal.imports.doors import for_batch, for_kind
from portal.imports.job import Job
from portal.imports.kinds import all_kinds
from portal.imports.models import Batch
from portal.imports.sheets_out import sheet_response, template_response
from portal.imports.telling import why_not_applied
from portal.ui.doors import READING, only_for
from portal.ui.requests import Asked

LATEST = 20
ALREADY = gettext_lazy("Filen är redan inläst. Här är kvittot; ingenting har ändrats.")


@only_for(may_read_in, *READING)
def index(request: Asked) -> HttpResponse:
    """The kinds the reader may read in or take out, and the latest files."""
    titles = {kind.slug: kind.title for kind in all_kinds()}
    latest = Batch.objects.for_user(request.user).filter(kind__in=titles)
    latest = latest.select_related("file", "received_by", "job").order_by("-received_at", "-pk")[:LATEST]
    page = {
        "title": _("Läs in fil"),
        "kinds": [kind for kind in all_kinds() if kind.may(request.user)],
        "exports": [kind for kind in all_kinds() if kind.may_export(request.user)],
        "latest": [(batch, titles[batch.kind]) for batch in latest],
    }
    return render(request, "imports/index.html", page)


@for_batch("POST", applying=True, at_work=True)
def apply(request: Asked, batch: Batch, kind: ImportKind) -> HttpResponseBase:
    """Apply the file; ``omfattning`` is "allt" or "goda". A large one is left to the task worker."""
    scope, now = request.POST.get("omfattning", Batch.Scope.ALL), timezone.now()
    try:
        if later.apply_later(batch=batch, scope=scope, by=request.user, now=now):
            return redirect("imports:batch", batch.pk)
        done = running.apply(batch=batch, kind=kind, scope=scope, by=request.user, now=now)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("imports:batch", batch.pk)
    if done.pk != batch.pk:
        messages.info(request, ALREADY)
    elif said := why_not_applied(done, scope):
        messages.error(request, said)
    else:
        messages.success(request, _("Filen är inläst."))
    return redirect("imports:batch", done.pk)


@for_batch("POST", applying=True)
def undo(request: Asked, batch: Batch, kind: ImportKind) -> HttpResponseBase:
    """Take the file back; ``resten`` leaves rows that were edited later as they are."""
    rest, now = bool(request.POST.get("resten")), timezone.now()
    if batch.state == Batch.State.APPLIED and later.is_large(batch):
        later.ask(batch=batch, what=Job.What.UNDO, by=request.user, now=now, rest=rest)
        return redirect("imports:batch", batch.pk)
    try:
        undoing.undo(batch=batch, kind=kind, rest=rest, by=request.user, now=now)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(reverse("imports:batch", args=[batch.pk]) + "?angra=1")
    messages.success(request, _("Inläsningen är ångrad. Uppgifterna är som de var innan."))
    return redirect("imports:batch", batch.pk)


@for_batch("POST", applying=True, at_work=True)
def try_again(request: Asked, batch: Batch, kind: ImportKind) -> HttpResponseBase:
    """Ask the task worker anew for what it did not get done."""
    later.ask_again(batch=batch, by=request.user, now=timezone.now())
    return redirect("imports:batch", batch.pk)


@for_batch("POST", applying=True)
def discard(request: Asked, batch: Batch, kind: ImportKind) -> HttpResponseBase:
    """Leave the file: nothing of it is applied."""
    try:
        running.discard(batch=batch)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("imports:batch", batch.pk)
    messages.success(request, _("Filen är avbruten. Ingenting har ändrats."))
    return redirect("imports:index")


@for_batch(*READING)
def source(request: Asked, batch: Batch, kind: ImportKind) -> HttpResponseBase:
    """The file as it came in."""
    return serve(batch.file)


@for_kind(*READING)
def template(request: Asked, kind: ImportKind, form: str) -> HttpResponseBase:
    """The file to fill in, with the rows already known; a kind may be asked for some of them."""
    return template_response(kind, request.user, form, f"mall-{kind.slug}", request.GET.dict())


@for_kind(*READING, exporting=True)
def export(request: Asked, kind: ImportKind, form: str) -> HttpResponseBase:
    """What is stored, in import columns and raw values; reads back to "unchanged" on every row."""
    return sheet_response(kind, request.user, form, kind.slug)
