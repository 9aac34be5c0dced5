"""What waits about booking orders: to prepare, change, attest, book; what to do when the year is closed."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from funding import access
from funding.domain.bookingrules import closed_years
from funding.models import Agreement, BookingOrder, Settlement, SettlementLine
from funding.todo.items import MOST, item_of, period_title
from portal.organisation.models import User
from portal.workareas import State, TodoItem

RETURNED = Q(returned_at__isnull=False, sent_again_at__isnull=True)


def waiting(user: User, today: date) -> Iterable[TodoItem]:
    """What waits for ``user``, verb by verb. As many queries however many agreements."""
    if access.may_prepare_order(user):
        yield from _to_prepare(user, today)
        yield from _to_change(user)
        yield from _to_book(user, today)
        yield from _to_take_away(user, today)
    if user.reach.has(*access.ATTESTING):
        yield from _to_attest(user, today)


def _to_prepare(user: User, today: date) -> Iterable[TodoItem]:
    """Settlements in which something is to be debited or credited and that have no order."""
    moved = SettlementLine.objects.filter(settlement=OuterRef("pk"), party__is_host=False).exclude(remains=0)
    settled = _settlements(user).filter(
        Exists(moved), state=Settlement.State.SETTLED, order__isnull=True, carried_to__isnull=True
    )
    found = list(settled.order_by("settled_at", "pk")[:MOST])
    closed = closed_years((each.year for each in found), today)
    for settlement in found:
        yield _to_carry(settlement) if settlement.year in closed else _to_order(settlement)


def _to_order(settlement: Settlement) -> TodoItem:
    return item_of(
        settlement,
        _("Upprätta bokföringsorder för %(agreement)s"),
        _("%(period)s är avräknad.") % {"period": period_title(settlement)},
        State(_("Att upprätta"), "wait", "warn"),
        since=settlement.settled_at,
    )


def _to_carry(settlement: Settlement) -> TodoItem:
    told = _("%(period)s bokfördes inte under året. Det som återstår förs över när nästa period avräknas.")
    return item_of(
        settlement,
        _("För över det som återstår för %(agreement)s"),
        told % {"period": period_title(settlement)},
        State(_("Att föra över"), "right", "warn"),
        since=settlement.settled_at,
    )


def _to_change(user: User) -> Iterable[TodoItem]:
    """Orders that were returned: any controller may change them, should the one who prepared it be away."""
    for order in _orders(user).filter(RETURNED).order_by("returned_at", "pk")[:MOST]:
        words = {"number": order.number, "who": order.returned_by, "reason": order.return_reason}
        yield item_of(
            order.settlement,
            _("Ändra bokföringsordern för %(agreement)s"),
            _("%(number)s. Återsänd av %(who)s: %(reason)s") % words,
            State(_("Återsänd"), "undo", "warn"),
            name="order_detail",
            since=order.returned_at,
        )


def _to_attest(user: User, today: date) -> Iterable[TodoItem]:
    """Not in a year that is closed: what nobody attested in time is taken away."""
    orders = _orders(user).filter(~RETURNED, attested_at__isnull=True).exclude(prepared_by=user)
    found = list(orders.order_by("prepared_at", "pk")[:MOST])
    closed = closed_years((each.settlement.year for each in found), today)
    for order in found:
        if order.settlement.year not in closed:
            yield _order_item(
                order,
                _("Attestera bokföringsordern för %(agreement)s"),
                State(_("Att attestera"), "pen", "warn"),
            )


def _to_book(user: User, today: date) -> Iterable[TodoItem]:
    """Attested orders: booked in time they are noted, else cancelled when the year is closed."""
    orders = _orders(user).filter(attested_at__isnull=False, booked_on__isnull=True)
    found = list(orders.order_by("booking_date", "pk")[:MOST])
    closed = closed_years((each.settlement.year for each in found), today)
    for order in found:
        if order.settlement.year in closed:
            yield _late(
                order,
                _("Notera bokfört eller makulera ordern för %(agreement)s"),
                _("%(number)s. Året är stängt för bokföring. En makulerad order förs över."),
            )
        else:
            yield _order_item(
                order, _("Notera bokfört för %(agreement)s"), State(_("Att bokföra"), "wait", "warn")
            )


def _to_take_away(user: User, today: date) -> Iterable[TodoItem]:
    """Orders that nobody attested while the year was open; one that was returned waits to be changed."""
    orders = _orders(user).filter(~RETURNED, attested_at__isnull=True)
    found = list(orders.order_by("prepared_at", "pk")[:MOST])
    closed = closed_years((each.settlement.year for each in found), today)
    for order in found:
        if order.settlement.year in closed:
            yield _late(
                order,
                _("Ta bort bokföringsordern för %(agreement)s"),
                _("%(number)s attesterades inte i tid. När den är borttagen förs det som återstår över."),
            )


def _late(order: BookingOrder, title: str, detail: str) -> TodoItem:
    state = State(_("Året är stängt"), "warn", "warn")
    return item_of(order.settlement, title, detail % {"number": order.number}, state, name="order_detail")


def _settlements(user: User) -> QuerySet[Settlement]:
    visible = Agreement.objects.for_user(user).values("pk")
    return Settlement.objects.filter(agreement__in=visible).select_related("agreement")


def _orders(user: User) -> QuerySet[BookingOrder]:
    visible = Agreement.objects.for_user(user).values("pk")
    return BookingOrder.objects.filter(settlement__agreement__in=visible).select_related(
        "settlement__agreement", "prepared_by", "returned_by"
    )


def _order_item(order: BookingOrder, title: str, state: State) -> TodoItem:
    words = {"period": period_title(order.settlement), "number": order.number, "day": order.booking_date}
    detail = _("%(period)s, %(number)s. Bokföringsdatum %(day)s.") % words
    return item_of(order.settlement, title, detail, state, name="order_detail")
