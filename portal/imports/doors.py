"""Who comes in: first whether the thing is there (404), then the right to it (403), then the verb (405)."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.imports.access import may_apply
from portal.imports.kinds import kind_of
from portal.imports.models import Batch
from portal.imports.retention import disposed_words


def for_kind(*methods: str, exporting: bool = False):
    """Give the view the kind of file named in the address, to who may read it in or take it out."""

    def decorate(view):
        guarded = require_http_methods(methods)(view)

        @wraps(view)
        def found(request, kind, *args, **kwargs):
            wanted = kind_of(kind)
            if wanted is None:
                raise Http404
            if not (wanted.may_export if exporting else wanted.may)(request.user):
                raise PermissionDenied
            return guarded(request, wanted, *args, **kwargs)

        return found

    return decorate


def is_at_work(batch: Batch) -> bool:
    """Whether the task worker has the file, or is soon to have it."""
    job = getattr(batch, "job", None)
    return job is not None and not job.has_stopped(timezone.now())


def for_batch(*methods: str, applying: bool = False, at_work: bool = False, disposed: bool = False):
    """Give the view a batch the reader may see and its kind; with ``applying`` only to who may apply it.

    Who wants to change something while the worker has the file is told to wait, unless ``at_work``; who wants
    anything of a file that is disposed of is told so, unless ``disposed``.
    """

    def decorate(view):
        guarded = require_http_methods(methods)(view)

        @wraps(view)
        def found(request, batch, **more):
            seen = Batch.objects.for_user(request.user).select_related(
                *("file", "received_by", "applied_by", "job", "disposed_under")
            )
            known = get_object_or_404(seen, pk=batch)
            kind = kind_of(known.kind)
            if kind is None:  # read in by a work area that is no more
                raise Http404
            if not kind.may_read(request.user, known.authority_id):
                raise PermissionDenied
            if applying and not may_apply(request.user, known, kind):
                raise PermissionDenied
            if known.disposed_at and not disposed and request.method in methods:
                messages.info(request, disposed_words(known))
                return redirect("imports:batch", known.pk)
            if applying and not at_work and request.method in methods and is_at_work(known):
                messages.info(request, _("Filen är i arbete just nu. Vänta tills det är klart."))
                return redirect("imports:batch", known.pk)
            return guarded(request, known, kind, **more)

        return found

    return decorate
