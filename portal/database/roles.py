"""Which role a connection logs in as: the application's, unless somebody asks to be the owner for a while."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.transaction import TransactionManagementError

from portal.database import embedded, rolemaking
from portal.database.refusal import Unusable
from portal.database.urls import database_from

_KEY = "ROLE"  # in the connection's settings_dict, so that Django's copies of a connection keep it
APPLICATION, OWNER = "application", "owner"


def login(settings_dict: dict[str, Any]) -> dict[str, Any]:
    """Answer the driver's parameters (host, user, password ...) for the role that the connection has now."""
    owner = settings_dict.get(_KEY) == OWNER
    if settings.EMBEDDED:
        role = rolemaking.OWNER if owner else rolemaking.APPLICATION
        return {"host": str(embedded.join()), "user": role, "password": rolemaking.role_password(role)}
    return _owner_login() if owner else {}


def _owner_login() -> dict[str, Any]:
    if not settings.DATABASE_OWNER_URL:
        raise Unusable("DATABASE_OWNER_URL saknas. Ange rollen som äger tabellerna för att få göra detta.")
    url = database_from(settings.DATABASE_OWNER_URL, "DATABASE_OWNER_URL")
    found = {"host": url["HOST"], "port": url["PORT"], "user": url["USER"], "password": url["PASSWORD"]}
    return {key: value for key, value in found.items() if value} | url.get("OPTIONS", {})


def application_role() -> str:
    """Answer the name of the application's role on this server."""
    return rolemaking.APPLICATION if settings.EMBEDDED else settings.DATABASES["default"]["USER"]


@contextmanager
def _logged_in(role: str, using: str) -> Iterator[None]:
    connection = connections[using]
    before = connection.settings_dict.get(_KEY, APPLICATION)
    if before == role:
        yield
        return
    if connection.in_atomic_block:
        raise TransactionManagementError("another role is a connection of its own: not inside a transaction")
    connection.close()
    connection.settings_dict[_KEY] = role
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict[_KEY] = before


def as_owner(using: str = "default") -> AbstractContextManager[None]:
    """Let the connection log in as the owner of the tables inside the block; not inside a transaction.

    Raises Unusable with a real server whose DATABASE_OWNER_URL is not given.
    """
    return _logged_in(OWNER, using)


def as_application(using: str = "default") -> AbstractContextManager[None]:
    """Let the connection log in as the application's role inside the block, as it does when nobody asks."""
    return _logged_in(APPLICATION, using)
