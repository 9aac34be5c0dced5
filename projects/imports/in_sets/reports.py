"""``redovisningar`` in sets: reports that no rule asks about, new, changed, or sent again."""

from collections.abc import Sequence

from portal.imports.staging.judging import (
    CLEAN,
    READ,
    Asked,
    InSets,
    NotForSetsError,
    Rows,
    execute,
    make_table,
    next_key,
    within,
)
from projects.domain.codelist import PARTICIPANTS
from projects.domain.plausibility import quiet
from projects.imports.in_sets import meaning, standing, stored, writing
from projects.imports.in_sets.changing import tell_changes
from projects.imports.reportcolumns import MEASURES
from projects.models import OutcomeMeasure

#: What is asked by itself of each row that writes something: its duty awaits its first report, or one whose
#: report is in and not judged yet. Counted before it is chosen by, so that the planner knows how many.
_JUDGED = f"""
    SELECT m._line, m.project, m.number, m.programme, m.committee, m.duty, m.expected, m.due_on, m.label,
           u.report AS before, {{signature}} AS signature,
           CASE WHEN m.is_extra OR NOT {{quiet}} THEN false
                WHEN u.report IS NULL THEN m.state = 'awaited' AND l.report IS NULL
                ELSE u.may_change AND m.state = 'submitted' END AS is_plain
    FROM meant m JOIN {READ} r USING (_line) LEFT JOIN told_again u USING (_line)
    LEFT JOIN latest l ON l.duty = m.duty
    WHERE NOT EXISTS (SELECT FROM told_again s WHERE s._line = m._line AND s.is_same)
"""
#: A row that has a project's number and means nobody knows whose may be about any project of that number.
_LOST = f"""
    SELECT DISTINCT project FROM {READ} r WHERE NOT EXISTS (SELECT FROM meant m WHERE m._line = r._line)
"""
#: Projects all of whose rows are plain or change nothing.
_WHOLE = """
    SELECT project, any_value(number) AS number, any_value(programme) AS programme, count(*) AS rows
    FROM judged GROUP BY 1 HAVING bool_and(is_plain)
"""
#: Taken away afterwards: nothing is quicker to take away than nothing, which is what there mostly is.
_LEAVE = (
    "DELETE FROM whole WHERE project IN (SELECT project_id FROM projects_question WHERE {few})",
    "DELETE FROM whole WHERE number IN (SELECT project FROM lost)",
    "DELETE FROM told_again WHERE number IN (SELECT project FROM lost)",
)
_CLEAN = """
    SELECT _line, CASE WHEN j.before IS NULL THEN 'new' ELSE 'changed' END AS _status, j.label AS _label,
           {href} AS _href, {record} AS _record, '' AS _said, NULL::jsonb AS _details,
           project, j.programme, j.committee, j.duty, j.expected, j.before
    FROM judged j JOIN whole w USING (project)
    UNION ALL
    SELECT _line, 'unchanged', u.label, '', u.report, '', NULL, project, NULL, NULL, NULL, NULL, NULL
    FROM told_again u WHERE u.is_same
"""


class ReportsInSets(InSets):
    record = "projects.report"
    locked = writing.LOCKED

    def ties(self, asked: Asked) -> Sequence[str]:
        """Rows of one project are seen together, and those that tell the same of people."""
        return "r.project", f"CASE WHEN r._counted THEN {quiet.signature(_measures())} END"

    def prove(self, asked: Asked) -> None:
        measures = _measures()
        meaning.find_meant(asked)
        stored.find_told_again(asked.columns, measures)
        make_table("judged", _JUDGED.format(signature=quiet.signature(measures), quiet=_quiet(measures)))
        make_table("lost", _LOST)
        make_table("whole", _WHOLE)
        few = within("project_id", "whole", "project")
        for leave in _LEAVE:
            execute(leave.format(few=few))
        standing.leave_asked_about(measures)
        record = next_key("projects_report")
        make_table(CLEAN, _CLEAN.format(href=meaning.href_of("project"), record=record))
        tell_changes(asked.kind.columns, asked.columns)

    def doubt_more(self, asked: Asked) -> Sequence[int]:
        """Those who tell the same of people as a report that is stored."""
        return standing.twins_by_now()

    def rows(self, asked: Asked, moment: str) -> Sequence[Rows]:
        return writing.rows(asked, _measures(), moment)

    def look_again(self) -> None:
        writing.look_again()


def _quiet(measures: Sequence[OutcomeMeasure]) -> str:
    told = [
        quiet.figures_are_quiet(measures),
        quiet.money_is_quiet(),
        quiet.end_is_quiet(),
        quiet.project_is_quiet(),
    ]
    return f"coalesce({' AND '.join(told)}, false)"


def _measures() -> list[OutcomeMeasure]:
    """The measures that a file has columns for. NotForSetsError when the code list is not as the rules and
    the columns take it to be."""
    wanted = {PARTICIPANTS, *MEASURES}
    found = list(OutcomeMeasure.objects.filter(code__in=wanted).order_by("position", "pk"))
    people = next((each for each in found if each.code == PARTICIPANTS), None)
    if len(found) < len(wanted) or people is None or people.is_end_state or not people.is_base:
        raise NotForSetsError
    return found
