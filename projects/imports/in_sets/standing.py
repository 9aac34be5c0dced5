"""What stands beside the rows of a file: their projects' other reports, and who tells the same of people."""

from collections.abc import Sequence

from portal.imports.staging.judging import CLEAN, READ, execute, make_table, named, rows_of, within
from projects.domain.codelist import PARTICIPANTS
from projects.domain.plausibility import quiet
from projects.imports.in_sets.stored import all_counts, counts_of
from projects.models import OutcomeMeasure

#: the reports of ``whole`` projects whose figures count and that the file leaves as they are
_OTHERS = """
    SELECT t.id AS report, o.project, w.number, w.programme, e.year, e.due_on, o.is_extra,
           t.spent, t.left_stated, t.is_final, t.experience, t.implementation
    FROM whole w JOIN owed o USING (project)
    JOIN projects_report t ON t.duty_id = o.duty JOIN deadlines_expectedreport e ON e.id = o.expected
    WHERE t.submitted_at IS NOT NULL AND {few}
      AND NOT EXISTS (SELECT FROM projects_report n WHERE n.duty_id = o.duty AND n.submitted_at IS NOT NULL
                      AND n.version > t.version)
      AND NOT EXISTS (SELECT FROM judged j WHERE j.duty = o.duty)
"""
_LOUD = """
    SELECT r.project FROM stood r CROSS JOIN LATERAL (SELECT r.project) m
    WHERE (r.is_extra OR NOT coalesce(r.are_plain, true) OR NOT {quiet}) IS NOT FALSE
"""
_SEVERAL = "SELECT project FROM whole WHERE rows > 1 UNION SELECT project FROM stood"
#: every figure since the beginning beside the largest before it, of projects that tell more than once
_SERIES = f"""
    SELECT r.project, r.year, r.due_on, {{told}} FROM stood r
    UNION ALL
    SELECT j.project, r.year, j.due_on, {{told}} FROM several w JOIN judged j USING (project)
    JOIN {READ} r USING (_line)
"""
_FALLING = """
    SELECT project FROM (
        SELECT project, count(*) OVER (PARTITION BY project, year, due_on) > 1 OR {fallen} AS is_odd
        FROM ({series}) s
        WINDOW before AS (PARTITION BY project ORDER BY year, due_on
                          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ) f WHERE is_odd
"""
_LEAVE = "DELETE FROM whole WHERE project IN ({projects})"
#: who tells what of people: the rows that are written, what they take the place of, and what stands beside
_BEFORE = "SELECT {whose}, {signature} AS signature FROM judged j JOIN held r ON r.report = j.before"
_MINE = f"""
    SELECT project, programme, signature FROM judged JOIN whole USING (project, programme)
    WHERE signature IS NOT NULL
    UNION SELECT r.project, r.programme, {{signature}} FROM stood r WHERE {{signature}} IS NOT NULL
    UNION SELECT * FROM ({_BEFORE.format(whose="j.project, j.programme", signature="{signature}")}) b
    WHERE signature IS NOT NULL
"""
_ALIKE = f"""
    SELECT m.project FROM mine m JOIN (
        SELECT signature FROM (
            SELECT project, {{signature}} AS signature FROM {READ} r WHERE _counted
            UNION ALL SELECT r.number, {{signature}} FROM stood r
            UNION ALL {_BEFORE.format(whose="j.number", signature="{signature}")}
        ) told WHERE signature IS NOT NULL GROUP BY 1 HAVING count(DISTINCT project) > 1
    ) s USING (signature)
"""
_TWINS = """
    SELECT m.project FROM mine m JOIN signed s
    ON s.programme = m.programme AND s.signature = m.signature AND s.project <> m.project
"""


def leave_asked_about(measures: Sequence[OutcomeMeasure]) -> None:
    """Take from ``whole`` the projects that a rule asks about when their rows are written: for a report that
    stands, for a figure that falls, for those who tell the same of people."""
    make_table("others", _OTHERS.format(few=within("t.duty_id", "owed", "duty")))
    counts = counts_of("o.report", measures, all_counts())
    make_table("stood", f"SELECT o.*, n.* FROM others o CROSS JOIN {counts} n")
    every = " AND ".join([quiet.figures_are_quiet(measures), quiet.money_is_quiet(), quiet.end_is_quiet()])
    execute(_LEAVE.format(projects=_LOUD.format(quiet=f"({every})")))
    _leave_falling(measures)
    signature = quiet.signature(measures)
    make_table("mine", _MINE.format(signature=signature))
    if twins_may_be():
        execute(_LEAVE.format(projects=_ALIKE.format(signature=signature)))
        _read_signatures()
        execute(_LEAVE.format(projects=_TWINS))


def twins_may_be() -> bool:
    """Whether any of the projects tells enough of people to have a twin."""
    return bool(rows_of("SELECT FROM mine LIMIT 1"))


def twins_by_now() -> list[int]:
    """The lines of those in ``clean`` who tell the same as a report that is stored by now."""
    if not twins_may_be():
        return []
    _read_signatures()
    found = f"SELECT _line FROM {CLEAN} WHERE _status <> 'unchanged' AND project IN ({_TWINS})"
    return [line for (line,) in rows_of(found)]


def _read_signatures() -> None:
    """Make the table ``signed`` of what every report tells of people: once, never once a row."""
    make_table("signed", quiet.STORED_SIGNATURES, quiet.TOLD_BY_TWINS)


def _leave_falling(measures: Sequence[OutcomeMeasure]) -> None:
    """``Falling`` passes over what a period did not tell; a value that never fell is the largest so far."""
    told = {each.code: named(each.code) for each in measures if each.mode == OutcomeMeasure.Mode.CUMULATIVE}
    values = {code: f"r.{cell}" for code, cell in told.items()} | {"spent": "r.spent"}
    if PARTICIPANTS in values:
        values[PARTICIPANTS] = quiet.participants()
    said = ", ".join(f"{value} AS {named(code)}" for code, value in values.items())
    fallen = " OR ".join(f"coalesce({named(c)} < max({named(c)}) OVER before, false)" for c in values)
    make_table("several", _SEVERAL)
    series = _SERIES.format(told=said)
    execute(_LEAVE.format(projects=_FALLING.format(fallen=fallen, series=series)))
