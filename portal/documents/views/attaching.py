"""A file that is made for one reader goes out to them, and is kept nowhere on its way."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    """Answer with a file called ``name``."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
