"""The functions that write history: run as the owner, not to be borrowed, not to be silenced."""

from psycopg2 import sql

# django-pghistory's own function updates the metadata of a context that is there already. As its id is a
# setting of the session, that would let the application rewrite who and why of old events: here a context
# only gains what it lacked.
_ATTACH = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE AS $$
DECLARE
    context_id uuid := nullif(current_setting('pghistory.context_id', true), '');
    context_data jsonb := nullif(current_setting('pghistory.context_metadata', true), '');
BEGIN
    IF context_id IS NULL OR context_data IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context AS kept (id, metadata, created_at, updated_at)
    VALUES (context_id, context_data, now(), now())
    ON CONFLICT (id) DO UPDATE
        SET metadata = excluded.metadata || jsonb_strip_nulls(kept.metadata), updated_at = now()
        WHERE NOT kept.metadata @> (excluded.metadata || jsonb_strip_nulls(kept.metadata));
    RETURN context_id;
END;
$$ LANGUAGE plpgsql
"""

_LOUD = """
CREATE OR REPLACE FUNCTION {}(trigger_name name) RETURNS boolean
LANGUAGE sql IMMUTABLE AS 'SELECT false'
"""

_OURS = """
SELECT p.oid::regprocedure::text, p.proname FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace
  AND (p.proname LIKE 'pgtrigger\\_%%' OR p.proname IN ('_pgh_attach_context', '_pgtrigger_should_ignore'))
"""


def run_as_owner(cursor, role: sql.Identifier) -> int:
    """Let the history's functions run with their owner's rights, and nobody else build a trigger of them.

    Answers how many functions were set. Without the REVOKE the application could hang such a function on a
    temporary table of its own and forge events.
    """
    cursor.execute("SELECT to_regclass('public.pghistory_context')")
    if cursor.fetchone()[0]:
        cursor.execute(_ATTACH)
    cursor.execute(_OURS)
    found = cursor.fetchall()
    for signature, _name in found:
        function = sql.SQL(signature)  # as PostgreSQL itself wrote it: regprocedure quotes
        cursor.execute(
            sql.SQL(
                "ALTER FUNCTION {} SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;"
                "REVOKE ALL ON FUNCTION {} FROM PUBLIC, {}"
            ).format(function, function, role)
        )
    return len(found)


# A trigger's plan is kept for as long as the connection lives. Made for an update of no row, it would join
# the rows before with the rows after one by one, and an update of 20 000 rows takes minutes instead of 1 s.
# The same goes for whatever else joins the rows written (portal/deadlines/models/receivetriggers.py).
_JOINS = """
SELECT p.oid::regprocedure::text FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.prosrc LIKE '%JOIN new_values%'
"""


def join_by_hash(cursor) -> int:
    """Let what joins the rows written take time that grows with them. Answers how many."""
    cursor.execute(_JOINS)
    found = cursor.fetchall()
    for (signature,) in found:
        cursor.execute(sql.SQL("ALTER FUNCTION {} SET enable_nestloop = off").format(sql.SQL(signature)))
    return len(found)


def keep_loud(cursor) -> int:
    """Replace what asks ``pgtrigger.ignore`` whether to be silent by a plain no. Answers how many."""
    cursor.execute("SELECT oid::regproc::text FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'")
    found = cursor.fetchall()
    for (name,) in found:
        cursor.execute(sql.SQL(_LOUD).format(sql.SQL(name)))
    return len(found)
