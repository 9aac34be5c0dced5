"""``redovisningar`` in sets: a first report that no rule asks about, or one that is sent again."""

from collections.abc import Sequence

from portal.imports.staging.judging import (
    CLEAN,
    READ,
    Asked,
    InSets,
    NotForSetsError,
    execute,
    make_table,
    rows_of,
)
from projects.domain.codelist import PARTICIPANTS
from projects.domain.plausibility import quiet
from projects.imports.in_sets import meaning, stored, writing
from projects.imports.reportcolumns import MEASURES
from projects.models import OutcomeMeasure

#: what is asked of each row by itself. Counted before it is chosen by, so that the planner knows how many.
_JUDGED = f"""
    SELECT m.*, {{signature}} AS signature, {{quiet}} AS is_quiet FROM meant m JOIN {READ} r USING (_line)
"""
#: projects that one row alone is about, whatever the other rows look like
_ALONE = f"""
    SELECT m.project FROM meant m JOIN {READ} r USING (_line)
    JOIN (SELECT project FROM {READ} GROUP BY 1 HAVING count(*) = 1) once ON once.project = r.project
    GROUP BY 1 HAVING count(*) = 1
"""
#: a duty that awaits its first report, of a project that has none and stands once in the file
_FRESH = """
    SELECT j.* FROM judged j JOIN alone USING (project)
    WHERE j.is_quiet AND j.state = 'awaited' AND NOT j.is_extra
      AND NOT EXISTS (SELECT FROM projects_question q WHERE q.project_id = j.project)
      AND NOT EXISTS (
        SELECT FROM projects_reportduty d JOIN projects_report t ON t.duty_id = d.id
        WHERE d.project_id = j.project)
"""
_ONCE = f"""
    SELECT min(_line) AS _line FROM {READ} GROUP BY project, year, period HAVING count(*) = 1
"""
_CLEAN = """
    SELECT _line, 'new' AS _status, label AS _label, {href} AS _href, NULL::bigint AS _record,
           project, programme, committee, duty, expected, signature
    FROM fresh
    UNION ALL
    SELECT m._line, 'unchanged', m.label, {href}, u.report, NULL, NULL, NULL, NULL, NULL, NULL
    FROM meant m JOIN told_again u USING (_line) JOIN ({once}) o USING (_line)
    WHERE u.is_same
"""
_TWINS = f"""
    DELETE FROM {CLEAN} c USING ({quiet.STORED_SIGNATURES}) s
    WHERE s.programme = c.programme AND s.signature = c.signature
"""
_ALIKE = f"""
    DELETE FROM {CLEAN} c USING (
        SELECT {{signature}} AS signature FROM {READ} r WHERE _counted GROUP BY 1 HAVING count(*) > 1
    ) s WHERE s.signature = c.signature
"""


class ReportsInSets(InSets):
    record = "projects.report"

    def ties(self, asked: Asked) -> Sequence[str]:
        """Rows of one project are seen together, and those that tell the same of people."""
        return "r.project", f"CASE WHEN r._counted THEN {quiet.signature(_measures())} END"

    def prove(self, asked: Asked) -> None:
        measures = _measures()
        meaning.find_meant(asked)
        make_table("judged", _JUDGED.format(signature=quiet.signature(measures), quiet=_quiet(measures)))
        make_table("alone", _ALONE)
        make_table("fresh", _FRESH)
        stored.find_unchanged(asked.columns)
        make_table(CLEAN, _CLEAN.format(href=meaning.href_of("project"), once=_ONCE))
        execute(_ALIKE.format(signature=quiet.signature(measures)))
        self.doubt_more(asked)

    def doubt_more(self, asked: Asked) -> int:
        """Those who tell the same of people as a report that is stored."""
        if not rows_of(f"SELECT FROM {CLEAN} WHERE signature IS NOT NULL LIMIT 1"):
            return 0
        return execute(_TWINS, quiet.TOLD_BY_TWINS)

    def write(self, asked: Asked) -> None:
        writing.write(asked, _measures())


def _quiet(measures: Sequence[OutcomeMeasure]) -> str:
    return " AND ".join(
        [
            quiet.figures_are_quiet(measures),
            quiet.money_is_quiet(),
            quiet.end_is_quiet(),
            quiet.project_is_quiet(),
        ]
    )


def _measures() -> list[OutcomeMeasure]:
    """The measures that a file has columns for. NotForSetsError when the code list is not as the rules and
    the columns take it to be."""
    wanted = {PARTICIPANTS, *MEASURES}
    found = list(OutcomeMeasure.objects.filter(code__in=wanted).order_by("position", "pk"))
    people = next((each for each in found if each.code == PARTICIPANTS), None)
    if len(found) < len(wanted) or people is None or people.is_end_state or not people.is_base:
        raise NotForSetsError
    return found
