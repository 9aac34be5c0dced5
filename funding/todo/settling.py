"""What waits about the money of agreements: to settle, to check, to prepare an order, to attest, to book."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from funding import access
from funding.domain.settleable import to_correct, to_settle
from funding.models import Agreement, BookingOrder, Objection, Settlement, SettlementLine
from portal.organisation.models import User
from portal.periods import Period
from portal.workareas import State, TodoItem

MOST = 50
NEAR = 2  # urgency
RETURNED = Q(returned_at__isnull=False, sent_again_at__isnull=True)


def waiting(user: User, today: date) -> Iterable[TodoItem]:
    """What waits for ``user``, verb by verb. Each asks the database once, however many agreements."""
    if access.may_settle(user):
        yield from _to_settle(user, today)
        yield from _to_correct(user)
        yield from _to_answer(user)
    if mine := access.signs_for(user):
        yield from _to_check(mine)
    if access.may_prepare_order(user):
        yield from _to_prepare(user)
        yield from _to_change(user)
        yield from _to_book(user)
    if user.reach.has(*access.ATTESTING):
        yield from _to_attest(user)


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
        yield _item(
            settlement,
            _("Rätta avräkningen för %(agreement)s"),
            _("%(period)s. %(why)s") % {"period": _period(settlement), "why": why},
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
        words = {"period": _period(each.line.settlement), "party": each.line.party, "reason": each.reason}
        yield _item(
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
        words = {"period": _period(line.settlement), "party": line.party}
        told = (
            _("%(period)s, raden för %(party)s. Invändningen är besvarad.")
            if line.answered_at
            else _("%(period)s, raden för %(party)s.")
        )
        yield _item(
            line.settlement,
            _("Granska avräkningen för %(agreement)s"),
            told % words,
            State(_("Att granska"), "wait", "warn"),
            since=line.answered_at or line.settlement.prepared_at,
        )


def _to_prepare(user: User) -> Iterable[TodoItem]:
    """Settlements in which something is to be debited or credited and that have no order."""
    moved = SettlementLine.objects.filter(settlement=OuterRef("pk"), party__is_host=False).exclude(remains=0)
    settled = _settlements(user).filter(
        Exists(moved), state=Settlement.State.SETTLED, order__isnull=True, carried_to__isnull=True
    )
    for settlement in settled.order_by("settled_at", "pk")[:MOST]:
        yield _item(
            settlement,
            _("Upprätta bokföringsorder för %(agreement)s"),
            _("%(period)s är avräknad.") % {"period": _period(settlement)},
            State(_("Att upprätta"), "wait", "warn"),
            since=settlement.settled_at,
        )


def _to_change(user: User) -> Iterable[TodoItem]:
    """Orders that were returned: any controller may change them, should the one who prepared it be away."""
    for order in _orders(user).filter(RETURNED).order_by("returned_at", "pk")[:MOST]:
        words = {"number": order.number, "who": order.returned_by, "reason": order.return_reason}
        yield _item(
            order.settlement,
            _("Ändra bokföringsordern för %(agreement)s"),
            _("%(number)s. Återsänd av %(who)s: %(reason)s") % words,
            State(_("Återsänd"), "undo", "warn"),
            name="order_detail",
            since=order.returned_at,
        )


def _to_attest(user: User) -> Iterable[TodoItem]:
    orders = _orders(user).filter(~RETURNED, attested_at__isnull=True).exclude(prepared_by=user)
    for order in orders.order_by("prepared_at", "pk")[:MOST]:
        yield _order_item(
            order, _("Attestera bokföringsordern för %(agreement)s"), State(_("Att attestera"), "pen", "warn")
        )


def _to_book(user: User) -> Iterable[TodoItem]:
    orders = _orders(user).filter(attested_at__isnull=False, booked_on__isnull=True)
    for order in orders.order_by("booking_date", "pk")[:MOST]:
        yield _order_item(
            order, _("Notera bokfört för %(agreement)s"), State(_("Att bokföra"), "wait", "warn")
        )


def _settlements(user: User) -> QuerySet[Settlement]:
    visible = Agreement.objects.for_user(user).values("pk")
    return Settlement.objects.filter(agreement__in=visible).select_related("agreement")


def _orders(user: User) -> QuerySet[BookingOrder]:
    visible = Agreement.objects.for_user(user).values("pk")
    return BookingOrder.objects.filter(settlement__agreement__in=visible).select_related(
        "settlement__agreement", "prepared_by", "returned_by"
    )


def _order_item(order: BookingOrder, title: str, state: State) -> TodoItem:
    words = {"period": _period(order.settlement), "number": order.number, "day": order.booking_date}
    detail = _("%(period)s, %(number)s. Bokföringsdatum %(day)s.") % words
    return _item(order.settlement, title, detail, state, name="order_detail")


def _item(
    settlement: Settlement,
    title: str,
    detail: str,
    state: State,
    name: str = "settlement_detail",
    since: datetime | None = None,
) -> TodoItem:
    return TodoItem(
        title=title % {"agreement": settlement.agreement},
        detail=detail,
        url=reverse(f"funding:{name}", args=[settlement.agreement_id, settlement.pk]),
        state=state,
        urgency=NEAR,
        since=since,
    )


def _period(settlement: Settlement) -> str:
    return Period(settlement.period_kind, settlement.year, settlement.number).title
