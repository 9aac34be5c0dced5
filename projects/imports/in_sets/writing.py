"""The new rows of a large file into every table that ``hand_in_reports`` writes, one statement a table."""

from collections.abc import Sequence

from portal.imports.staging.judging import CLEAN, READ, Asked, NotForSetsError, execute, rows_of
from projects.domain.codelist import PARTICIPANTS
from projects.domain.plausibility.quiet import participants
from projects.imports.reportcolumns import DEVIATION, SPLIT
from projects.models import OutcomeMeasure

_RECEIVED = f"""
    UPDATE deadlines_expectedreport e
    SET state = 'submitted', submitted_at = %s, decided_at = NULL, return_reason = ''
    FROM {CLEAN} c WHERE c._status = 'new' AND e.id = c.expected AND e.state = 'awaited'
"""
_LOCKED = f"""
    SELECT count(*) FROM (
        SELECT p.id FROM projects_project p JOIN {CLEAN} c ON c.project = p.id
        ORDER BY p.id FOR NO KEY UPDATE OF p
    ) locked
"""
_BETWEEN = f"""
    SELECT FROM {CLEAN} c JOIN projects_reportduty d ON d.project_id = c.project
    JOIN projects_report t ON t.duty_id = d.id LIMIT 1
"""
_KEYED = """
    UPDATE {clean} SET _record = nextval('{sequence}') WHERE _status = 'new'
"""
_REPORTS = f"""
    INSERT INTO projects_report (
        id, duty_id, version, origin, correction_reason, is_final, spent, left_stated, forecast, cause,
        action, plan, implementation, experience, further_work, collaborators, comment, changed_at,
        submitted_at, submitted_by_id, received_by_id)
    SELECT c._record, c.duty, 1, 'file', '', r.is_final, r.spent, r.left_stated, r.forecast,
           coalesce(r.{DEVIATION}, ''), '', r.plan, coalesce(r.implementation, ''),
           coalesce(r.experience, ''), coalesce(r.further_work, ''), coalesce(r.collaborators, '{{}}'), '',
           %s, %s, %s, c.committee
    FROM {CLEAN} c JOIN {READ} r USING (_line) WHERE c._status = 'new'
"""
_COUNTS = f"""
    INSERT INTO projects_outcomecount (
        report_id, measure_id, label, unit, value, women, men, unknown, children, qualifier, note,
        verified_why)
    SELECT c._record, v.measure, '', '', v.value, v.women, v.men, v.unknown, v.children, 'exact', '', ''
    FROM {CLEAN} c JOIN {READ} r USING (_line)
    CROSS JOIN LATERAL (VALUES {{values}}) v (measure, value, women, men, unknown, children)
    WHERE c._status = 'new' AND v.value IS NOT NULL
"""


def write(asked: Asked, measures: Sequence[OutcomeMeasure]) -> None:
    """Write the new rows. NotForSetsError when another has handed one of them in since they were proved."""
    (new,) = rows_of(f"SELECT count(*) FROM {CLEAN} WHERE _status = 'new'")[0]
    if not new:
        return
    # The expected reports first, then the projects: the order in which everybody locks them.
    if execute(_RECEIVED, [asked.now]) != new or rows_of(_LOCKED)[0] != (new,) or rows_of(_BETWEEN):
        raise NotForSetsError
    (sequence,) = rows_of("SELECT pg_get_serial_sequence('projects_report', 'id')")[0]
    execute(_KEYED.format(clean=CLEAN, sequence=sequence))
    execute(_REPORTS, [asked.now, asked.now, asked.by and asked.by.pk])
    execute(_COUNTS.format(values=", ".join(_values(each) for each in measures)))


def _values(measure: OutcomeMeasure) -> str:
    if measure.code != PARTICIPANTS:
        return f'({measure.pk}, r."{measure.code}"::numeric, NULL::int, NULL::int, NULL::int, NULL::int)'
    split = ", ".join(f'r."{key}"' for key in SPLIT.values())
    return f"({measure.pk}, {participants()}::numeric, {split})"
