"""Where gunicorn finds the application."""

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
_portal = get_wsgi_application()
_CHARSET = re.compile(r"charset\s*=([^;]*)", re.IGNORECASE)
UTF_8 = ("utf-8", "utf8", "us-ascii")


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer the request, or 400 to one that says its text is written in something else than UTF-8.

    Asked before Django builds its request, where nothing catches what goes wrong: it reads the address with
    whichever of Python's codecs the sender names, such that make half characters or are not for text at all.
    """
    said = environ.get("CONTENT_TYPE", "")
    charsets = (found.strip(" \t\"'").lower() for found in _CHARSET.findall(said))
    if "*" in said or not all(charset in UTF_8 for charset in charsets):
        start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"Skicka texten som UTF-8.\n"]
    return _portal(environ, start_response)
