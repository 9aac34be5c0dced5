"""What the officer who drafts should see to in the agreements in force (funding/domain/concerns.py)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from funding import access
from funding.domain import concerns
from funding.domain.concerns import Concern, Held, concerns_of
from funding.models import Agreement, BasisCount, CostLine, Notice, Terms, TermsShare
from portal.organisation.lineage import load_lineage
from portal.organisation.models import User
from portal.workareas import State, TodoItem

MOST = 200  # agreements in force of one authority
NEAR, CALM = 2, 1  # urgency

STATES = {
    concerns.NOTICE: State(_("Väntar på svar"), "warn", "warn"),
    concerns.MERGED: State(_("Parter har gått samman"), "warn", "warn"),
    concerns.ENDS: State(_("Går snart ut"), "wait", "warn"),
    concerns.NEW_SHARES: State(_("Nya antal"), "info", "info"),
    concerns.OLD_BASIS: State(_("Gammalt underlag"), "info", "info"),
}
#: where one sees to it
PAGES = {
    concerns.MERGED: "merger_create",
    concerns.ENDS: "amendment_create",
    concerns.OLD_BASIS: "basis_create",
    concerns.NEW_SHARES: "shares_compare",
}


def waiting(user: User, today: date) -> Iterable[TodoItem]:
    """A line for every concern of every agreement in force that the user's authority drafts."""
    if not access.may_draft(user):
        return
    own = Agreement.objects.filter(owner__in=user.reach.own_organisations)
    lineage = user.reach.lineage or load_lineage()
    for held in held_of(own, today):
        for concern in concerns_of(held, lineage=lineage, today=today):
            yield TodoItem(
                title=str(held.terms.agreement),
                detail=concern.text,
                url=address_of(concern, held.terms.agreement_id),
                state=STATES[concern.code],
                urgency=NEAR if concern.code == concerns.NOTICE else CALM,
            )


def address_of(concern: Concern, agreement: int) -> str:
    """Return the page where one sees to it."""
    if concern.code == concerns.NOTICE:
        return reverse("funding:notice_answer", args=[agreement, concern.notice])
    page = reverse(f"funding:{PAGES[concern.code]}", args=[agreement])
    return f"{page}?underlag=nytt" if concern.code == concerns.NEW_SHARES else page


def held_of(agreements: Any, today: date) -> Iterable[Held]:
    """Read what is in force on ``today`` with all that belongs to it: five queries, however many."""
    alive = Terms.objects.signed().filter(force__contains=today, agreement__in=agreements)
    keys = list(alive.order_by("force", "pk").values_list("agreement", flat=True)[:MOST])
    versions = Terms.objects.signed().filter(agreement__in=keys).select_related("agreement", "residual")
    by_agreement: dict[int, list[Terms]] = _grouped(versions.order_by("pk"), "agreement_id")
    basis = _grouped(BasisCount.objects.filter(agreement__in=keys).order_by("pk"), "agreement_id")
    notices = _grouped(_notices(keys), "agreement_id")
    shares = _grouped(_shares(keys, today), "terms_id")
    costs = _grouped(CostLine.objects.filter(terms__in=shares).order_by("pk"), "terms_id")
    for key in keys:
        terms = _linked(by_agreement[key], today)
        yield Held(
            terms=terms,
            shares=shares[terms.pk],
            yearly=sum((line.amount for line in costs[terms.pk]), Decimal()),
            basis=basis[key],
            notices=notices[key],
            ends=max(each.force.upper for each in by_agreement[key]),
        )


def _notices(keys: list[int]):
    rows = Notice.objects.filter(agreement__in=keys).select_related("party__organisation", "amendment")
    return rows.order_by("noticed_on", "pk")


def _shares(keys: list[int], today: date):
    rows = TermsShare.objects.filter(
        terms__agreement__in=keys, terms__state=Terms.State.SIGNED, terms__force__contains=today
    )
    return rows.select_related("party__organisation").order_by("party__heading_order", "pk")


def _linked(versions: list[Terms], today: date) -> Terms:
    """Return the version in force, each knowing the one it amends without asking again."""
    known = {each.pk: each for each in versions}
    for each in versions:
        each.amends = known.get(each.amends_id or 0)
    return next(each for each in versions if each.force.lower <= today < each.force.upper)


def _grouped(rows: Iterable[Any], name: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found
