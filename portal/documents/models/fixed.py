"""What is signed is never changed, not even by SQL: a new version takes its place.

That is the document's own words and what they are about, its sections, points, senders, signatures,
preparation and appendices, and which nämnder it goes to. What the nämnder do afterwards is registered on the
recipients, and how far the document has come is its state. It goes back in one case: a decision that was
registered wrong is put right, and a nämnd that is said to have decided has yet to (``domain/correcting.py``).
"""

import pgtrigger
from django.utils.translation import gettext_lazy as _

NAME, BY_ALL, FREEZING = "document_signed_is_fixed", "document_signed_by_all", "document_frozen_when_signed"
_REFUSE = f"""
        RAISE EXCEPTION 'a signed document is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{NAME}';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""
_OPEN = "('draft', 'review', 'reviewed', 'withdrawn')"
_ROWS = f"""
    IF EXISTS (
        SELECT 1 FROM documents_document d
        WHERE d.id IN (NEW.document_id, OLD.document_id) AND d.state NOT IN {_OPEN}
    ) THEN
"""  # noqa: S608  our own words
_KEPT = (
    "id",  # by way of another number its rows would be nobody's for a moment, and open
    "kind",
    "template_id",
    "case_id",
    "owner_id",
    "title",
    "subtitle",
    "dated",
    "area",
    "subject",
    "period",
    "version",
    "previous_id",
    "created_at",
    "signed_at",
)
# How far a signed document may come: never back, and replaced only before a nämnd has decided on it.
_FAR = "array_position(ARRAY['signed', 'sent', 'decided', 'closed', 'replaced'], {row}.state::text)"

#: what the triggers refuse, in words (portal/database/refusals.py)
REFUSALS = {
    NAME: (
        "__all__",
        _("Handlingen är undertecknad och ändras inte längre. Begär en ny version."),
    ),
    BY_ALL: ("__all__", _("Alla har inte undertecknat handlingen än.")),
    FREEZING: ("__all__", _("Bara en granskad handling som alla har undertecknat fryses.")),
}


def differs(*names: str) -> str:
    """Return the SQL of a trigger: whether one of the columns is changed by the update."""
    after, before = (", ".join(f"{row}.{name}" for name in names) for row in ("NEW", "OLD"))
    return f"ROW({after}) IS DISTINCT FROM ROW({before})"


# A nämnd has yet to decide: on this version, not on one that has taken its place.
_WAITS = """
    EXISTS (
        SELECT 1 FROM documents_recipient r
        WHERE r.document_id = NEW.id AND r.outcome IN ('', 'postponed') AND r.replaced_by_id IS NULL)
"""
_DOCUMENT = f"""
    IF OLD.state NOT IN {_OPEN} AND (
        TG_OP = 'DELETE'
        OR {differs(*_KEPT)}
        OR {_FAR.format(row="NEW")} IS NULL
        OR ({_FAR.format(row="NEW")} < {_FAR.format(row="OLD")}
            AND NOT (OLD.state = 'decided' AND NEW.state = 'sent' AND {_WAITS}))
        OR (NEW.state = 'replaced' AND OLD.state NOT IN ('signed', 'sent', 'replaced'))
    ) THEN
"""
_UNSIGNED = """
    EXISTS (SELECT 1 FROM documents_signatory s WHERE s.document_id = {key} AND s.signed_at IS NULL)
"""
# Signed is what all who are to sign have signed, and what is frozen: in no other way, nor from the start.
_SIGNED = f"""
    IF NEW.state NOT IN {_OPEN} AND (TG_OP = 'INSERT' OR OLD.state IN {_OPEN}) AND (
        {_UNSIGNED.format(key="NEW.id")}
        OR NOT EXISTS (SELECT 1 FROM documents_frozen f WHERE f.document_id = NEW.id)
    ) THEN
        RAISE EXCEPTION 'a document is signed by all and frozen'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{BY_ALL}';
    END IF;
    RETURN NEW;
"""  # noqa: S608
# Frozen is what has been reviewed, and what all who are to sign have signed.
_FROZEN = f"""
    IF {_UNSIGNED.format(key="NEW.document_id")}
        OR NOT EXISTS (SELECT 1 FROM documents_signatory s WHERE s.document_id = NEW.document_id)
        OR NOT EXISTS (
            SELECT 1 FROM documents_document d WHERE d.id = NEW.document_id AND d.state = 'reviewed')
    THEN
        RAISE EXCEPTION 'only what all have signed is frozen'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{FREEZING}';
    END IF;
    RETURN NEW;
"""  # noqa: S608
_RECIPIENT = f"""
    IF EXISTS (
        SELECT 1 FROM documents_document d
        WHERE d.id IN (NEW.document_id, OLD.document_id) AND d.state NOT IN {_OPEN}
    ) AND (TG_OP <> 'UPDATE' OR {differs("document_id", "committee_id")}) THEN
"""  # noqa: S608


def rows_fixed_when_signed() -> pgtrigger.Trigger:
    """Return the trigger that keeps the rows of a signed document as they are."""
    return pgtrigger.Trigger(
        name="signed_is_fixed",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=_ROWS + _REFUSE,
    )


def recipients_fixed_when_signed() -> pgtrigger.Trigger:
    """Return the trigger that keeps which nämnder a signed document goes to."""
    return pgtrigger.Trigger(
        name="signed_is_fixed",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=_RECIPIENT + _REFUSE,
    )


def document_fixed_when_signed() -> pgtrigger.Trigger:
    """Return the trigger that keeps a signed document, its own words, and its state from going back. Nor is
    it deleted: in one transaction it could be put back as another."""
    return pgtrigger.Trigger(
        name="signed_is_fixed",
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=_DOCUMENT + _REFUSE,
    )


def signed_by_all() -> pgtrigger.Trigger:
    """Return the trigger that lets a document become signed only when all have signed and it is frozen."""
    return pgtrigger.Trigger(
        name="signed_by_all",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=_SIGNED,
    )


def frozen_when_signed() -> pgtrigger.Trigger:
    """Return the trigger that lets only what all have signed be frozen."""
    return pgtrigger.Trigger(
        name="frozen_when_signed", operation=pgtrigger.Insert, when=pgtrigger.Before, func=_FROZEN
    )
