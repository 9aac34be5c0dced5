"""Läs in fil: choose a kind, upload, see what would happen, apply, receipt."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.files.serving import serve
from portal.imports import running, undoing
from portal.imports.access import may_read_in
from portal.imports.columns import ImportKind
from portal.imports.doors import for_batch, for_kind
from portal.imports.kinds import all_kinds
from portal.imports.models import Batch
from portal.imports.sheets_out import sheet_response, template_response
from portal.imports.views.preview import crumbs
from portal.ui.doors import READING, only_for
from portal.ui.requests import Asked

LATEST = 20
CHANGED_SINCE = gettext_lazy(
    "Någon har ändrat uppgifterna sedan du granskade filen. Ingenting är inläst. Se vad som gäller nu nedan."
)
ALREADY = gettext_lazy("Filen är redan inläst. Här är kvittot; ingenting har ändrats.")


@only_for(may_read_in, *READING)
def index(request: Asked) -> HttpResponse:
    """The kinds the reader may read in or take out, and the latest files."""
    titles = {kind.slug: kind.title for kind in all_kinds()}
    latest = Batch.objects.for_user(request.user).filter(kind__in=titles)
    latest = latest.select_related("file", "received_by").order_by("-received_at", "-pk")[:LATEST]
    page = {
        "title": _("Läs in fil"),
        "kinds": [kind for kind in all_kinds() if kind.may(request.user)],
        "exports": [kind for kind in all_kinds() if kind.may_export(request.user)],
        "latest": [(batch, titles[batch.kind]) for batch in latest],
    }
    return render(request, "imports/index.html", page)


@for_kind(*READING, "POST")
def upload(request: Asked, kind: ImportKind) -> HttpResponseBase:
    """Choose a file; it is stored and checked, and nothing else is written."""
    page = {"title": kind.title, "kind": kind, "breadcrumb": crumbs()}
    if request.method != "POST":
        return render(request, "imports/upload.html", page)
    try:
        received = _receive(request, kind)
    except ValidationError as error:
        return render(request, "imports/upload.html", page | {"problem": error.messages[0]}, status=422)
    if received.state == Batch.State.APPLIED:
        messages.info(request, ALREADY)
    return redirect("imports:batch", received.pk)


def _receive(request: Asked, kind: ImportKind) -> Batch:
    sent = request.FILES.get("fil")
    if sent is None:
        raise ValidationError(_("Välj en fil först."))
    return running.receive(
        kind=kind, name=sent.name or "", content=sent.read(), by=request.user, now=timezone.now()
    )


@for_batch("POST", applying=True)
def apply(request: Asked, batch: Batch, kind: ImportKind) -> HttpResponseBase:
    """Apply the file; ``omfattning`` is "allt" or "goda"."""
    scope = request.POST.get("omfattning", Batch.Scope.ALL)
    try:
        done = running.apply(batch=batch, kind=kind, scope=scope, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("imports:batch", batch.pk)
    if done.pk != batch.pk:
        messages.info(request, ALREADY)
    elif done.state == Batch.State.APPLIED:
        messages.success(request, _("Filen är inläst."))
    elif done.bad and scope == Batch.Scope.ALL:
        messages.error(request, _("Ingenting är inläst. Rätta raderna nedan, eller läs in bara de goda."))
    else:
        messages.error(request, CHANGED_SINCE)
    return redirect("imports:batch", done.pk)


@for_batch("POST", applying=True)
def undo(request: Asked, batch: Batch, kind: ImportKind) -> HttpResponseBase:
    """Take the file back; ``resten`` leaves rows that were edited later as they are."""
    rest = bool(request.POST.get("resten"))
    try:
        undoing.undo(batch=batch, kind=kind, rest=rest, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(reverse("imports:batch", args=[batch.pk]) + "?angra=1")
    messages.success(request, _("Inläsningen är ångrad. Uppgifterna är som de var innan."))
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
