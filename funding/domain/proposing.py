"""A whole form becomes an agreement: with its parties, a draft of its terms or terms signed on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from funding.domain.drafting import TermsContent, draft_first, write_draft
from funding.domain.persons import refuse_in_content, refuse_in_record
from funding.domain.registering import Seat, register_agreement, register_signed
from funding.domain.signing import Signer
from funding.models import Agreement, CostType, Party, Terms
from portal.files.storing import store_file
from portal.organisation.models import Organisation, User


@dataclass(frozen=True)
class Proposal:
    """What a form says of the terms, with organisations where TermsContent has parties."""

    seats: Sequence[Seat]
    percents: Mapping[Organisation, Decimal]
    costs: Sequence[tuple[CostType, Decimal, str]]
    begins: date
    last_day: date
    convention: str
    rule: str = ""
    residual: Organisation | None = None
    change: str = ""
    rows: Mapping[type, Sequence[Mapping[str, Any]]] | None = None


@transaction.atomic
def propose(*, agreement: Agreement, proposal: Proposal) -> Terms:
    """Register a new agreement with the first draft of its terms. ValidationError as both refuse."""
    refuse_in_record(agreement)
    agreement.key = _key(agreement.title, proposal.begins)
    register_agreement(agreement=agreement, seats=proposal.seats)
    return draft_first(agreement=agreement, content=_content(agreement, proposal))


@transaction.atomic
def take_in_signed(
    *,
    agreement: Agreement,
    proposal: Proposal,
    signers: Mapping[Organisation, Signer],
    paper: tuple[str, bytes],
    to: Organisation,
    by: User,
    now: datetime,
) -> Terms:
    """Register an agreement that is signed on paper, with the signed page (name, content)."""
    refuse_in_record(agreement)
    agreement.key = _key(agreement.title, proposal.begins)
    register_agreement(agreement=agreement, seats=proposal.seats)
    parties = _parties(agreement)
    return register_signed(
        agreement=agreement,
        content=_content(agreement, proposal),
        signers={parties[organisation.pk]: signer for organisation, signer in signers.items()},
        paper=store_file(name=paper[0], content=paper[1], by=by),
        to=to,
        by=by,
        now=now,
    )


@transaction.atomic
def rewrite(*, terms: Terms, proposal: Proposal, agreement: Agreement | None = None) -> Terms:
    """Write over a draft; ``agreement`` with its own words when they may still change (the first draft).

    Who joins becomes a party; in the first draft who leaves is no party any more, and the host may change.
    ValidationError: it is sent already, or what it says does not hold.
    """
    row = Terms.objects.select_for_update(of=["self"]).select_related("agreement").get(pk=terms.pk)
    if row.state != Terms.State.DRAFT:
        raise ValidationError(
            _("Villkoren är skickade för underskrift och kan inte ändras. Ta tillbaka dem först.")
        )
    if agreement is not None:
        refuse_in_record(agreement)
        agreement.full_clean()
        agreement.save()
    _seat(row, proposal.seats, is_first=row.amends_id is None)
    return write_draft(terms=row, content=_content(row.agreement, proposal))


def _seat(terms: Terms, seats: Sequence[Seat], *, is_first: bool) -> None:
    if sum(seat.is_host for seat in seats) != 1:
        raise ValidationError(_("Ange vilken av parterna som är värd."))
    if not is_first:
        _refuse_new_host(terms, seats)
    if len({seat.organisation.pk for seat in seats}) < len(seats):
        raise ValidationError(_("Samma förvaltning står två gånger bland parterna."))
    for seat in seats:
        given = {name: value for name, value in vars(seat).items() if name != "organisation"}
        party, is_new = Party.objects.get_or_create(
            agreement=terms.agreement, organisation=seat.organisation, defaults=given
        )
        if is_first and not is_new:
            Party.objects.filter(pk=party.pk).update(**given)
    if is_first:
        terms.shares.all().delete()
        gone = terms.agreement.parties.exclude(organisation__in=[seat.organisation for seat in seats])
        if gone.filter(basis__isnull=False).exists():
            raise ValidationError(_("En part med underlag kan inte tas bort. Ta bort underlaget först."))
        gone.filter(shares__isnull=True).delete()  # who stood in a version that was sent stays a party


def _refuse_new_host(terms: Terms, seats: Sequence[Seat]) -> None:
    """Who is host among those who are parties already is not changed by an amendment."""
    hosts = set(terms.agreement.parties.filter(is_host=True).values_list("organisation", flat=True))
    known = set(terms.agreement.parties.values_list("organisation", flat=True))
    for seat in seats:
        if seat.organisation.pk in known and seat.is_host != (seat.organisation.pk in hosts):
            raise ValidationError(
                _(
                    "Vem som är värd ändras inte i ett tillägg. Avsluta överenskommelsen i förtid och skriv "
                    "en ny."
                )
            )


def _content(agreement: Agreement, proposal: Proposal) -> TermsContent:
    parties = _parties(agreement)
    if len({kind.pk for kind, _amount, _note in proposal.costs}) < len(proposal.costs):
        raise ValidationError(_("Samma kostnadsslag står två gånger. Lägg ihop raderna."))
    if proposal.residual and proposal.residual not in proposal.percents:
        raise ValidationError({"residual": _("Den som ska ta resten måste vara en av parterna.")})
    content = TermsContent(
        begins=proposal.begins,
        last_day=proposal.last_day,
        shares={parties[each.pk]: percent for each, percent in proposal.percents.items()},
        costs={kind: amount for kind, amount, _note in proposal.costs},
        cost_notes={kind: note for kind, _amount, note in proposal.costs},
        convention=proposal.convention,
        rule=proposal.rule,
        residual=parties[proposal.residual.pk] if proposal.residual else None,
        change=proposal.change,
        rows=proposal.rows or {},
    )
    refuse_in_content(content)
    return content


def _parties(agreement: Agreement) -> dict[int, Party]:
    return {party.organisation_id: party for party in agreement.parties.select_related("organisation")}


def _key(title: str, begins: date) -> str:
    """Return a key for files that no other agreement has: the title and the year, numbered when taken."""
    stem = slugify(title)[:66].strip("-") or "overenskommelse"
    key, number = f"{stem}-{begins.year}", 1
    while Agreement.objects.filter(key=key).exists():
        number += 1
        key = f"{stem}-{begins.year}-{number}"
    return key
