"""Read DATABASE_URL and DATABASE_OWNER_URL, and refuse what cannot be one in one clear line."""

import warnings
from typing import Any
from urllib.parse import unquote

import environ
from django.core.exceptions import ImproperlyConfigured

_SHAPE = "postgres://roll:lösenord@värd:5432/databas"


def database_from(url: str, variable: str) -> dict[str, Any]:
    """Take ``url`` apart into Django's HOST, PORT, USER, PASSWORD, NAME and OPTIONS.

    The host may be a socket folder (%2Ftmp%2Fx). Raises ImproperlyConfigured that names ``variable``
    but never repeats the address: it holds a password.
    """
    try:
        with warnings.catch_warnings(action="ignore"):
            found = environ.Env.db_url_config(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"{variable} går inte att läsa. Den ska se ut så här: {_SHAPE}") from error
    if "postgresql" not in found.get("ENGINE", ""):
        raise ImproperlyConfigured(
            f"{variable} är ingen adress till PostgreSQL. Den ska se ut så här: {_SHAPE}"
        )
    if not found["USER"]:
        raise ImproperlyConfigured(f"{variable} saknar roll (användare). Den ska se ut så här: {_SHAPE}")
    return found | {"HOST": unquote(found["HOST"]), "NAME": found["NAME"] or "portal"}
