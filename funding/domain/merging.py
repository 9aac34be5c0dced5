"""Two parties become one by a merger of districts: a ready draft amendment, and nothing by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funding.domain.drafting import TermsContent, draft_amendment, write_draft
from funding.models import Agreement, Party, Terms
from portal.money import NBSP, write_number
from portal.organisation.lineage import Lineage
from portal.organisation.models import Organisation


def successors_of(terms: Terms, *, lineage: Lineage, on: date) -> dict[Party, int]:
    """Return the parties of ``terms`` that another organisation answers for on ``on``, and which."""
    return heirs_of([share.party for share in terms.shares.select_related("party")], lineage=lineage, on=on)


def heirs_of(parties: Iterable[Party], *, lineage: Lineage, on: date) -> dict[Party, int]:
    """As ``successors_of``, of parties that are read already."""
    heirs = {party: lineage.successor(party.organisation_id, on=on) for party in parties}
    return {party: heir for party, heir in heirs.items() if heir != party.organisation_id}


@dataclass(frozen=True)
class Merged:
    """What the terms would be: who stands for whom, and the shares added. ``terms`` are those in force."""

    terms: Terms
    lines: tuple["MergedLine", ...]

    @property
    def is_one(self) -> bool:
        """Whether a single party would be left, so that nothing is shared any more."""
        return len(self.lines) < 2


@dataclass(frozen=True)
class MergedLine:
    """A party after the merger: by name, whom it stands for (itself, when nobody else), and the percents."""

    name: str
    parts: tuple[tuple[str, Decimal], ...]
    is_new: bool

    @property
    def percent(self) -> Decimal:
        return sum((percent for _name, percent in self.parts), Decimal())

    @property
    def told(self) -> tuple[str, str]:
        """Return the sum as one would write it ("Norrmalm 66 % + Östermalm 11 % = 77 %"), and its result."""
        whole = f"{write_number(self.percent)}{NBSP}%"
        parts = " + ".join(f"{name} {write_number(percent)}{NBSP}%" for name, percent in self.parts)
        return f"{parts} = {whole}" if len(self.parts) > 1 else parts, whole


def preview_merger(*, agreement: Agreement, begins: date, lineage: Lineage) -> Merged | None:
    """Return what ``draft_merger`` would draft for ``begins``, and store nothing; None when there is nothing
    in force that day, or no party has a successor."""
    terms = agreement.terms.signed().filter(force__contains=begins).first()
    heirs = successors_of(terms, lineage=lineage, on=begins) if terms else {}
    if terms is None or not heirs:
        return None
    names = dict(Organisation.objects.filter(pk__in=heirs.values()).values_list("pk", "short_name"))
    parts: dict[str, list[tuple[str, Decimal]]] = {}
    shares = terms.shares.select_related("party__organisation").order_by("party__heading_order", "pk")
    for share in shares:
        name = names.get(heirs.get(share.party, 0), str(share.party))
        parts.setdefault(name, []).append((str(share.party), share.percent))
    new = set(names.values())
    return Merged(terms, tuple(MergedLine(name, tuple(of), name in new) for name, of in parts.items()))


@transaction.atomic
def draft_merger(*, agreement: Agreement, begins: date, lineage: Lineage) -> Terms:
    """Draft the amendment in which successors stand for those they took over, shares added (66 + 11 = 77).

    ValidationError: no party has a successor on that day, or nothing is in force to amend.
    """
    amendment = draft_amendment(agreement=agreement, begins=begins)
    heirs = successors_of(amendment, lineage=lineage, on=begins)
    if not heirs:
        raise ValidationError(_("Ingen part har gått upp i en annan förvaltning den dagen."))
    shares: dict[Party, Decimal] = {}
    told: list[str] = []
    rows = amendment.shares.select_related("party__organisation")
    for share in rows.order_by("party__heading_order", "pk"):
        party = _standing_for(share.party, heirs)
        shares[party] = shares.get(party, Decimal()) + share.percent
        if party != share.party:
            told.append(_("%(new)s träder in för %(old)s.") % {"new": party, "old": share.party})
    if len(shares) < 2:
        raise ValidationError(
            _("Efter sammanslagningen finns bara en part kvar. Avsluta överenskommelsen i förtid i stället.")
        )
    return write_draft(terms=amendment, content=_content(amendment, shares, heirs, " ".join(told)))


def _standing_for(party: Party, heirs: dict[Party, int]) -> Party:
    """Return the party that stands in its place: the successor, which is a party already or becomes one."""
    if party not in heirs:
        return party
    organisation = Organisation.objects.get(pk=heirs[party])
    successor, _is_new = Party.objects.get_or_create(
        agreement_id=party.agreement_id,
        organisation=organisation,
        defaults={
            "is_host": party.is_host,
            "heading_order": party.heading_order,
            "signing_order": party.signing_order,
            "table_order": party.table_order,
        },
    )
    if party.is_host and not successor.is_host:
        _make_host(successor)
    return successor


def _make_host(successor: Party) -> None:
    """One who joins runs the work from its first day. One that is a party already is none in terms that
    bind, and what is signed is not changed: ValidationError."""
    if successor.shares.filter(terms__state=Terms.State.SIGNED).exists():
        words = {"heir": successor}
        raise ValidationError(
            _(
                "Värden har gått upp i %(heir)s, som redan är part. Avsluta överenskommelsen i förtid och "
                "skriv en ny med %(heir)s som värd."
            )
            % words
        )
    successor.is_host = True
    successor.save(update_fields=["is_host"])


def _content(
    amendment: Terms, shares: dict[Party, Decimal], heirs: dict[Party, int], change: str
) -> TermsContent:
    host = amendment.residual or next(
        (share.party for share in amendment.shares.all() if share.party.is_host), None
    )
    residual = host and _standing_for(host, heirs)
    return TermsContent(
        begins=amendment.valid.lower,
        last_day=amendment.valid.upper - timedelta(days=1),
        shares=shares,
        costs={line.kind: line.amount for line in amendment.costs.select_related("kind")},
        cost_notes={line.kind: line.note for line in amendment.costs.select_related("kind")},
        convention=amendment.convention,
        rule="",
        residual=residual,
        change=change,
    )
