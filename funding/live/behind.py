"""Which rows the figures of an agreement are made of: what has changed since a document was signed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse

from funding.models import Agreement, CostLine, Settlement, Terms, TermsShare
from portal.history.reading import Happening
from portal.workareas import Behind


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


def told_of(changes: Sequence[Happening]) -> list[Behind]:
    """Return for each change the agreement it is of, whose pages open the figures made of it. Two queries."""
    keys = {each.event.agreement_id for each in changes if each.model in (Terms, Settlement)}
    of_terms = {each.event.terms_id for each in changes if each.model in (TermsShare, CostLine)}
    rows = Terms.objects.filter(pk__in=of_terms).values_list("pk", "agreement")
    terms = dict(rows) if of_terms else {}
    agreements = Agreement.objects.in_bulk({*keys, *terms.values()})
    return [_told(each, agreements, terms) for each in changes]


def _told(change: Happening, agreements: Mapping[int, Agreement], terms: Mapping[int, int]) -> Behind:
    of_terms = change.model in (TermsShare, CostLine)
    key = terms.get(change.event.terms_id, 0) if of_terms else change.event.agreement_id
    agreement = agreements.get(key)
    if agreement is None:
        return Behind()
    page = reverse("funding:agreement_detail", args=[agreement.pk])
    if change.model is Settlement:
        page = reverse("funding:settlement_detail", args=[agreement.pk, change.event.pgh_obj_id])
    return Behind(str(agreement), lambda href: urlsplit(href).path == page)
