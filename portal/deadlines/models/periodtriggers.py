"""What the database refuses: to ask one and the same for a second report of a period."""

import pgtrigger

# The period stands on the expected report, the one who answers on the duty. Each of its few duties is asked
# by a subquery of its own, which no planner turns into a join: begun from the period, which thousands share,
# a join went through them all once a row for as long as the tables had no statistics.
_PERIOD = "SELECT ROW(e.period_kind, e.year, e.number) FROM deadlines_expectedreport e"
_ONCE = """
    IF EXISTS (
        SELECT 1 FROM {duties} duty
        WHERE duty.{whose} = NEW.{whose} AND duty.id <> NEW.id
            AND ({period} WHERE e.id = duty.expected_id) = ({period} WHERE e.id = NEW.expected_id)
    ) THEN
        RAISE EXCEPTION '{whose} % already has a report duty for the period', NEW.{whose}
            USING ERRCODE = 'unique_violation', CONSTRAINT = '{constraint}';
    END IF;
    RETURN NULL;
"""


def once_a_period(name: str, *, duties: str, whose: str, constraint: str) -> pgtrigger.Trigger:
    """The trigger ``name`` of a model of duties, each of which points at its expected report.

    ``duties``: its table. ``whose``: the column that says who answers. ``constraint``: under which name a
    second duty for the period is refused; its words stand in the model's ``trigger_refusals``.
    """
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(whose, "expected_id"),
        when=pgtrigger.After,
        func=_ONCE.format(duties=duties, whose=whose, constraint=constraint, period=_PERIOD),
    )
