"""What waits about the money of agreements: to settle, to check, to prepare an order, to attest, to book."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from funding import access
from funding.domain.settleable import to_correct, to_settle
from funding.models import Agreement, BookingOrder, Settlement, SettlementLine
from portal.organisation.models import User
from portal.periods import Period
from portal.workareas import State, TodoItem

MOST = 50
NEAR = 2  # urgency


def waiting(user: User, today: date) -> Iterable[TodoItem]:
    """What waits for ``user``, verb by verb. Each asks the database once, however many agreements."""
    if access.may_settle(user):
        yield from _to_settle(user, today)
        yield from _to_correct(user)
    if mine := access.signs_for(user):
        yield from _to_check(mine)
    if access.may_prepare_order(user):
        yield from _to_prepare(user)
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
    """Settled periods of which something else is reported now."""
    for settlement in to_correct(Agreement.objects.for_user(user))[:MOST]:
        yield _item(
            settlement,
            _("Rätta avräkningen för %(agreement)s"),
            _("%(period)s. Det redovisade är ändrat sedan dess.") % {"period": _period(settlement)},
            State(_("Att rätta"), "warn", "warn"),
            name="settlement_correct",
        )


def _to_check(mine: frozenset[int]) -> Iterable[TodoItem]:
    lines = SettlementLine.objects.filter(
        settlement__state=Settlement.State.CHECKING, checked_at__isnull=True, party__organisation__in=mine
    ).select_related("settlement__agreement", "party__organisation")
    for line in lines.order_by("settlement__prepared_at", "pk")[:MOST]:
        yield _item(
            line.settlement,
            _("Granska avräkningen för %(agreement)s"),
            _("%(period)s, raden för %(party)s.") % {"period": _period(line.settlement), "party": line.party},
            State(_("Att granska"), "wait", "warn"),
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
        )


def _to_attest(user: User) -> Iterable[TodoItem]:
    orders = _orders(user).filter(attested_at__isnull=True).exclude(prepared_by=user)
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
        "settlement__agreement"
    )


def _order_item(order: BookingOrder, title: str, state: State) -> TodoItem:
    words = {"period": _period(order.settlement), "number": order.number, "day": order.booking_date}
    detail = _("%(period)s, %(number)s. Bokföringsdatum %(day)s.") % words
    return _item(order.settlement, title, detail, state, name="order_detail")


def _item(
    settlement: Settlement, title: str, detail: str, state: State, name: str = "settlement_detail"
) -> TodoItem:
    return TodoItem(
        title=title % {"agreement": settlement.agreement},
        detail=detail,
        url=reverse(f"funding:{name}", args=[settlement.agreement_id, settlement.pk]),
        state=state,
        urgency=NEAR,
    )


def _period(settlement: Settlement) -> str:
    return Period(settlement.period_kind, settlement.year, settlement.number).title
