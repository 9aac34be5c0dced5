"""An agreement and its parties are registered: new, or signed already on paper long ago."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from funding.domain.drafting import TermsContent, draft_first
from funding.domain.expecting import expect_party_reports
from funding.domain.hashing import checksum
from funding.domain.papers import refuse_day
from funding.domain.signing import Signer
from funding.models import Agreement, Party, Signature, Terms
from portal.files.models import StoredFile
from portal.organisation.models import Organisation, User


@dataclass(frozen=True)
class Seat:
    """A party as it takes part: in which order in heading, signature block and table of shares."""

    organisation: Organisation
    is_host: bool = False
    heading_order: int = 1
    signing_order: int = 1
    table_order: int = 1


def refusals_of(seats: Sequence[Seat]) -> list[str]:
    """Say all that keeps them from being the parties of an agreement; nothing when they may be."""
    found = []
    if len(seats) < 2:
        found.append(_("En överenskommelse har minst två parter."))
    if len({seat.organisation.pk for seat in seats}) < len(seats):
        found.append(_("Samma förvaltning står två gånger bland parterna."))
    if sum(seat.is_host for seat in seats) != 1:
        found.append(_("Ange vilken av parterna som är värd."))
    return found


@transaction.atomic
def register_agreement(*, agreement: Agreement, seats: Sequence[Seat]) -> Agreement:
    """Store the agreement with its parties. ValidationError: fewer than two, one twice, or not one host."""
    if refused := refusals_of(seats):
        raise ValidationError(refused)
    agreement.full_clean()
    agreement.save()
    Party.objects.bulk_create(Party(agreement=agreement, **vars(seat)) for seat in seats)
    return agreement


@transaction.atomic
def register_signed(
    *,
    agreement: Agreement,
    content: TermsContent,
    signers: dict[Party, Signer],
    paper: StoredFile | None,
    to: Organisation,
    by: User | None,
    now: datetime,
) -> Terms:
    """Register the terms of an agreement that is signed on paper; ``paper`` is the signed page.

    What each signature rested on is often not known any more and is then shown as not reported.
    ValidationError: a party has no signer, a day on the paper cannot be, or the shares do not sum to 100.
    """
    terms = draft_first(agreement=agreement, content=content)
    missing = [str(party) for party in content.shares if party not in signers]
    if missing:
        raise ValidationError(_("Skriv vem som undertecknade för %(who)s.") % {"who": ", ".join(missing)})
    _refuse_days(signers, terms.valid.upper, timezone.localdate(now))
    if sum(content.shares.values()) != 100:
        raise ValidationError(_("Andelarna är inte tillsammans 100 procent."))
    terms.content_hash, terms.state = checksum(terms), Terms.State.FOR_SIGNING
    terms.submitted_at, terms.submitted_by, terms.received_by = now, by, to
    terms.save()
    for party, signer in signers.items():
        Signature.objects.create(
            terms=terms,
            party=party,
            content_hash=terms.content_hash,
            **vars(signer),
            signed_at=now,
            signed_by=None,
            paper=paper,
        )
    terms.state, terms.signed_at, terms.force = Terms.State.SIGNED, now, terms.valid
    terms.save()
    expect_party_reports(agreement=agreement, today=timezone.localdate(now))
    return terms


def _refuse_days(signers: dict[Party, Signer], ends: date, today: date) -> None:
    """A day that is not known is left blank; one that is written must be able to be. Told party by party."""
    found = []
    for party, signer in signers.items():
        try:
            if signer.signed_on:
                refuse_day(signer.signed_on, ends=ends, today=today)
        except ValidationError as refusal:
            found += [f"{party}: {message}" for message in refusal.messages]
    if found:
        raise ValidationError(found)
