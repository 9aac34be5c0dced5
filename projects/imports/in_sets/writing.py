"""The new and the changed rows of a large file, as every table that ``hand_in_reports`` writes takes them."""

from collections.abc import Sequence

from portal.imports.staging.judging import (
    CLEAN,
    READ,
    Asked,
    Locked,
    NotForSetsError,
    Rows,
    next_key,
    rows_of,
)
from projects.domain.codelist import PARTICIPANTS
from projects.domain.plausibility.quiet import participants
from projects.imports.in_sets.stored import JOINED
from projects.imports.reportcolumns import DEVIATION, SPLIT
from projects.models import OutcomeMeasure

_WRITTEN = f"FROM {CLEAN} WHERE _status <> 'unchanged'"
_PROJECTS = f"SELECT DISTINCT project {_WRITTEN}"
#: the expected reports first, then the projects, as everybody does
LOCKED = (
    Locked("deadlines_expectedreport", f"SELECT expected {_WRITTEN}"),
    Locked("projects_project", _PROJECTS),
)
#: What awaits its first report still does, and what is in is not judged yet. Counted, not chosen by: how many
#: are in what state changes from one file to the next, and the planner has counted before.
_AS_EXPECTED = f"""
    SELECT bool_and(e.state = CASE c._status WHEN 'new' THEN 'awaited' ELSE 'submitted' END)
    FROM deadlines_expectedreport e JOIN {CLEAN} c ON c.expected = e.id
    WHERE c._status <> 'unchanged'
"""
#: The reports whose figures count, of the projects that are written about, are those that were seen. One
#: that is checked against its source meanwhile is another one.
_BETWEEN = f"""
    SELECT array_agg(t.id ORDER BY t.id) FILTER (WHERE NOT EXISTS (
               SELECT FROM projects_outcomecount c WHERE c.report_id = t.id AND c.verified IS NOT NULL))
           IS NOT DISTINCT FROM (
               SELECT array_agg(report ORDER BY report) FROM (
                   SELECT report FROM stood JOIN ({_PROJECTS}) a USING (project)
                   UNION SELECT before FROM {CLEAN} WHERE _status = 'changed') seen)
    FROM ({_PROJECTS}) p JOIN projects_reportduty d ON d.project_id = p.project
    JOIN projects_report t ON t.duty_id = d.id AND t.submitted_at IS NOT NULL
    WHERE NOT EXISTS (SELECT FROM projects_report n WHERE n.duty_id = d.id AND n.submitted_at IS NOT NULL
                      AND n.version > t.version)
"""
_REPORT = """
    id, duty_id, version, origin, correction_reason, is_final, spent, left_stated, forecast, cause, action,
    plan, implementation, experience, further_work, collaborators, comment, changed_at, submitted_at,
    submitted_by_id, received_by_id
"""
_REPORTS = f"""
    SELECT c._record, c.duty, coalesce(l.version, 0) + 1, 'file', '', r.is_final, r.spent, r.left_stated,
           r.forecast, {{cause}}, {{action}}, r.plan, coalesce(r.implementation, ''),
           coalesce(r.experience, ''), coalesce(r.further_work, ''), {{collaborators}},
           coalesce(l.comment, ''), %s, %s, %s::bigint, c.committee
    FROM {CLEAN} c JOIN {READ} r USING (_line) LEFT JOIN latest l ON l.report = c.before
    WHERE c._status <> 'unchanged'
"""
#: a cell that says what is stored leaves cause and action as they are, and the list of collaborators
_KEPT = f"""
    CASE WHEN l.report IS NOT NULL AND coalesce(r.{DEVIATION}, '') = {JOINED}
         THEN coalesce(l.{{part}}, '') ELSE {{else_}} END
"""
_COLLABORATORS = """
    CASE WHEN l.report IS NOT NULL
              AND array_to_string(r.collaborators, '|') = array_to_string(l.collaborators, '|')
         THEN l.collaborators::text[] ELSE coalesce(r.collaborators, '{}') END
"""
_COUNT = """
    id, report_id, measure_id, label, unit, value, women, men, unknown, children, qualifier, note,
    verified_why
"""
_COUNTS = f"""
    SELECT concat({{values}}) FROM {CLEAN} c JOIN {READ} r USING (_line) WHERE c._status <> 'unchanged'
"""
_TOLD = """
    CASE WHEN {value} IS NOT NULL
         THEN {key} || ',' || c._record || ',{measure},,,' || {value} || {split} || ',exact,,;' END
"""


def rows(asked: Asked, measures: Sequence[OutcomeMeasure], moment: str) -> list[Rows]:
    """The reports and what they count."""
    cause = _KEPT.format(part="cause", else_=f"coalesce(r.{DEVIATION}, '')")
    action = _KEPT.format(part="action", else_="''")
    reports = _REPORTS.format(cause=cause, action=action, collaborators=_COLLABORATORS)
    told = [moment, moment, asked.by and asked.by.pk]
    key = next_key("projects_outcomecount")  # taken now, so that it takes no time when they are written
    counts = _COUNTS.format(values=", ".join(_told(each, key) for each in measures))
    return [
        Rows("projects_report", _REPORT, reports, told),
        Rows("projects_outcomecount", _COUNT, counts, packed=True),
    ]


def look_again() -> None:
    """NotForSetsError when another has been there since the rows were proved."""
    if any(rows_of(asked)[0] == (False,) for asked in (_AS_EXPECTED, _BETWEEN)):
        raise NotForSetsError


def _told(measure: OutcomeMeasure, key: str) -> str:
    if measure.code != PARTICIPANTS:
        return _TOLD.format(key=key, measure=measure.pk, value=f'r."{measure.code}"', split="',~,~,~,~'")
    parts = (f"',' || coalesce(r.\"{part}\"::text, '~')" for part in SPLIT.values())
    return _TOLD.format(key=key, measure=measure.pk, value=participants(), split=" || ".join(parts))
