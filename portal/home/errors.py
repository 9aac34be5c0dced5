"""What a visitor reads when a page is forbidden, missing or broken. None of them tells what exists."""

import sys

from django.shortcuts import render

from portal.database.middleware import unavailable
from portal.database.refusal import no_answer


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def broken(request):
    """Say that something went wrong; when it was the database going away, say that instead (503)."""
    error = sys.exc_info()[1]
    if error and no_answer(error):
        return unavailable(request, error)
    return render(request, "500.html", status=500)
