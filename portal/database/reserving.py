"""Primary keys taken before the rows are written, so that rows of one batch can point at each other."""

from django.db import connection
from django.db.models import Model


def reserve_keys(model: type[Model], count: int) -> list[int]:
    """Take ``count`` keys from the model's own sequence, in order. Unused ones are gone for good."""
    if not count:
        return []
    key = model._meta.pk
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [connection.ops.quote_name(model._meta.db_table), key.column, count],
        )
        return sorted(key for (key,) in cursor)
