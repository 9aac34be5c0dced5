"""Each party signs; when the last has, the terms bind. In force: signed by all, and the day is here."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext as _

from funding.domain.expecting import expect_party_reports
from funding.domain.papers import refuse_day
from funding.domain.versions import for_signing, is_intact, refuse_stranger
from funding.models import Agreement, Party, Signature, Terms
from portal.cases.models import CaseNumber
from portal.database.refusals import in_words
from portal.files.models import StoredFile
from portal.organisation.models import User


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

    With ``paper``, the signed page, it was signed there by ``signer`` and ``by`` only takes it in.
    ValidationError: not for signing, no registry number, the party's support is missing, it has signed, the
    person has signed for another party, what it read is not what was sent, or the time has passed.
    """
    row = for_signing(terms)
    _refuse_late(row, paper, signer, now)
    _refuse_other_text(row, seen_hash)
    refuse_stranger(row, party)
    if not is_numbered(row.agreement):
        raise ValidationError(_("Överenskommelsen har inget diarienummer än. Utan det undertecknas inget."))
    _refuse_unsupported(row, party)
    person = None if paper else by
    _refuse_second_party(row, party, person)
    signature = Signature(
        terms=row,
        party=party,
        content_hash=seen_hash,
        name=signer.name.strip(),
        title=signer.title.strip(),
        is_acting=signer.is_acting,
        signed_on=signer.signed_on,
        signed_at=now,
        signed_by=person,
        paper=paper,
    )
    signature.full_clean()
    with in_words():
        signature.save()
        _bind_when_all_have(row, now)
    return signature


def is_numbered(agreement: Agreement) -> bool:
    """Whether the agreement's case has a registry number: nothing is signed without (administration.md 5)."""
    return agreement.case_id is not None and CaseNumber.objects.filter(case=agreement.case_id).exists()


def _refuse_late(terms: Terms, paper: StoredFile | None, signer: Signer, now: datetime) -> None:
    """A signature comes while the terms' time runs; on paper, the day that stands there counts."""
    today = timezone.localdate(now)
    if paper is None:
        if terms.valid.upper <= today:
            raise ValidationError(
                _("Tiden som villkoren gäller har redan gått ut, så de kan inte undertecknas.")
            )
        return
    signed_on = signer.signed_on
    if signed_on is None:
        raise ValidationError({"signed_on": _("Skriv den dag som står på papperet.")})
    try:
        refuse_day(signed_on, ends=terms.valid.upper, today=today)
    except ValidationError as refusal:
        raise ValidationError({"signed_on": refusal.messages}) from refusal
    if terms.submitted_at and signed_on < timezone.localdate(terms.submitted_at):
        raise ValidationError(
            {"signed_on": _("Papperet kan inte vara undertecknat innan villkoren skickades för underskrift.")}
        )


def _refuse_other_text(terms: Terms, seen_hash: str) -> None:
    if seen_hash != terms.content_hash:
        raise ValidationError(
            _("Villkoren har ändrats sedan du läste dem. Läs den nya versionen och underteckna den.")
        )
    if not is_intact(terms):
        raise ValidationError(
            _(
                "Texten stämmer inte längre med den som skickades. Be handläggaren ta tillbaka villkoren och "
                "skicka dem på nytt."
            )
        )


def _refuse_unsupported(terms: Terms, party: Party) -> None:
    if not terms.supports.filter(party=party).exists():
        raise ValidationError(
            _("Registrera först vad underskriften stöder sig på: nämndens beslut eller delegation.")
        )


def _refuse_second_party(terms: Terms, party: Party, person: User | None) -> None:
    """One person signs for one party only (contract)."""
    if person is None:
        return
    others = terms.signatures.filter(signed_by=person).exclude(party=party)
    if signed := others.select_related("party__organisation").first():
        words = {"party": signed.party}
        raise ValidationError(
            _("Du har redan undertecknat för %(party)s. En person undertecknar bara för en part.") % words
        )


def _bind_when_all_have(terms: Terms, now: datetime) -> None:
    """All parties of the shares have signed: bound. An amendment cuts what it amends where it begins."""
    missing = terms.shares.exclude(party__in=terms.signatures.values("party"))
    if missing.exists():
        return
    if terms.amends is not None:
        _cut(terms, terms.amends.pk)
    terms.state, terms.signed_at, terms.force = Terms.State.SIGNED, now, terms.valid
    terms.save(update_fields=["state", "signed_at", "force"])
    expect_party_reports(agreement=terms.agreement, today=timezone.localdate(now))


def _cut(amendment: Terms, amended: int) -> None:
    before = Terms.objects.select_for_update().get(pk=amended)
    if not before.force.lower < amendment.valid.lower < before.force.upper:
        raise ValidationError(_("Tillägget börjar inte under den tid som villkoren det ändrar gäller."))
    before.force = DateRange(before.force.lower, amendment.valid.lower)
    before.save(update_fields=["force"])
