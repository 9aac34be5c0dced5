"""A database that does not answer gives the reader a 503 page, not an error of the program."""

import logging

from django.db import connection
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string

from portal.database.refusal import no_answer, one_line

log = logging.getLogger(__name__)
RETRY_AFTER = "5"  # seconds


class DatabaseDown:
    """Ask once per request whether the database answers; the check of CONN_HEALTH_CHECKS, made early."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            connection.close_if_health_check_failed()
            connection.ensure_connection()
        except (OperationalError, InterfaceError) as error:
            return unavailable(request, error)
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Answer 503 also when the database went away in the middle of a view."""
        down = isinstance(exception, (OperationalError, InterfaceError)) and no_answer(exception)
        return unavailable(request, exception) if down else None


def unavailable(request, error: BaseException) -> HttpResponse:
    """Make the 503: JSON for the health check, a page without any database for people."""
    log.error("%s %s: %s", request.method, request.path, one_line(error))
    if request.path == "/halsa/":
        response: HttpResponse = JsonResponse({"status": "fel"}, status=503)
    else:
        response = HttpResponse(render_to_string("503.html"), status=503)
    response.headers["Retry-After"] = RETRY_AFTER
    response.headers["Cache-Control"] = "no-store"
    return response
