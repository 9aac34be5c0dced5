"""Who has support, who has signed and what is missing: the table of signatures of one version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funding import access
from funding.domain.signing import is_numbered
from funding.models import Agreement, Party, Signature, Support, Terms
from portal.organisation.models import User
from portal.workareas import State

SIGNED, ON_PAPER = State(_("Undertecknad"), "ok", "ok"), State(_("Undertecknad på papper"), "ok", "ok")
WAITS, NO_SUPPORT = State(_("Väntar på underskrift"), "pen", "warn"), State(_("Stöd saknas"), "wait", "warn")
NEVER = State(_("Inte undertecknad"), "bad")


@dataclass(frozen=True)
class SigningLine:
    """A party of the version: what its signature rests on, the signature, and what the reader may do."""

    party: Party
    support: Support | None
    signature: Signature | None
    is_open: bool
    may_support: bool = False
    may_sign: bool = False
    may_take_in: bool = False

    @property
    def state(self) -> State:
        if self.signature:
            on_paper = self.signature.paper_id or (not self.signature.signed_by_id and not self.support)
            return ON_PAPER if on_paper else SIGNED
        if not self.is_open:
            return NEVER
        return WAITS if self.support else NO_SUPPORT

    @property
    def day(self) -> date | None:
        """Return the day on the paper, or that of a signature in the portal; None where it is not known."""
        signature = self.signature
        if signature is None or signature.signed_on:
            return signature.signed_on if signature else None
        in_the_portal = not signature.paper_id and (signature.signed_by_id or self.support)
        return timezone.localdate(signature.signed_at) if in_the_portal else None

    @property
    def may_remove_support(self) -> bool:
        return bool(self.support and not self.signature and self.may_support)


@dataclass(frozen=True)
class SigningTable:
    """All parties of a version in the order of the signature block."""

    lines: Sequence[SigningLine]
    is_open: bool
    lacks_number: bool
    may_draft: bool

    @property
    def missing(self) -> list[Party]:
        return [line.party for line in self.lines if not line.signature]

    @property
    def signed(self) -> int:
        return len(self.lines) - len(self.missing)

    @property
    def mine(self) -> SigningLine | None:
        """Return the line that waits for the reader's own signature."""
        return next((line for line in self.lines if line.may_sign and not line.signature), None)


def signing_of(agreement: Agreement, terms: Terms, user: User) -> SigningTable:
    """Read the signatures of ``terms`` as ``user`` sees them: six queries at most, however many parties."""
    rows = terms.shares.select_related("party__organisation").order_by("party__signing_order", "pk")
    parties = [share.party for share in rows]
    supports = {each.party_id: each for each in terms.supports.all()}
    signatures = {each.party_id: each for each in terms.signatures.select_related("paper", "signed_by")}
    is_open = terms.state == Terms.State.FOR_SIGNING
    rights = _Rights(user, agreement) if is_open else None
    lines = [
        SigningLine(
            party=party,
            support=supports.get(party.pk),
            signature=signatures.get(party.pk),
            is_open=is_open,
            **(rights.of(party) if rights else {}),
        )
        for party in parties
    ]
    drafts = access.may_draft_for(user, agreement)
    waits = terms.state in (Terms.State.DRAFT, Terms.State.FOR_SIGNING)
    return SigningTable(lines, is_open, waits and not is_numbered(agreement), drafts)


class _Rights:
    """What a reader may do for each party: the rights asked once for all of them."""

    def __init__(self, user: User, agreement: Agreement):
        self.signs_for = access.signs_for(user)
        self.drafts = access.may_draft_for(user, agreement)
        self.registers = access.registers_support(user)

    def of(self, party: Party) -> dict[str, Any]:
        signs = party.organisation_id in self.signs_for
        return {
            "may_sign": signs,
            "may_support": signs or self.registers,
            "may_take_in": signs or self.drafts,
        }
