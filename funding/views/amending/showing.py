"""What the agreement's page shows of amending: what a version changes, notices, and what to see to."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from funding import access
from funding.domain.concerns import Held, concerns_of
from funding.domain.differing import Difference, differ
from funding.domain.drafting import read_content
from funding.models import Agreement, Notice, Terms
from funding.states import notice_state
from funding.todo.warnings import STATES, address_of
from funding.views.sheet import Sheet
from portal.organisation.lineage import load_lineage
from portal.organisation.models import User
from portal.ui.views import Action
from portal.workareas import State

OPEN = (Terms.State.DRAFT, Terms.State.FOR_SIGNING)


def difference_of(terms: Terms | None) -> Difference | None:
    """Return what ``terms`` change in what they amend, for ``funding/_difference.html``; None for terms that
    amend nothing. The same queries however much there is to compare."""
    if terms is None or terms.amends is None:
        return None
    return differ(read_content(terms.amends), read_content(terms))


class Amending:
    """An agreement's notices and what can be done about it, for one reader. ``versions``: those one sees."""

    def __init__(self, agreement: Agreement, versions: Sequence[Terms], user: User, today: date):
        self.agreement, self.versions, self.user, self.today = agreement, versions, user, today

    @cached_property
    def notices(self) -> list[Notice]:
        """Return them, the newest first; each knows its agreement."""
        rows = self.agreement.notices.select_related("party__organisation", "amendment__amends")
        found = list(rows.newest_first())
        for notice in found:
            notice.agreement = notice.party.agreement = self.agreement
        return found

    @property
    def is_renegotiated(self) -> bool:
        return any(notice.is_open for notice in self.notices)

    @cached_property
    def ends(self) -> date | None:
        """Return the first day after the last of the signed versions."""
        return max((each.force.upper for each in self.versions if each.force), default=None)

    @cached_property
    def may_draft(self) -> bool:
        return access.may_draft_for(self.user, self.agreement)

    def lines(self) -> list[dict[str, Any]]:
        """Return every notice with its state and what the reader may do with it."""
        may_tell = self.is_renegotiated and access.may_tell_steering_group(self.user, self.agreement)
        return [
            {
                "notice": notice,
                "state": notice_state(notice),
                "answer": self._told(notice.amendment),
                "may_tell": notice.is_open and may_tell,
                "may_withdraw": notice.is_open and access.may_withdraw_notice(self.user, notice),
                "may_answer": notice.waits and self.may_draft,
            }
            for notice in self.notices
        ]

    def _told(self, amendment: Terms | None) -> Terms | None:
        """A draft that is to answer a notice is not told of to other authorities."""
        return next((each for each in self.versions if each == amendment), None)

    def concerns(self, sheet: Sheet) -> list[tuple[str, State, str]]:
        """Return (words, state, where one sees to it or "") for terms in force; nothing for others."""
        force = sheet.terms.force
        if force is None or self.ends is None or not force.lower <= self.today < force.upper:
            return []
        held = Held(sheet.terms, sheet.shares, sheet.yearly, sheet.basis, self.notices, self.ends)
        lineage = self.user.reach.lineage or load_lineage()
        return [
            (each.text, STATES[each.code], address_of(each, self.agreement.pk) if self.may_draft else "")
            for each in concerns_of(held, lineage=lineage, today=self.today)
        ]

    def actions(self) -> list[Action]:
        """Return the buttons of the page head: a notice for who may give one; an amendment where terms live
        and none is on its way."""
        if self.ends is None or self.ends <= self.today:
            return []
        parties = self.agreement.parties.select_related("organisation", "agreement")
        found = []
        if access.gives_notice_for(self.user, parties):
            found.append(self._button(_("Begär omförhandling"), "notice_create", "warn"))
        if self.may_draft and not any(each.state in OPEN for each in self.versions):
            found.append(self._button(_("Avsluta i förtid"), "amendment_end", "close"))
            found.append(self._button(_("Skriv ett tillägg"), "amendment_create", "pen", primary=True))
        return found

    def _button(self, title: Any, name: str, icon: str, primary: bool = False) -> Action:
        return Action(title, reverse(f"funding:{name}", args=[self.agreement.pk]), icon, primary)
