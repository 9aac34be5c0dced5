"""The new and the changed rows of a large file, as every table that ``hand_in_reports`` writes takes them."""

from collections.abc import Sequence

from portal.imports.staging.judging import CLEAN, READ, Asked, Kept, NotForSetsError, Rows, rows_of
from projects.domain.codelist import PARTICIPANTS
from projects.domain.plausibility.quiet import participants
from projects.imports.in_sets.stored import JOINED
from projects.imports.reportcolumns import DEVIATION, SPLIT
from projects.models import OutcomeMeasure

#: How many reports are in changes from one file to the next: the planner, who has counted before, would look
#: for hardly any by their state and go through ``clean`` once for each. So the state is counted instead.
_EXPECTED = f"""
    SELECT count(*) FILTER (WHERE _status = 'new' AND state = 'awaited'),
           count(*) FILTER (WHERE _status = 'changed' AND state = 'submitted')
    FROM (
        SELECT c._status, e.state FROM deadlines_expectedreport e JOIN {CLEAN} c ON c.expected = e.id
        WHERE c._status <> 'unchanged' ORDER BY e.id FOR NO KEY UPDATE OF e
    ) locked
"""
_LOCKED = f"""
    SELECT count(*) FROM (
        SELECT p.id FROM projects_project p
        WHERE p.id IN (SELECT project FROM {CLEAN} WHERE _status <> 'unchanged')
        ORDER BY p.id FOR NO KEY UPDATE OF p
    ) locked
"""
_PROJECTS = f"SELECT DISTINCT project FROM {CLEAN} WHERE _status <> 'unchanged'"
#: The reports whose figures count, of the projects that are written about, are those that were seen. One
#: that is checked against its source meanwhile is another one.
_BETWEEN = f"""
    SELECT array_agg(t.id ORDER BY t.id) FILTER (WHERE NOT EXISTS (
               SELECT FROM projects_outcomecount c WHERE c.report_id = t.id AND c.verified IS NOT NULL))
           IS DISTINCT FROM (
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
           coalesce(r.experience, ''), coalesce(r.further_work, ''), coalesce(r.collaborators, '{{{{}}}}'),
           coalesce(l.comment, ''), %s, %s, %s::bigint, c.committee
    FROM {CLEAN} c JOIN {READ} r USING (_line) LEFT JOIN latest l ON l.report = c.before
    WHERE c._status <> 'unchanged'
"""
#: a cell that says what is stored leaves cause and action as they are
_KEPT = f"CASE WHEN coalesce(r.{DEVIATION}, '') = {JOINED} THEN coalesce(l.{{part}}, '') ELSE {{else_}} END"
_COUNT = """
    report_id, measure_id, label, unit, value, women, men, unknown, children, qualifier, note, verified_why
"""
_COUNTS = f"""
    SELECT concat({{values}}) FROM {CLEAN} c JOIN {READ} r USING (_line) WHERE c._status <> 'unchanged'
"""
_TOLD = (
    "CASE WHEN {value} IS NOT NULL THEN c._record || ',{measure},,,' || {value} || {split} || ',exact,,;' END"
)
#: of what was found when the rows were proved, that which is asked for above
NEEDED = {
    CLEAN: Kept(
        "_status text, project bigint, expected bigint, before bigint",
        f"SELECT _status, project, expected, before FROM {CLEAN} WHERE _status <> 'unchanged'",
    ),
    "stood": Kept(
        "report bigint, project bigint",
        f"SELECT s.report, s.project FROM stood s JOIN ({_PROJECTS}) a USING (project)",
    ),
}


def rows(asked: Asked, measures: Sequence[OutcomeMeasure], moment: str) -> list[Rows]:
    """The reports and what they count."""
    cause = _KEPT.format(part="cause", else_=f"coalesce(r.{DEVIATION}, '')")
    reports = _REPORTS.format(cause=cause, action=_KEPT.format(part="action", else_="''"))
    told = [moment, moment, asked.by and asked.by.pk]
    counts = _COUNTS.format(values=", ".join(_told(each) for each in measures))
    return [
        Rows("projects_report", _REPORT, reports, told),
        Rows("projects_outcomecount", _COUNT, counts, packed=True),
    ]


def lock(asked: Asked) -> None:
    """Lock what is written about: the expected reports first, then the projects, as everybody does.

    NotForSetsError when another has been there since it was proved.
    """
    wanted = dict(rows_of(f"SELECT _status, count(*) FROM {CLEAN} GROUP BY 1"))
    if rows_of(_EXPECTED)[0] != (wanted.get("new", 0), wanted.get("changed", 0)):
        raise NotForSetsError
    (projects,) = rows_of(f"SELECT count(*) FROM ({_PROJECTS}) p")[0]
    if rows_of(_LOCKED)[0] != (projects,) or rows_of(_BETWEEN)[0] != (False,):
        raise NotForSetsError


def _told(measure: OutcomeMeasure) -> str:
    if measure.code != PARTICIPANTS:
        return _TOLD.format(measure=measure.pk, value=f'r."{measure.code}"', split="',~,~,~,~'")
    parts = (f"',' || coalesce(r.\"{key}\"::text, '~')" for key in SPLIT.values())
    return _TOLD.format(measure=measure.pk, value=participants(), split=" || ".join(parts))
