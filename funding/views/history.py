"""The agreement's tab Historik: its terms, basis and notices, its settlements and booking orders."""

from dataclasses import replace
from typing import Any

from funding.domain.shares import RULES, Rule
from funding.models import BasisCount, BookingOrder, Objection, Settlement, SettlementLine, Terms
from funding.views.agreement import AgreementPage
from funding.views.smallcounts import sees_every_count, without
from portal.history.reading import Also
from portal.history.timeline import Change, Entry
from portal.history.views import HistoryPage
from portal.history.wording import label_of


class AgreementHistory(HistoryPage, AgreementPage):
    """``/overenskommelser/<id>/historik/``: who did what with the agreement, when and why.

    What was written before the terms were sent, and every draft, is told only in the drafting authority.
    """

    template_name = "funding/agreement_history.html"

    @property
    def children(self) -> tuple[str, ...]:
        return ("basis", "notices", "parties", "terms") if self._is_own() else ("basis", "notices")

    def also(self) -> Also:
        """Return what happened with its settlements, the parties' lines and objections, and the orders."""
        settlements = list(self.agreement.settlements.values_list("pk", flat=True))
        lines = list(SettlementLine.objects.filter(settlement__in=settlements).values_list("pk", flat=True))
        return (
            (Settlement, {"agreement": self.agreement.pk}),
            (SettlementLine, {"settlement__in": settlements}),
            (Objection, {"line__in": lines}),
            (BookingOrder, {"settlement__in": settlements}),
        )

    def get_thing(self):
        return self.agreement

    def _is_own(self) -> bool:
        return self.agreement.owner_id in self.request.user.reach.own_organisations

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(lede="", **kwargs)
        if not self._is_own():
            sent = min((each.submitted_at for each in self.versions if each.submitted_at), default=None)
            found["entries"] = [each for each in found["entries"] if sent and each.when >= sent]
        if not sees_every_count(self.agreement, self.request.user):
            found |= {"numbers_left_out": True}
            found["entries"] = without(found["entries"], BasisCount, ["persons"])
        found["entries"] = [_with_rules_named(each) for each in found["entries"]]
        return found


def _with_rules_named(entry: Entry) -> Entry:
    """Call the rules for shares by the names the pages give them; they are stored as codes."""
    label = label_of(Terms._meta.get_field("rule"))
    return replace(entry, parts=[replace(part, changes=_named(part.changes, label)) for part in entry.parts])


def _named(changes: list[Change], label: str) -> list[Change]:
    return [
        replace(each, before=_rule(each.before), after=_rule(each.after)) if each.label == label else each
        for each in changes
    ]


def _rule(code: str) -> str:
    return str(RULES[Rule(code)][0]) if code in RULES else code
