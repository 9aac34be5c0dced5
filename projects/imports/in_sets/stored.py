"""What is stored of the reports that a file tells again: told apart in SQL, column by column, blanks too."""

from collections.abc import Collection, Iterable, Sequence

from portal.imports.columns import Column
from portal.imports.staging.forms import has_few_digits
from portal.imports.staging.judging import READ, execute, make_table, named, within
from projects.domain.codelist import PARTICIPANTS
from projects.domain.plausibility.quiet import participants
from projects.imports.reportcolumns import ACTION, DEVIATION, MEASURES, SPLIT
from projects.models import OutcomeMeasure

#: the newest handed-in report of each duty; where there is none, its draft (``submitted_at`` NULL)
_LATEST = """
    SELECT DISTINCT ON (t.duty_id) t.duty_id AS duty, t.id AS report, t.version, t.submitted_at, t.is_final,
           t.spent, t.left_stated, t.forecast, t.cause, t.action, t.plan, t.implementation, t.experience,
           t.further_work, t.collaborators, t.comment,
           bool_or(t.submitted_at IS NULL) OVER (PARTITION BY t.duty_id) AS is_drafted
    FROM projects_report t JOIN meant m ON m.duty = t.duty_id
    WHERE {few}
    ORDER BY t.duty_id, t.submitted_at IS NULL, t.version DESC
"""
_TOLD_AGAIN = f"""
    SELECT m._line, m.project, m.number, m.label, l.report,
           {{discreet}} AND coalesce(l.are_ours, true) AND {{same}} AS is_same,
           {{discreet}} AND NOT l.is_drafted AND coalesce(l.are_plain, true) AS may_change
    FROM meant m JOIN {READ} r USING (_line) JOIN latest l USING (duty)
    WHERE l.submitted_at IS NOT NULL
"""
_FILL = f"""
    UPDATE {READ} r SET {{filled}}
    FROM told_again u JOIN latest l USING (report) LEFT JOIN held n USING (report)
    WHERE r._line = u._line AND NOT u.is_same AND u.may_change
"""
_TEXTS = "(l.cause || l.action || l.implementation || l.experience || l.further_work || l.comment)"
_ALIKE = ("spent", "left_stated", "forecast", "is_final")
_WORDS = ("plan", "implementation", "experience", "further_work")
#: cause and action in one cell, as ``join_deviation`` writes them
JOINED = f"concat_ws(E'\\n', nullif(l.cause, ''), '{ACTION} ' || nullif(l.action, ''))"


def find_told_again(there: Collection[Column], measures: Sequence[OutcomeMeasure]) -> None:
    """Make the table ``told_again``: (_line, project, number, label, report, is_same, may_change) of rows
    whose duty has a report that is in.

    Same is what says just that, in the columns that are ``there``. What may change has nothing that a file
    has no column for, and ``read`` is given what it holds in the columns that the file has not.
    """
    keys = [column.key for column in there]
    latest = _LATEST.format(few=within("t.duty_id", "meant", "duty"))
    counts = counts_of("l.report", measures, [PARTICIPANTS, *_counted(keys)])
    make_table("latest", f"SELECT l.*, n.* FROM ({latest}) l CROSS JOIN {counts} n")
    make_table(
        "told_again", _TOLD_AGAIN.format(same=" AND ".join(_same(keys)), discreet=has_few_digits(_TEXTS))
    )
    _fill(keys, measures)


def counts_of(report: str, measures: Sequence[OutcomeMeasure], keys: Iterable[str]) -> str:
    """SQL of one row: what a ``report`` counts, a column each by the key of the file's.

    ``are_ours``: none has a label, as one that is nobody's measure has, a split without its sum or a note
    that the domain would look at, so that the columns say what they seem to. ``are_plain``: all of them are
    what a file says, whole and exact numbers by the measures that it has columns for.

    Asked report by report: the planner guesses badly how many of all counts theirs are.
    """
    known = {measure.code: measure.pk for measure in measures}
    people, wanted = known[PARTICIPANTS], ", ".join(map(str, known.values()))
    parts = {key: part for part, key in SPLIT.items()}
    told = [
        f"max(c.{parts.get(key, 'value')}) FILTER (WHERE c.measure_id = {known.get(key, people)}) "
        f"AS {named(key)}"
        for key in keys
    ]
    told_whole = "(c.value IS NOT NULL OR num_nonnulls(c.women, c.men, c.unknown) = 0)"
    ours = f"c.label = '' AND {told_whole} AND (c.note = '' OR {has_few_digits('c.note')})"
    plain = (
        f"c.label = '' AND {told_whole} AND c.unit = '' AND c.note = '' AND c.qualifier = 'exact' "
        f"AND num_nonnulls(c.base_id, c.stated_percent, c.verified) = 0 AND c.measure_id IN ({wanted}) "
        f"AND c.value IS NOT DISTINCT FROM trunc(c.value) "
        f"AND (c.measure_id = {people} OR num_nonnulls(c.women, c.men, c.unknown, c.children) = 0)"
    )
    return (
        f"LATERAL (SELECT bool_and({ours}) AS are_ours, bool_and({plain}) AS are_plain, "
        f"{', '.join(told)} FROM projects_outcomecount c WHERE c.report_id = {report})"
    )


def all_counts() -> list[str]:
    """The keys of all that a file counts."""
    return [PARTICIPANTS, *_counted([*MEASURES, *SPLIT.values()])]


def _counted(keys: Collection[str]) -> list[str]:
    return [key for key in (*MEASURES, *SPLIT.values()) if key in keys]


def _same(keys: Sequence[str]) -> list[str]:
    """A condition for each column of the file; what has no column there is left as it is."""
    said = [f"r.{key} IS NOT DISTINCT FROM l.{key}" for key in _ALIKE if key in keys]
    said += [f"coalesce(r.{key}, '') = l.{key}" for key in _WORDS if key in keys]
    if DEVIATION in keys:
        said.append(f"coalesce(r.{DEVIATION}, '') = {JOINED}")
    if "collaborators" in keys:
        said.append("coalesce(r.collaborators, '{}') = l.collaborators::text[]")
    for key in _counted(keys):
        said.append(f"r.{named(key)} IS NOT DISTINCT FROM l.{named(key)}")
    if not {SPLIT["women"], SPLIT["men"], SPLIT["unknown"]} <= set(keys):  # the domain adds what is stored
        said.append(f"r.{named(PARTICIPANTS)} IS NOT NULL")
    return [*said, f"coalesce({participants()} = l.{named(PARTICIPANTS)}, false)"]


def _fill(keys: Sequence[str], measures: Sequence[OutcomeMeasure]) -> None:
    counts = counts_of("u.report", measures, all_counts())
    make_table(
        "held",
        f"SELECT u.report, n.* FROM told_again u CROSS JOIN {counts} n WHERE NOT is_same AND may_change",
    )
    absent = {key: f"n.{named(key)}::int" for key in all_counts() if key not in keys}
    absent |= {key: f"l.{key}" for key in ("left_stated", "forecast") if key not in keys}
    absent |= {key: f"nullif(l.{key}, '')" for key in _WORDS if key not in keys}
    if DEVIATION not in keys:
        absent[DEVIATION] = f"nullif({JOINED}, '')"
    if "collaborators" not in keys:
        absent["collaborators"] = "nullif(l.collaborators::text[], '{}')"
    if absent:
        filled = ", ".join(f"{named(key)} = {value}" for key, value in absent.items())
        execute(_FILL.format(filled=filled))
