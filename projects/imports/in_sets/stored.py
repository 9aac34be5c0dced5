"""Rows that say what is stored already: told apart in SQL, column by column, blank cells and all."""

from collections.abc import Collection, Sequence

from portal.imports.columns import Column
from portal.imports.staging.judging import READ, make_table, named
from projects.domain.codelist import PARTICIPANTS
from projects.domain.plausibility.quiet import participants
from projects.imports.reportcolumns import DEVIATION, MEASURES, SPLIT

_LATEST = """
    SELECT DISTINCT ON (t.duty_id) t.duty_id AS duty, t.id AS report, t.is_final, t.spent, t.left_stated,
           t.forecast, t.cause, t.action, t.plan, t.implementation, t.experience, t.further_work,
           t.collaborators
    FROM projects_report t JOIN meant m ON m.duty = t.duty_id
    WHERE t.submitted_at IS NOT NULL ORDER BY t.duty_id, t.version DESC
"""
_COUNTS = """
    SELECT c.report_id AS report, {pivoted}
    FROM latest l JOIN projects_outcomecount c ON c.report_id = l.report
    JOIN projects_outcomemeasure k ON k.id = c.measure_id
    WHERE c.label = '' GROUP BY 1
"""
_TOLD_AGAIN = f"""
    SELECT r._line, l.report, {{same}} AS is_same FROM meant m JOIN {READ} r USING (_line)
    JOIN latest l USING (duty) LEFT JOIN counted n ON n.report = l.report
"""
_ALIKE = ("spent", "left_stated", "forecast", "is_final")
_WORDS = ("plan", "implementation", "experience", "further_work")


def find_unchanged(there: Collection[Column]) -> None:
    """Make the table ``told_again``: (_line, report, is_same) of rows whose duty has a report that is in.

    Same is what says just that, in the columns that are ``there``.
    """
    keys = [column.key for column in there]
    make_table("latest", _LATEST)
    codes = [PARTICIPANTS, *(code for code in MEASURES if code in keys)]
    pivoted = [f"max(c.value) FILTER (WHERE k.code = '{code}') AS {named(code)}" for code in codes]
    pivoted += [
        f"max(c.{part}) FILTER (WHERE k.code = '{PARTICIPANTS}') AS {named(key)}"
        for part, key in SPLIT.items()
    ]
    make_table("counted", _COUNTS.format(pivoted=", ".join(pivoted)))
    make_table("told_again", _TOLD_AGAIN.format(same=" AND ".join(_same(keys))))


def _same(keys: Sequence[str]) -> list[str]:
    """A condition for each column of the file; what has no column there is left as it is."""
    said = [f"r.{key} IS NOT DISTINCT FROM l.{key}" for key in _ALIKE if key in keys]
    said += [f"coalesce(r.{key}, '') = l.{key}" for key in _WORDS if key in keys]
    if DEVIATION in keys:
        said.append(f"(l.action = '' AND coalesce(r.{DEVIATION}, '') = l.cause)")
    if "collaborators" in keys:
        said.append("coalesce(r.collaborators, '{}') = l.collaborators::text[]")
    for code in (*MEASURES, *SPLIT.values()):
        if code in keys:
            said.append(f"r.{named(code)} IS NOT DISTINCT FROM n.{named(code)}")
    return [*said, f"{participants()} IS NOT DISTINCT FROM n.{named(PARTICIPANTS)}"]
