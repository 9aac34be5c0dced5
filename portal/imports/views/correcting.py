"""What the sender says of a file on the preview: what a heading means, and cells put right."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.imports import later, putting_right, running
from portal.imports.columns import ImportKind
from portal.imports.doors import for_batch
from portal.imports.models import Batch
from portal.ui.requests import Asked

CELL = "cell-"  # cell-12-Kvinnor: the line and the heading


@for_batch("POST", applying=True)
def columns(request: Asked, batch: Batch, kind: ImportKind) -> HttpResponseBase:
    """Say what each unknown heading means, or leave it out, and check the file again."""
    unknown = batch.detected.get("unknown", [])
    meanings = {name: request.POST.get(f"kolumn-{place}", "") for place, name in enumerate(unknown)}
    return _again(request, batch, kind, partial(putting_right.name_columns, kind=kind, meanings=meanings))


@for_batch("POST", applying=True)
def cells(request: Asked, batch: Batch, kind: ImportKind) -> HttpResponseBase:
    """Read what was typed instead of what stands in the bad cells, and check the file again."""
    keys = {column.heading: column.key for column in kind.columns}
    typed: dict[tuple[int, str], str] = {}
    for name, text in request.POST.items():
        line, _dash, heading = name.removeprefix(CELL).partition("-")
        was = request.POST.get(f"was-{line}-{heading}")
        if name.startswith(CELL) and line.isascii() and line.isdigit() and heading in keys and text != was:
            typed[int(line[:9]), keys[heading]] = str(text)
    if not typed:
        messages.info(request, _("Inget är ändrat. Skriv rätt värde i någon av rutorna först."))
        return redirect("imports:batch", batch.pk)
    return _again(request, batch, kind, partial(putting_right.correct_cells, kind=kind, cells=typed))


def _again(request: Asked, batch: Batch, kind: ImportKind, say: Callable[..., None]) -> HttpResponseBase:
    try:
        check = later.check_later if later.is_large(batch) else running.check_again
        checked = check(
            batch=batch, kind=kind, say=lambda each: say(batch=each), by=request.user, now=timezone.now()
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("imports:batch", batch.pk)
    if checked.state == Batch.State.CHECKED:
        messages.success(request, _("Filen är granskad igen."))
    return redirect("imports:batch", batch.pk)
