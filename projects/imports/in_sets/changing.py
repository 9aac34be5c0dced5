"""What a changed row changes, as the receipt says it: heading, what was stored, what the file says."""

from collections.abc import Sequence

from portal.imports.columns import Column
from portal.imports.staging.judging import CLEAN, READ, execute, make_table, named
from portal.imports.written import in_words, number
from projects.domain.codelist import PARTICIPANTS
from projects.domain.plausibility.quiet import participants
from projects.imports.in_sets.stored import JOINED, all_counts
from projects.imports.reportcolumns import DEVIATION, PLANS

_TKR = ("spent", "left_stated", "forecast")
_TEXTS = ("implementation", "experience", "further_work")
_CHANGES = f"""
    SELECT c._line,
           jsonb_agg(jsonb_build_object('column', v.heading, 'old', v.old, 'new', v.new) ORDER BY v.place)
               AS details,
           string_agg(E'\\n' || v.heading || E'\\t' || v.old || E'\\t' || v.new, '' ORDER BY v.place) AS said
    FROM {CLEAN} c JOIN {READ} r USING (_line)
    JOIN latest l ON l.report = c.before LEFT JOIN held n ON n.report = c.before
    CROSS JOIN LATERAL (VALUES {{written}}) v (place, heading, old, new)
    WHERE c._status = 'changed' AND v.old <> v.new GROUP BY 1
"""
_TELL = f"UPDATE {CLEAN} c SET _details = s.details, _said = s.said FROM changes s WHERE s._line = c._line"
# A list that is written alike is the same to the domain, though it is parted in another way.
_ALIKE = f"""
    DELETE FROM {CLEAN} WHERE project IN (
        SELECT project FROM {CLEAN} WHERE _status = 'changed' AND _said = '')
"""


def tell_changes(columns: Sequence[Column], there: Sequence[Column]) -> None:
    """Give the changed rows of ``clean`` their ``_details`` and ``_said``; those that change nothing that
    a file writes are left to the domain. ``columns``: the kind's, of which ``there`` are in the file."""
    written = [
        (place, column.heading, *(_written(column.key, each) for each in _values(column.key)))
        for place, column in enumerate(columns)
        if column in there and column.key not in ("year", "period", "district", "project")
    ]
    values = ", ".join(f"({place}, '{heading}', {old}, {new})" for place, heading, old, new in written)
    make_table("changes", _CHANGES.format(written=values))
    execute(_TELL)
    execute(_ALIKE)


def _values(key: str) -> tuple[str, str]:
    """SQL of what is stored and of what the file says, of one column."""
    if key == DEVIATION:
        return JOINED, f"r.{DEVIATION}"
    if key == PARTICIPANTS:
        return f"n.{named(key)}", participants()
    return f"{'n' if key in all_counts() else 'l'}.{named(key)}", f"r.{named(key)}"


def _written(key: str, value: str) -> str:
    """SQL of a value as the receipt writes it: what says nothing is blank, and so is a No (``flat``)."""
    if key in all_counts():
        cell = number(f"({value})::numeric").csv
    elif key in _TKR:
        cell = number(f"{value} * 0.001").csv
    elif key == "plan":
        cell = in_words(value, {code: word for word, code in PLANS.items()}).csv
    elif key == "is_final":
        cell = f"CASE WHEN {value} THEN 'Ja' END"
    else:
        cell = f"array_to_string({value}, '|')" if key == "collaborators" else value
    return f"coalesce({cell}, '')"
