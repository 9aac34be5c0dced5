"""Files handed in: one or several at once, and how each of them comes along."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.content.texts import as_number
from portal.imports import later, running
from portal.imports.columns import ImportKind
from portal.imports.doors import for_kind
from portal.imports.models import Batch
from portal.imports.trying import BUSY_CODE
from portal.imports.views.files import ALREADY
from portal.imports.views.preview import answered, crumbs
from portal.ui.doors import READING
from portal.ui.requests import Asked

SHOWN = 100  # files on one page


@for_kind(*READING, "POST")
def upload(request: Asked, kind: ImportKind) -> HttpResponseBase:
    """Choose one file or several; they are stored and checked, and nothing else is written."""
    page = {"title": kind.title, "kind": kind, "breadcrumb": crumbs()}
    if request.method != "POST":
        return render(request, "imports/upload.html", page)
    received, problems = _receive_all(request, kind)
    if not received:
        return render(request, "imports/upload.html", page | {"problems": problems}, status=422)
    if len(received) > 1 or problems:
        for problem in problems:
            messages.error(request, problem)
        numbers = urlencode({"nr": [batch.pk for batch in received]}, doseq=True)
        return _on(request, f"{reverse('imports:files', args=[kind.slug])}?{numbers}")
    if received[0].state == Batch.State.APPLIED:
        messages.info(request, ALREADY)
    return _on(request, reverse("imports:batch", args=[received[0].pk]))


def _on(request: Asked, page: str) -> HttpResponseBase:
    """Send on to ``page``; our own script is told where, or it would read the page's messages itself."""
    if "X-Upload" in request.headers:
        return HttpResponse(status=204, headers={"X-Location": page})
    return redirect(page)


def _receive_all(request: Asked, kind: ImportKind) -> tuple[list[Batch], list[str]]:
    """The batches of the files, and why others were not received: one bad file does not stop the others."""
    files, received, problems = request.FILES.getlist("fil"), [], []
    patience = 1.0
    for sent in files:
        patience -= later.weight(sent)
        try:
            received.append(_receive(request, kind, sent, at_once=patience > 0))
        except ValidationError as error:
            problems.append(_named(sent, error) if len(files) > 1 else error.messages[0])
    return list(dict.fromkeys(received)), problems or ([] if files else [_("Välj en fil först.")])


def _receive(request: Asked, kind: ImportKind, sent: UploadedFile, *, at_once: bool) -> Batch:
    """At once, or when there is a large file before it, as soon as the worker comes to it."""
    name, by, now = sent.name or "", request.user, timezone.now()
    if at_once:
        try:
            return running.receive(kind=kind, name=name, content=sent, by=by, now=now)
        except ValidationError as error:
            if getattr(error, "code", None) != BUSY_CODE:
                raise
    return later.receive_later(kind=kind, name=name, content=sent, by=by, now=now)


def _named(sent: UploadedFile, error: ValidationError) -> str:
    return f"{sent.name}: {error.messages[0]}"


@for_kind(*READING)
def files(request: Asked, kind: ImportKind) -> HttpResponse:
    """Files handed in together (``nr``, once for each), or those of the kind that are not done with."""
    rows = Batch.objects.for_user(request.user).filter(kind=kind.slug).select_related("file", "job")
    asked = [found for number in request.GET.getlist("nr") if (found := as_number(number)) is not None]
    if asked:
        rows = rows.filter(pk__in=asked[:SHOWN])
    else:
        done = [*Batch.RECEIPTS, Batch.State.DISCARDED]
        rows = rows.filter(authority__in=request.user.reach.own_organisations, disposed_at__isnull=True)
        rows = rows.exclude(state__in=done)
    found = list(rows.order_by("-pk")[:SHOWN])
    at_work = any(getattr(batch, "job", None) and not batch.job.problem for batch in found)
    page = {
        "title": _("Inlämnade filer"),
        "kind": kind,
        "batches": found,
        "at_work": at_work,
        "breadcrumb": crumbs((kind.title, reverse("imports:upload", args=[kind.slug]))),
    }
    shown = render(request, "imports/files.html", page)
    return shown if at_work else answered(request, shown)
