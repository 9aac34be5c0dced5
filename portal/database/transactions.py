"""What a transaction sets for itself: longer waits, other plans. When it is over all is as before."""

from collections.abc import Mapping

from django.db import connection


def set_for_transaction(values: Mapping[str, str]) -> None:
    """Set PostgreSQL's own settings, by name, until the transaction ends. Only inside one."""
    with connection.cursor() as cursor:
        for name, value in values.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
