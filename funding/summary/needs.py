"""How many people the agreements' basis registers count: what other areas may measure a need with."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from funding import access
from funding.models import Agreement, BasisCount
from portal.workareas import Counted


def people_counted(user) -> Iterable[Counted]:
    """A line for each party of the agreements the user may read: its newest counts, those that follow day
    upon day from the same source added up. Two queries."""
    if not access.may_list_agreements(user):
        return []
    visible = Agreement.objects.for_user(user).values("pk")
    rows = BasisCount.objects.filter(agreement__in=visible).select_related("agreement", "party__organisation")
    found: dict[int, list[BasisCount]] = {}
    for row in rows.order_by("party", "-ends", "-begins", "pk"):
        found.setdefault(row.party_id, []).append(row)
    return [_told(newest, user) for newest in found.values()]


def _told(rows: Sequence[BasisCount], user) -> Counted:
    """``rows`` of one party, the newest first."""
    added = list(_run(rows))
    newest, party = added[0], added[0].party
    party.agreement = newest.agreement
    return Counted(
        organisation=party.organisation_id,
        what=_what(newest),
        number=sum(row.persons for row in added),
        begins=added[-1].begins,
        last_day=newest.ends - timedelta(days=1),
        source=newest.source,
        url=reverse("funding:basis_list", args=[newest.agreement_id]),
        shows_small=access.may_see_small_counts(user, party),
        is_published=newest.agreement.is_published,
    )


def _run(rows: Sequence[BasisCount]) -> Iterator[BasisCount]:
    """The newest count, and those before it without a gap, counted alike."""
    last = None
    for row in rows:
        if last and (row.ends, row.source, row.age_from, row.age_to) != (
            last.begins,
            last.source,
            last.age_from,
            last.age_to,
        ):
            return
        yield row
        last = row


def _what(row: BasisCount) -> str:
    words = {"from": row.age_from, "to": row.age_to}
    if row.age_from is None or row.age_to is None:
        return _("folkbokförda nyanlända")
    return _("folkbokförda nyanlända %(from)s–%(to)s år") % words
