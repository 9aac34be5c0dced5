"""The door of a view that is a function: first the right (403), then the method (405), as agreed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.views.decorators.http import require_http_methods

READING = ("GET", "HEAD")
View = Callable[..., HttpResponseBase]


def only_for(may: Callable[[Any], bool], *methods: str) -> Callable[[View], View]:
    """Let in whom ``may`` says yes to, with one of ``methods``.

    ``require_safe`` above a view that asks for rights itself would answer in the wrong order.
    """

    def decorate(view: View) -> View:
        guarded = require_http_methods(methods)(view)

        @wraps(view)
        def asked(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user):
                raise PermissionDenied
            return guarded(request, *args, **kwargs)

        return asked

    return decorate
