"""Which rows the figures of an agreement are made of: what has changed since a document was signed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from funding.models import CostLine, Settlement, Terms, TermsShare


def behind(subject: str, *, since: datetime) -> Sequence[tuple[Any, Mapping[str, Any]]]:
    """Signed terms with their shares and costs, and settlements, of the agreement the subject is about."""
    key = subject.partition(":")[2]
    when = {"pgh_created_at__gt": since}
    of_terms = {"terms__agreement__key": key, "terms__state": Terms.State.SIGNED}
    return [
        (Terms, when | {"agreement__key": key, "state": Terms.State.SIGNED}),
        (TermsShare, when | of_terms),
        (CostLine, when | of_terms),
        (Settlement, when | {"agreement__key": key, "state": Settlement.State.SETTLED}),
    ]
