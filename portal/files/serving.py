"""Files out: as an attachment, never shown in place, with the type found in the content."""

from django.core.files.storage import default_storage
from django.http import FileResponse

from portal.files.models import StoredFile


def serve(stored: StoredFile) -> FileResponse:
    """Answer with the file. The caller has already asked whether the reader may have it."""
    response = FileResponse(
        default_storage.open(stored.path),
        as_attachment=True,
        filename=stored.name,
        content_type=stored.content_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox"
    return response
