"""Who receives the parties' reports: the nämnd whose administration keeps the agreement."""

from datetime import date

from funding.models import Agreement
from portal.organisation.lineage import successor_of
from portal.organisation.models import Organisation


def receiving_committee(agreement: Agreement, *, on: date) -> Organisation:
    """Return the nämnd of the authority that keeps the agreement, or of the one that took it over."""
    keeper = successor_of(agreement.owner, on=on)
    return keeper.parent or keeper
