"""What waits about the money of agreements: to settle, to correct, to answer, to check."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, Max, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from funding import access
from funding.domain.settleable import to_correct, to_settle
from funding.models import Agreement, Objection, Settlement, SettlementLine
from funding.todo.items import MOST, NEAR, item_of, period_title
from portal.organisation.models import User
from portal.workareas import State, TodoItem


def waiting(user: User, today: date) -> Iterable[TodoItem]:
    """What waits for ``user``, verb by verb. Each asks the database once, however many agreements."""
    if access.may_settle(user):
        yield from _to_settle(user, today)
        yield from _to_correct(user)
        yield from _to_answer(user)
    if mine := access.signs_for(user):
        yield from _to_check(mine)


def _to_settle(user: User, today: date) -> Iterable[TodoItem]:
    """Periods that every party has reported and nobody has settled."""
    for agreement, period in to_settle(Agreement.objects.for_user(user), today)[:MOST]:
        address = reverse("funding:settlement_create", args=[agreement.pk])
        yield TodoItem(
            title=_("Avräkna %(agreement)s") % {"agreement": agreement},
            detail=_("%(period)s. Alla parter har redovisat.") % {"period": period.title},
            url=f"{address}?period={period.year}-{period.number}",
            state=State(_("Att avräkna"), "wait", "warn"),
            urgency=NEAR,
        )


def _to_correct(user: User) -> Iterable[TodoItem]:
    """Settled periods of which something else is reported, or agreed, now."""
    for settlement, why in to_correct(Agreement.objects.for_user(user))[:MOST]:
        yield item_of(
            settlement,
            _("Rätta avräkningen för %(agreement)s"),
            _("%(period)s. %(why)s") % {"period": period_title(settlement), "why": why},
            State(_("Att rätta"), "warn", "warn"),
            name="settlement_correct",
        )


def _to_answer(user: User) -> Iterable[TodoItem]:
    """Objections of parties in settlements that are open; the oldest first."""
    visible = Agreement.objects.for_user(user).values("pk")
    waiting = Objection.objects.filter(
        answered_at__isnull=True,
        line__settlement__state=Settlement.State.CHECKING,
        line__settlement__agreement__in=visible,
    ).select_related("line__settlement__agreement", "line__party__organisation")
    for each in waiting.order_by("made_at", "pk")[:MOST]:
        words = {
            "period": period_title(each.line.settlement),
            "party": each.line.party,
            "reason": each.reason,
        }
        yield item_of(
            each.line.settlement,
            _("Svara på invändningen mot avräkningen för %(agreement)s"),
            _("%(period)s, %(party)s: %(reason)s") % words,
            State(_("Invändning att svara på"), "warn", "warn"),
            since=each.made_at,
        )


def _to_check(mine: frozenset[int]) -> Iterable[TodoItem]:
    """Lines that nobody has checked; one whose objection waits for an answer does not wait for the party."""
    objections = Objection.objects.filter(line=OuterRef("pk"))
    lines = (
        SettlementLine.objects.filter(
            ~Exists(objections.filter(answered_at__isnull=True)),
            settlement__state=Settlement.State.CHECKING,
            checked_at__isnull=True,
            party__organisation__in=mine,
        )
        .annotate(answered_at=Max("objections__answered_at"))
        .select_related("settlement__agreement", "party__organisation")
    )
    for line in lines.order_by("settlement__prepared_at", "pk")[:MOST]:
        words = {"period": period_title(line.settlement), "party": line.party}
        told = (
            _("%(period)s, raden för %(party)s. Invändningen är besvarad.")
            if line.answered_at
            else _("%(period)s, raden för %(party)s.")
        )
        yield item_of(
            line.settlement,
            _("Granska avräkningen för %(agreement)s"),
            told % words,
            State(_("Att granska"), "wait", "warn"),
            since=line.answered_at or line.settlement.prepared_at,
        )
