"""Sent for signing, supported, signed, declined or taken back. In force: signed by all, the day is here."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext as _

from funding.domain.hashing import checksum
from funding.models import Party, Signature, Support, Terms
from portal.files.models import StoredFile
from portal.organisation.models import Organisation, User

_State = Terms.State


@dataclass(frozen=True)
class Signer:
    """Who signs, as it is to stand on the paper: name (of an official), title, acting or not.

    ``signed_on``: the day that stands on a paper, None where it is not known or nothing was signed on paper.
    """

    name: str
    title: str
    is_acting: bool = False
    signed_on: date | None = None


@transaction.atomic
def send_for_signing(*, terms: Terms, to: Organisation, by: User, now: datetime) -> Terms:
    """Send a draft to its parties: from now on nothing of it changes. ``to``: the nämnd that receives it.

    ValidationError: it is no draft, shares do not sum to 100, fewer than two parties, or no cost.
    """
    row = _locked(terms)
    if row.state != _State.DRAFT:
        raise ValidationError(_("Villkoren är redan skickade för underskrift."))
    shares = {share.party_id: share.percent for share in row.shares.all()}
    if len(shares) < 2:
        raise ValidationError(_("En överenskommelse har minst två parter."))
    if (whole := sum(shares.values())) != 100:
        words = {"sum": f"{whole.normalize():f}".replace(".", ",")}
        raise ValidationError(_("Andelarna är tillsammans %(sum)s procent. De ska vara 100.") % words)
    row.state, row.content_hash = _State.FOR_SIGNING, checksum(row)
    row.submitted_at, row.submitted_by, row.received_by = now, by, to
    row.save(update_fields=["state", "content_hash", "submitted_at", "submitted_by", "received_by"])
    return row


@transaction.atomic
def register_support(
    *,
    terms: Terms,
    party: Party,
    decided_on: date,
    paragraph: str = "",
    number: str = "",
    delegation: str = "",
    by: User | None,
    today: date,
) -> Support:
    """Note what a signature rests on. ValidationError: not sent, a day ahead, or no word of where."""
    _for_signing(terms)
    if decided_on > today:
        raise ValidationError({"decided_on": _("Beslutet kan inte vara fattat en dag som inte har varit.")})
    support = Support(
        terms=terms,
        party=party,
        decided_on=decided_on,
        paragraph=paragraph.strip(),
        number=number.strip(),
        delegation=delegation.strip(),
        registered_by=by,
    )
    support.full_clean()
    support.save()
    return support


@transaction.atomic
def sign(
    *,
    terms: Terms,
    party: Party,
    signer: Signer,
    seen_hash: str,
    by: User | None,
    now: datetime,
    paper: StoredFile | None = None,
) -> Signature:
    """Sign for a party, on the version whose checksum was shown; the last signature binds them all.

    ValidationError: not for signing, the party's support is missing, it has signed, what it read is not what
    was sent, or the time the terms are for has passed.
    """
    row = _for_signing(terms)
    today = timezone.localdate(now)
    if row.valid.upper <= today and paper is None:
        raise ValidationError(_("Tiden som villkoren gäller har redan gått ut, så de kan inte undertecknas."))
    if seen_hash != row.content_hash:
        raise ValidationError(
            _("Villkoren har ändrats sedan du läste dem. Läs den nya versionen och underteckna den.")
        )
    if not row.shares.filter(party=party).exists():
        raise ValidationError(_("Parten är inte med i de här villkoren."))
    if not row.supports.filter(party=party).exists():
        raise ValidationError(
            _("Registrera först vad underskriften stöder sig på: nämndens beslut eller delegation.")
        )
    signature = Signature(
        terms=row,
        party=party,
        content_hash=seen_hash,
        name=signer.name.strip(),
        title=signer.title.strip(),
        is_acting=signer.is_acting,
        signed_on=signer.signed_on,
        signed_at=now,
        signed_by=by,
        paper=paper,
    )
    signature.full_clean()
    signature.save()
    _bind_when_all_have(row, now)
    return signature


@transaction.atomic
def decline(*, terms: Terms, party: Party, reason: str, by: User, now: datetime) -> Terms:
    """A party says no, with a reason: this version ends here. ValidationError: not for signing, no reason."""
    return _close(_for_signing(terms), _State.DECLINED, f"{party}: {_given(reason)}", now)


@transaction.atomic
def withdraw(*, terms: Terms, reason: str, by: User, now: datetime) -> Terms:
    """The drafting authority takes it back, draft or sent. ValidationError: signed by all, or no reason."""
    row = _locked(terms)
    if row.state not in (_State.DRAFT, _State.FOR_SIGNING):
        raise ValidationError(_("Villkoren är redan avslutade eller undertecknade av alla."))
    return _close(row, _State.WITHDRAWN, _given(reason), now)


def _bind_when_all_have(terms: Terms, now: datetime) -> None:
    """All parties of the shares have signed: bound. An amendment cuts what it amends where it begins."""
    missing = terms.shares.exclude(party__in=terms.signatures.values("party"))
    if missing.exists():
        return
    if terms.amends_id:
        _cut(terms)
    terms.state, terms.signed_at, terms.force = _State.SIGNED, now, terms.valid
    terms.save(update_fields=["state", "signed_at", "force"])


def _cut(amendment: Terms) -> None:
    before = Terms.objects.select_for_update().get(pk=amendment.amends_id)
    if not before.force.lower < amendment.valid.lower < before.force.upper:
        raise ValidationError(_("Tillägget börjar inte under den tid som villkoren det ändrar gäller."))
    before.force = DateRange(before.force.lower, amendment.valid.lower)
    before.save(update_fields=["force"])


def _close(row: Terms, state: str, reason: str, now: datetime) -> Terms:
    row.state, row.closed_at, row.closed_reason = state, now, reason
    row.save(update_fields=["state", "closed_at", "closed_reason"])
    return row


def _given(reason: str) -> str:
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv varför.")})
    return reason.strip()


def _for_signing(terms: Terms) -> Terms:
    row = _locked(terms)
    if row.state != _State.FOR_SIGNING:
        raise ValidationError(_("Villkoren är inte ute för underskrift."))
    return row


def _locked(terms: Terms) -> Terms:
    """Lock the version: two signatures at the same moment follow each other."""
    return Terms.objects.select_for_update(of=["self"]).select_related("agreement").get(pk=terms.pk)
