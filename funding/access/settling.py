"""Who settles, checks, objects, and books."""

from funding.access.signing import may_sign_for
from funding.models import BookingOrder, SettlementLine
from portal.organisation.models import Role, User

ATTESTING = (Role.HEAD_OF_DEPARTMENT, Role.HEAD_OF_ADMINISTRATION)


def may_settle(user: User) -> bool:
    """The agreement officer or the controller prepares a settlement."""
    return user.reach.has(Role.AGREEMENT_OFFICER, Role.CONTROLLER)


def may_keep_allowances(user: User) -> bool:
    """Likewise the parties' general allowances."""
    return may_settle(user)


def may_check_line(user: User, line: SettlementLine) -> bool:
    """The party's director checks the party's line."""
    return may_sign_for(user, line.party)


def may_object(user: User, line: SettlementLine) -> bool:
    """Who checks a line may object to it instead."""
    return may_check_line(user, line)


def may_answer_objection(user: User) -> bool:
    """Who prepares settlements answers what a party objects."""
    return may_settle(user)


def may_prepare_order(user: User) -> bool:
    """The controller makes the booking order, and notes when it is booked."""
    return user.reach.has(Role.CONTROLLER)


def may_attest(user: User, order: BookingOrder) -> bool:
    """A head of department or of administration attests, never who prepared it."""
    return user.reach.has(*ATTESTING) and order.prepared_by_id != user.pk


def may_return_order(user: User, order: BookingOrder) -> bool:
    """Who attests returns what is not right."""
    return may_attest(user, order)
