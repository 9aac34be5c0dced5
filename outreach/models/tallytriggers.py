"""What the database does at every write of an activity: the codes must be known, and the tallies follow.

Statement by statement, so that a COPY of 100 000 rows costs one sum and not 100 000. The rows of a tally are
locked in the order of their key: two who write at once wait for each other and never for ever.
"""

import pgtrigger

from portal.database.statements import after_statement

#: what a tally adds up, beside the number of activities: column -> expression over an activity
SUMS = {
    "activities": "1",
    "women": "coalesce(a.women, 0)",
    "men": "coalesce(a.men, 0)",
    "unknown": "coalesce(a.unknown, 0)",
    "children": "coalesce(a.children, 0)",
    "recipients": "coalesce(a.recipients, 0)",
    "telling_heads": "(num_nonnulls(a.women, a.men, a.unknown) > 0)::int",
    "telling_children": "(a.children IS NOT NULL)::int",
    "estimated": "(a.counting <> 'counted')::int",
    "with_interpreter": "coalesce(a.interpreter, false)::int",
    "telling_interpreter": "(a.interpreter IS NOT NULL)::int",
    "with_childcare": "coalesce(a.childcare, false)::int",
    "telling_childcare": "(a.childcare IS NOT NULL)::int",
}
_KEYS = "organisation_id, neighbourhood_id, month, form_id, hours, slice, first, second"

# office hours: 8-17 on Mondays to Fridays; "" is not told (source 001: office hours are a difficulty)
_HOURS = (
    "CASE WHEN extract(isodow FROM a.day) > 5 THEN 'weekend' WHEN a.starts_at IS NULL THEN '' "
    "WHEN a.starts_at < '08:00' OR a.starts_at >= '17:00' THEN 'evening' ELSE 'office' END"
)
# Every way a table cuts the activities. A table never adds two cuts: an activity in two languages is one.
# `fine`: kept by form and hours too. A cut that is not is told by month and place only, so that a year of it
# is few rows however many activities there are; the neighbourhood is kept in the "area" cuts alone, likewise.
_SLICES = """
    SELECT '' AS slice, '' AS first, '' AS second, true AS fine, false AS near
    UNION ALL SELECT 'group', g, '', true, false FROM unnest(a.groups) g
    UNION ALL SELECT 'language', l, '', true, false FROM unnest(a.languages) l
    UNION ALL SELECT 'topic', t, '', true, false FROM unnest(a.topics) t
    UNION ALL SELECT area || cut, first, second, false, area <> '' FROM (
        SELECT 'all_language' AS cut, l AS first, '' AS second FROM unnest(a.languages) l
        UNION ALL SELECT 'all_topic', t, '' FROM unnest(a.topics) t
        UNION ALL SELECT 'group_language', g, l FROM unnest(a.groups) g, unnest(a.languages) l
        UNION ALL SELECT 'group_topic', g, t FROM unnest(a.groups) g, unnest(a.topics) t
    ) crossed, unnest(CASE WHEN a.neighbourhood_id IS NULL THEN ARRAY[''] ELSE ARRAY['', 'area_'] END) area
"""


def _rows(table: str, sign: str) -> str:
    sums = ", ".join(f"{sign}({expression}) AS {column}" for column, expression in SUMS.items())
    return f"""
        SELECT a.organisation_id, CASE WHEN s.near THEN a.neighbourhood_id END AS neighbourhood_id,
               date_trunc('month', a.day)::date AS month, CASE WHEN s.fine THEN a.form_id END AS form_id,
               CASE WHEN s.fine THEN {_HOURS} ELSE '' END AS hours, s.slice, s.first, s.second, {sums}
        FROM {table} a CROSS JOIN LATERAL ({_SLICES}) s WHERE a.state IN ('held', 'reported')
    """  # noqa: S608 - made of the names above


def _tally(*parts: str) -> str:
    columns = ", ".join(SUMS)
    sums = ", ".join(f"sum({column}) AS {column}" for column in SUMS)
    added = ", ".join(f"{column} = t.{column} + excluded.{column}" for column in SUMS)
    moved = " OR ".join(f"sum({column}) <> 0" for column in SUMS)
    return f"""
        INSERT INTO outreach_tally AS t ({_KEYS}, {columns})
        SELECT {_KEYS}, {sums} FROM ({" UNION ALL ".join(parts)}) moved
        GROUP BY {_KEYS} HAVING {moved} ORDER BY {_KEYS}
        ON CONFLICT ({_KEYS}) DO UPDATE SET {added};
        RETURN NULL;
    """  # noqa: S608 - made of the names above


def _known(field: str, table: str) -> str:
    return f"""
        IF EXISTS (SELECT 1 FROM new_rows a, unnest(a.{field}) c
                   WHERE NOT EXISTS (SELECT 1 FROM {table} k WHERE k.code = c)) THEN
            RAISE EXCEPTION 'an unknown code in {field}'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'activity_{field}_known';
        END IF;
    """  # noqa: S608 - made of the names below


_CODES = "".join(
    _known(field, table)
    for field, table in (
        ("groups", "outreach_targetgroup"),
        ("languages", "outreach_language"),
        ("topics", "outreach_topic"),
    )
)


TRIGGERS = [
    after_statement(
        "insert_is_tallied", pgtrigger.Insert, _CODES + _tally(_rows("new_rows", "")), new="new_rows"
    ),
    after_statement(
        "update_is_tallied",
        pgtrigger.Update,
        _CODES + _tally(_rows("old_rows", "-"), _rows("new_rows", "")),
        old="old_rows",
        new="new_rows",
    ),
    after_statement("delete_is_tallied", pgtrigger.Delete, _tally(_rows("old_rows", "-")), old="old_rows"),
]
