"""What was sent for signing is never changed, not even by SQL: it is taken back and drafted anew."""

import pgtrigger
from django.utils.translation import gettext_lazy as _

_REFUSE = """
        RAISE EXCEPTION 'terms that were sent are not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'terms_sent_are_fixed';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""
_ROWS = """
    IF EXISTS (
        SELECT 1 FROM funding_terms t WHERE t.id IN (NEW.terms_id, OLD.terms_id) AND t.state <> 'draft'
    ) THEN
"""
_SIGNED = ("agreement_id", "version", "amends_id", "change", "valid", "convention", "rule", "residual_id")
_TERMS = f"""
    IF OLD.state <> 'draft' AND ({", ".join(f"NEW.{name}" for name in (*_SIGNED, "content_hash"))})
        IS DISTINCT FROM ({", ".join(f"OLD.{name}" for name in (*_SIGNED, "content_hash"))}) THEN
"""

#: what the triggers refuse, in words (portal/database/refusals.py)
REFUSALS = {
    "terms_sent_are_fixed": (
        "__all__",
        _("Villkoren är skickade för underskrift och kan inte ändras. Ta tillbaka dem först."),
    ),
}


def rows_fixed_when_sent() -> pgtrigger.Trigger:
    """Return the trigger that keeps the rows of terms that were sent as they are."""
    return pgtrigger.Trigger(
        name="sent_is_fixed",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=_ROWS + _REFUSE,
    )


def terms_fixed_when_sent() -> pgtrigger.Trigger:
    """Return the trigger that keeps what is signed of the terms themselves."""
    return pgtrigger.Trigger(
        name="sent_is_fixed", operation=pgtrigger.Update, when=pgtrigger.Before, func=_TERMS + _REFUSE
    )
