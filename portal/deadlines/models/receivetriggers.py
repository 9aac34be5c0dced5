"""What the database does when a report comes in: its expected report is noted as in, whichever the door.

A report that is in while its expected report still waits contradicts itself, so no writer has to see to it:
form, file, COPY and SQL all come here. Statement by statement, so that 100 000 rows cost one join.
"""

import pgtrigger

from portal.database.statements import after_statement

# Of two versions in one statement the newest counts. What was taken as good is opened again by a correction
# only, and keeps the day it first came: a first version under it is old data laid in.
# ``JOIN new_values`` has historyfunctions.join_by_hash forbid to go through them once a row, whatever the
# planner guesses; the keys as arrays keep one report from then reading the tables whole.
_NOTE = """
    WITH came AS (
        SELECT DISTINCT ON (d.expected_id) d.expected_id, n.version, n.submitted_at
        FROM {duties} d JOIN new_values n ON n.duty_id = d.id {before}
        WHERE n.submitted_at IS NOT NULL AND d.id = ANY (ARRAY(SELECT duty_id FROM new_values))
        ORDER BY d.expected_id, n.version DESC
    )
    UPDATE deadlines_expectedreport e
    SET state = 'submitted', decided_at = NULL, return_reason = '',
        submitted_at = CASE e.state WHEN 'accepted' THEN e.submitted_at ELSE c.submitted_at END
    FROM came c
    WHERE e.id = c.expected_id AND e.id = ANY (ARRAY(SELECT expected_id FROM came))
        AND (e.state IN ('awaited', 'returned') OR e.state = 'accepted' AND c.version > 1);
    RETURN NULL;
"""
_WAS_DRAFT = "JOIN old_values o ON o.id = n.id AND o.submitted_at IS NULL"


def received(duties: str) -> list[pgtrigger.Trigger]:
    """The triggers of a model of reports (``duty_id``, ``version``, ``submitted_at``).

    ``duties``: the table of its duties, each of which points at its expected report by ``expected_id``.
    """
    insert, update = (_NOTE.format(duties=duties, before=before) for before in ("", _WAS_DRAFT))
    return [
        after_statement("insert_is_received", pgtrigger.Insert, insert, new="new_values"),
        after_statement("update_is_received", pgtrigger.Update, update, old="old_values", new="new_values"),
    ]
