"""One settlement on one page: what each party has to be debited, why, and how far it has come."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from funding import access
from funding.domain.bookingrules import last_booking_day
from funding.domain.following import follow_up
from funding.domain.reported import missing_reports
from funding.models import Settlement
from funding.states import EXAMPLE, FINAL, OBJECTED, PRELIMINARY, order_state, settlement_state
from funding.views.settled import settlement_url
from funding.views.settlements.page import SettlementPage
from funding.views.settlements.sheet import SettlementSheet
from portal.money import write_number
from portal.ui.views import Action

_State = Settlement.State


class SettlementDetail(SettlementPage):
    """``/overenskommelser/<id>/avrakningar/<id>/``"""

    template_name = "funding/settlement_detail.html"

    @cached_property
    def account(self) -> SettlementSheet:
        return SettlementSheet(self.settlement, self.request.user)

    def actions(self):
        found, user = [], self.request.user
        if self.order:
            found.append(Action(_("Bokföringsorder"), self._url("order_detail"), icon="file", primary=False))
        if self.settlement.state == _State.CHECKING and access.may_settle(user):
            found.append(Action(_("Ta tillbaka"), self._url("settlement_withdraw"), "undo", primary=False))
        if self._may_be_corrected() and access.may_settle(user):
            found.append(Action(_("Rätta"), self._url("settlement_correct"), icon="pen", primary=False))
        if self._waits_for_order() and not self._is_closed and access.may_prepare_order(user):
            found.append(Action(_("Upprätta bokföringsorder"), self._url("order_create"), icon="plus"))
        return found

    def _url(self, name: str) -> str:
        return settlement_url(self.settlement, name)

    def _may_be_corrected(self) -> bool:
        """Whether it is the newest of its period, and settled."""
        newer = self.agreement.settlements.filter(
            period_kind=self.period.kind,
            year=self.period.year,
            number=self.period.number,
            sequence__gt=self.settlement.sequence,
        ).exclude(state=_State.WITHDRAWN)
        return self.settlement.state == _State.SETTLED and not newer.exists()

    def _taken_back(self) -> list[tuple[Settlement, str]]:
        """Return what was prepared for the period just before and taken back, and its address."""
        before = self.agreement.settlements.filter(
            period_kind=self.period.kind,
            year=self.period.year,
            number=self.period.number,
            sequence=self.settlement.sequence - 1,
            state=_State.WITHDRAWN,
        )
        return [(each, settlement_url(each)) for each in before]

    def _waits_for_order(self) -> bool:
        return (
            self.settlement.state == _State.SETTLED
            and self.order is None
            and self.settlement.carried_to_id is None
            and self.account.has_something_to_book
        )

    @cached_property
    def _is_closed(self) -> bool:
        """Whether nothing can be booked in its year any more."""
        return last_booking_day(self.settlement.year) < self.today

    def _badges(self):
        found = [settlement_state(self.settlement), FINAL if self.settlement.is_final else PRELIMINARY]
        found += [OBJECTED] * self.account.is_objected
        return found + [EXAMPLE] * self.agreement.is_example

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        follow = follow_up(self.agreement, self.period)
        percent = follow.deviation_percent
        carried = list(self.settlement.carried.order_by("year", "number", "sequence"))
        found = {
            "account": self.account,
            "follow": follow,
            "deviation_percent": None if percent is None else write_number(percent),
            "order_badge": order_state(self.order) if self.order else None,
            "missing_reports": missing_reports(self.agreement, self.period),
            "may_answer": self.account.is_objected and access.may_answer_objection(self.request.user),
            "earlier": self._taken_back(),
            "waits_for_order": self._waits_for_order(),
            "is_closed": self._is_closed,
            "carried_from": [(each, settlement_url(each)) for each in carried],
            "carried_to_url": settlement_url(self.settlement.carried_to)
            if self.settlement.carried_to
            else "",
            "corrects_url": settlement_url(self.settlement.corrects) if self.settlement.corrects else "",
        }
        return super().get_context_data(**(found | kwargs))
