"""What was sent for signing is never changed, not even by SQL: it is taken back and drafted anew.

That is the rows of a version, what the agreement says beside them (its words, who is host), the standing of
the version, what the parties' signatures say and rest on, and what a kind of cost is called.
"""

import pgtrigger
from django.utils.translation import gettext_lazy as _

SENT, USED = "terms_sent_are_fixed", "cost_kind_is_used"
_REFUSE = """
        RAISE EXCEPTION 'terms that were sent are not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""
_ROWS = """
    IF EXISTS (
        SELECT 1 FROM funding_terms t WHERE t.id IN (NEW.terms_id, OLD.terms_id) AND t.state <> 'draft'
    ) THEN
"""
_SIGNED = ("agreement_id", "version", "amends_id", "change", "valid", "convention", "rule", "residual_id")


def differs(*names: str) -> str:
    """Return the condition that an update changes any of the columns."""
    after, before = (", ".join(f"{row}.{name}" for name in names) for row in ("NEW", "OLD"))
    return f"ROW({after}) IS DISTINCT FROM ROW({before})"


_TERMS = f"""
    IF OLD.state <> 'draft' AND {differs(*_SIGNED, "content_hash", "submitted_at")} THEN
"""
# What is ended stays ended. What binds is only cut, at its end, by the amendment that takes over.
_STANDING = f"""
    IF OLD.state IN ('signed', 'declined', 'withdrawn')
        AND {differs("state", "signed_at", "closed_at", "closed_reason")}
        OR OLD.state = 'signed' AND NOT (
            lower(NEW.force) IS NOT DISTINCT FROM lower(OLD.force) AND NEW.force <@ OLD.force) THEN
"""
# Bound, or on the way to be: of these versions an agreement's own words are a part.
_BINDING = "t.state IN ('for_signing', 'signed')"
_WORDS = (
    "key",
    "title",
    "subject",
    "target_group",
    "age_from",
    "age_to",
    "funding_source",
    "share_basis",
    "host_unit",
    "project_owner",
)
_AGREEMENT = f"""
    IF {differs(*_WORDS)} AND EXISTS (
        SELECT 1 FROM funding_terms t WHERE t.agreement_id = OLD.id AND {_BINDING}
    ) THEN
"""  # noqa: S608  our own words
_PARTY = f"""
    IF {differs("agreement_id", "organisation_id", "is_host")} AND EXISTS (
        SELECT 1 FROM funding_termsshare s JOIN funding_terms t ON t.id = s.terms_id
        WHERE s.party_id = OLD.id AND {_BINDING}
    ) THEN
"""  # noqa: S608
_KIND = f"""
    IF {differs("code", "name")} AND EXISTS (
        SELECT 1 FROM funding_costline c JOIN funding_terms t ON t.id = c.terms_id
        WHERE c.kind_id = OLD.id AND {_BINDING}
    ) THEN
"""  # noqa: S608

#: what the triggers refuse, in words (portal/database/refusals.py)
REFUSALS = {
    SENT: (
        "__all__",
        _("Villkoren är skickade för underskrift och kan inte ändras. Ta tillbaka dem först."),
    ),
}
KIND_REFUSALS = {
    USED: (
        "__all__",
        _("Slaget står i villkor som är skickade eller undertecknade. Lägg till ett nytt slag i stället."),
    ),
}


def rows_fixed_when_sent() -> pgtrigger.Trigger:
    """Return the trigger that keeps the rows of terms that were sent as they are."""
    return pgtrigger.Trigger(
        name="sent_is_fixed",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=_ROWS + _REFUSE.format(name=SENT),
    )


def _kept(name: str, condition: str, refusal: str = SENT) -> pgtrigger.Trigger:
    func = condition + _REFUSE.format(name=refusal)
    return pgtrigger.Trigger(name=name, operation=pgtrigger.Update, when=pgtrigger.Before, func=func)


def terms_fixed_when_sent() -> pgtrigger.Trigger:
    """Return the trigger that keeps what is signed of the terms themselves."""
    return _kept("sent_is_fixed", _TERMS)


def standing_is_kept() -> pgtrigger.Trigger:
    """Return the trigger that keeps a version that is signed by all, declined or taken back so."""
    return _kept("standing_is_kept", _STANDING)


def words_fixed_when_sent() -> pgtrigger.Trigger:
    """Return the trigger that keeps the words of an agreement that are a part of what is signed."""
    return _kept("words_are_fixed", _AGREEMENT)


def party_fixed_when_sent() -> pgtrigger.Trigger:
    """Return the trigger that keeps who a party is, and who is host."""
    return _kept("party_is_fixed", _PARTY)


def kind_fixed_when_sent() -> pgtrigger.Trigger:
    """Return the trigger that keeps what a kind of cost is called in terms that were sent."""
    return _kept("kind_is_fixed", _KIND, USED)
