"""A foreign key looked at a statement at a time: the same promise, without a question for each row of a file.

The rows of one statement are all of one batch, so it is locked once, as a foreign key would lock it.
"""

import pgtrigger

from portal.database.statements import after_statement

_STANDS = """
    PERFORM FROM imports_batch b WHERE b.id = ANY (ARRAY(SELECT DISTINCT batch_id FROM new_values))
        FOR KEY SHARE;
    IF EXISTS (SELECT FROM (SELECT DISTINCT batch_id FROM new_values) n
               WHERE NOT EXISTS (SELECT FROM imports_batch b WHERE b.id = n.batch_id)) THEN
        RAISE EXCEPTION 'a row of no batch' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
"""
_LEFT = """
    IF EXISTS (SELECT FROM imports_rowoutcome r WHERE r.batch_id = OLD.id) THEN
        RAISE EXCEPTION 'rows of this batch are left' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN OLD;
"""


def of_a_batch() -> list[pgtrigger.Trigger]:
    """The triggers of the rows: each is of a batch that is there, and stays with it."""
    return [
        after_statement("batch_is_there", pgtrigger.Insert, _STANDS, new="new_values"),
        pgtrigger.Protect(
            name="batch_stays", operation=pgtrigger.Update, condition=pgtrigger.AnyChange("batch_id")
        ),
    ]


def goes_after_its_rows() -> pgtrigger.Trigger:
    """The trigger of the batch: it is not deleted while it has rows."""
    return pgtrigger.Trigger(
        name="goes_after_its_rows", operation=pgtrigger.Delete, when=pgtrigger.Before, func=_LEFT
    )
