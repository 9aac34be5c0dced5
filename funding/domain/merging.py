"""Two parties become one by a merger of districts: a ready draft amendment, and nothing by itself."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funding.domain.drafting import TermsContent, draft_amendment, write_draft
from funding.models import Agreement, Party, Terms
from portal.organisation.lineage import Lineage
from portal.organisation.models import Organisation


def successors_of(terms: Terms, *, lineage: Lineage, on: date) -> dict[Party, int]:
    """Return the parties of ``terms`` that another organisation answers for on ``on``, and which."""
    parties = [share.party for share in terms.shares.select_related("party")]
    heirs = {party: lineage.successor(party.organisation_id, on=on) for party in parties}
    return {party: heir for party, heir in heirs.items() if heir != party.organisation_id}


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
    for share in amendment.shares.select_related("party__organisation"):
        party = _standing_for(share.party, heirs)
        shares[party] = shares.get(party, Decimal()) + share.percent
        if party != share.party:
            told.append(_("%(new)s träder in för %(old)s.") % {"new": party, "old": share.party})
    return write_draft(terms=amendment, content=_content(amendment, shares, heirs, " ".join(told)))


def _standing_for(party: Party, heirs: dict[Party, int]) -> Party:
    """Return the party that stands in its place: the successor, which is a party already or becomes one."""
    if party not in heirs:
        return party
    successor, _new = Party.objects.get_or_create(
        agreement_id=party.agreement_id,
        organisation=Organisation.objects.get(pk=heirs[party]),
        defaults={
            "is_host": party.is_host,
            "heading_order": party.heading_order,
            "signing_order": party.signing_order,
            "table_order": party.table_order,
        },
    )
    return successor


def _content(
    amendment: Terms, shares: dict[Party, Decimal], heirs: dict[Party, int], change: str
) -> TermsContent:
    residual = amendment.residual and _standing_for(amendment.residual, heirs)
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
