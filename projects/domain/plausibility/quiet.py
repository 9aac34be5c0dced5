"""What a project's only report must be like for no rule to ask anything about it, as SQL over many rows.

Said from the code list, as the rules are. It may leave out reports that no rule would ask about, and must
never let one through that a rule would: tests/projects/test_in_sets.py holds the two against each other.
"""

from collections.abc import Collection, Sequence

from projects.domain.plausibility.left import HALF_TKR
from projects.domain.plausibility.partition import WITHIN
from projects.domain.plausibility.seen import ENDED, ONGOING, PARTICIPANTS
from projects.domain.plausibility.twinning import ENOUGH, PRACTICE, SUMS
from projects.models import OutcomeMeasure

SEXES = ("women", "men", "unknown")
SIGNS = ("inte", "pagar", "vantas", "fortsatter")  # of what is not finished, as ``fold_text`` writes them


def _cell(code: str) -> str:
    return f'r."{code}"'


def _sum(cells: Sequence[str]) -> str:
    return "(" + (" + ".join(f"coalesce({cell}, 0)::bigint" for cell in cells) or "0") + ")"


def participants() -> str:
    """SQL of how many took part: as stated, else the sum of those whose sex is told."""
    parts = [_cell(f"{PARTICIPANTS}_{each}") for each in SEXES]
    split = f"CASE WHEN num_nonnulls({', '.join(parts)}) > 0 THEN {_sum(parts)} END"
    return f"coalesce({_cell(PARTICIPANTS)}, {split})"


def figures_are_quiet(measures: Collection[OutcomeMeasure]) -> str:
    """SQL that is true when the figures of ``measures`` (and the participants) add up without a question."""
    codes = [measure.code for measure in measures if measure.code != PARTICIPANTS]
    ends = [each.code for each in measures if each.is_end_state and each.code not in (ONGOING, PARTICIPANTS)]
    alone = sorted({*ends, ONGOING, *WITHIN} & set(codes))
    said = [f"{participants()} >= coalesce(greatest({', '.join(map(_cell, alone))}, 0), 0)", _split()]
    return " AND ".join([*said, *_partitions(ends)])


def _split() -> str:
    women, men, unknown = (_cell(f"{PARTICIPANTS}_{each}") for each in SEXES)
    whole, told = _sum([women, men, unknown]), participants()
    return f"(CASE WHEN num_nonnulls({women}, {men}) = 2 THEN {whole} = {told} ELSE {whole} <= {told} END)"


def _partitions(ends: Sequence[str]) -> list[str]:
    """What ``partition`` shares out by the code list: exactly where it claims to be all, else at most."""
    told, ended, ongoing = participants(), _cell(ENDED), _cell(ONGOING)
    out, cells = _sum(list(map(_cell, ends))), ", ".join(map(_cell, ends))
    known = f"num_nonnulls({cells})" if ends else "0"
    return [
        f"({ended} IS NULL OR {ongoing} IS NULL OR {ended}::bigint + {ongoing} = {told})",
        f"({known} = 0 OR CASE WHEN {ongoing} IS NOT NULL AND {ended} IS NULL "
        f"THEN {out} + {ongoing} = {told} ELSE {out} + coalesce({ongoing}, 0) <= {told} END)",
        f"({ended} IS NULL OR {known} < 2 OR {out} = {ended})",
    ]


def money_is_quiet() -> str:
    """SQL that is true when what is left as stated is what project ``m`` was granted less what is spent."""
    granted = (
        "(SELECT sum(g.amount) FROM projects_grant g "
        'WHERE g.project_id = m.project AND (g.year IS NULL OR g.year <= r."year"))'
    )
    left = f"coalesce(abs({granted} - r.spent - r.left_stated) <= {HALF_TKR}, true)"
    return f"(r.left_stated IS NULL OR r.spent IS NULL OR {left})"


def end_is_quiet() -> str:
    """SQL that is true when the report is not final, or nothing says that the project goes on."""
    texts = "fold_text(concat_ws(' ', r.experience, r.implementation))"
    silent = " AND ".join(f"{texts} NOT LIKE '%%{sign}%%'" for sign in SIGNS)
    printed = "EXISTS (SELECT FROM projects_publishedaccount a WHERE a.project_id = m.project)"
    return f"(NOT r.is_final OR (coalesce({_cell(ONGOING)}, 0) = 0 AND {silent} AND NOT {printed}))"


def project_is_quiet() -> str:
    """SQL that is true when nothing is asked about project ``m`` itself: its years, its plans."""
    years = (
        "SELECT FROM projects_grant g WHERE g.project_id = m.project "
        "HAVING count(*) > 0 AND count(*) = count(g.year) "
        "AND NOT (min(g.year) = max(g.year) AND min(g.year)::text = m.years_stated)"
    )
    named = "m.years_stated ~ '(19|20)[0-9][0-9]'"
    answers = "(m.plan_in_table, m.plan_in_text)"
    return f"NOT ({named} AND EXISTS ({years})) AND {answers} NOT IN (('yes', 'no'), ('no', 'yes'))"


def signature(measures: Collection[OutcomeMeasure]) -> str:
    """SQL of what became of people in a row, NULL when it tells too little to be a twin of another."""
    cells = [(code, _cell(code)) for code in _told(measures)]
    if len(cells) < ENOUGH:
        return "NULL::text"
    told = ", ".join(f"CASE WHEN {cell} > 0 THEN '{code}=' || {cell} END" for code, cell in cells)
    return f"CASE WHEN num_nonnulls({told}) >= {ENOUGH} THEN concat_ws('|', {told}) END"


def _told(measures: Collection[OutcomeMeasure]) -> list[str]:
    """The measures that twins are known by (``twinning``), sorted by code."""
    outcomes = (each for each in measures if each.code not in (*SUMS, PARTICIPANTS))
    return sorted(each.code for each in outcomes if not each.is_base or each.code == PRACTICE)


#: the same of every report that is in: programme, project, signature; its parameters are TOLD_BY_TWINS
STORED_SIGNATURES = f"""
    SELECT p.programme_id AS programme, s.project, s.signature FROM (
        SELECT d.project_id AS project, string_agg(
            k.code || '=' || trim_scale(coalesce(c.verified, c.value)), '|' ORDER BY k.code COLLATE "C", c.id
        ) AS signature
        FROM projects_outcomecount c
        JOIN projects_outcomemeasure k ON k.id = c.measure_id
        JOIN projects_report t ON t.id = c.report_id
        JOIN projects_reportduty d ON d.id = t.duty_id
        WHERE t.submitted_at IS NOT NULL AND coalesce(c.verified, c.value) > 0
          AND c.qualifier = 'exact' AND c.unit <> 'procent'
          AND k.code <> ALL (%s) AND (NOT k.is_base OR k.code = %s)
        GROUP BY t.id, d.project_id HAVING count(*) >= {ENOUGH}
    ) s JOIN projects_project p ON p.id = s.project
"""
TOLD_BY_TWINS = (list(SUMS), PRACTICE)
