"""The settlements of an agreement: period by period, what is reported, how far each has come."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from funding import access
from funding.domain.settleable import PeriodLine, periods_of
from funding.domain.summing import years_of
from funding.views.agreement import AgreementPage
from funding.views.settled import settlement_row
from portal.ui.views import Action


def looked_at(line: PeriodLine) -> dict[str, Any]:
    """Return what a row of the list shows of a period."""
    return {
        "line": line,
        "settlements": [settlement_row(each) for each in reversed(line.settlements)],
        "key": f"{line.period.year}-{line.period.number}",
    }


class SettlementList(AgreementPage):
    """``/overenskommelser/<id>/avrakningar/``"""

    template_name = "funding/settlement_list.html"

    def actions(self):
        user, found = self.request.user, []
        if access.may_keep_allowances(user):
            url = reverse("funding:allowance_edit", args=[self.agreement.pk, self.today.year])
            found.append(Action(_("Generalschabloner"), url, icon="pen", primary=False))
        if access.may_settle(user):
            url = reverse("funding:settlement_create", args=[self.agreement.pk])
            found.append(Action(_("Avräkna en period"), url, icon="plus"))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {
            "periods": [looked_at(each) for each in periods_of(self.agreement, self.today)],
            "years": years_of(self.agreement),
            "may_settle": access.may_settle(self.request.user),
        }
        return super().get_context_data(**(found | kwargs))
