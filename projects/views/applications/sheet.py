"""What an application's page shows one reader: what is asked, proposed and decided, and by whom.

Amounts that are proposed and not decided are never among what a district's people are given.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from portal.organisation.models import Organisation, User
from portal.workareas import State
from projects import access
from projects.domain.rounds import FINAL
from projects.domain.unreported import Owed, money_of, unreported_money
from projects.models import Allocation, Application, Assessment, CommitteeDecision
from projects.states import TO_DECIDE, application_state, decision_state

_State = Application.State


@dataclass(frozen=True)
class Year:
    """What is asked of a year, proposed (None to those who may not know) and decided so far, in kronor."""

    year: int
    asked: Decimal | None
    proposed: Decimal | None
    decided: Decimal | None


@dataclass(frozen=True)
class Standing:
    """How the application stands with one nämnd: its newest decision about the round, and what it gives."""

    committee: Organisation
    meets_on: date | None
    decision: CommitteeDecision | None
    decided: Decimal | None
    proposed: Decimal | None

    @property
    def state(self) -> State | None:
        return decision_state(self.decision.outcome) if self.decision else TO_DECIDE


class ApplicationSheet:
    """One application for one reader on one day."""

    def __init__(self, application: Application, *, user: User, today: date):
        self.application, self.user, self.today = application, user, today
        self.sees_proposals = access.may_read_proposals(user)

    @property
    def badge(self) -> State | None:
        return application_state(self.application.state)

    @cached_property
    def asked(self) -> dict[int, Decimal]:
        return dict(self.application.budget.order_by("year").values_list("year", "amount"))

    @property
    def asked_in_all(self) -> Decimal:
        return sum(self.asked.values(), Decimal())

    @cached_property
    def rows(self) -> list[Allocation]:
        return list(self.application.allocations.order_by("year", "pk"))

    @cached_property
    def years(self) -> list[Year]:
        found = sorted(
            self.asked.keys() | {row.year for row in self.rows if self.sees_proposals or row.decided}
        )
        return [
            Year(
                year=year,
                asked=self.asked.get(year),
                proposed=_sum(row.proposed for row in self.rows if row.year == year)
                if self.sees_proposals
                else None,
                decided=_sum(row.decided for row in self.rows if row.year == year),
            )
            for year in found
        ]

    @property
    def has_decided(self) -> bool:
        return any(row.decided is not None for row in self.rows)

    @property
    def decided_in_all(self) -> Decimal | None:
        return _sum(row.decided for row in self.rows)

    @property
    def proposed_in_all(self) -> Decimal | None:
        return _sum(row.proposed for row in self.rows) if self.sees_proposals else None

    @cached_property
    def standings(self) -> list[Standing]:
        """The nämnder of the round; nothing while it is a draft."""
        if self.application.is_draft:
            return []
        newest: dict[int, CommitteeDecision] = {}
        for decision in self.application.round.decisions.order_by("registered_at", "pk"):
            newest[decision.committee_id] = decision
        committees = self.application.round.committees.select_related("committee").order_by("pk")
        return [self._standing(row, newest.get(row.committee_id)) for row in committees]

    def _standing(self, row: Any, decision: CommitteeDecision | None) -> Standing:
        mine = [each for each in self.rows if each.committee_id == row.committee_id]
        final = decision if decision and decision.outcome in FINAL else None
        return Standing(
            committee=row.committee,
            meets_on=row.meets_on,
            decision=decision,
            decided=_sum(each.decided for each in mine) if final else None,
            proposed=_sum(each.proposed for each in mine) if self.sees_proposals else None,
        )

    @cached_property
    def assessment(self) -> Assessment | None:
        return getattr(self.application, "assessment", None)

    @property
    def note(self) -> str:
        """The internal note; "" for everybody but the coordinators and the auditor."""
        return self.assessment.note if self.assessment and access.may_read_notes(self.user) else ""

    @property
    def refused_reason(self) -> str:
        """Why not all is given: told to the applicant once it is settled, to central roles before."""
        told = self.sees_proposals or self.application.state in (_State.GRANTED, _State.REJECTED)
        return self.assessment.refused_reason if self.assessment and told else ""

    @cached_property
    def owed(self) -> list[Owed]:
        return unreported_money(self.application.lead_id, today=self.today)

    @property
    def owed_money(self) -> Decimal:
        return money_of(self.owed)


def _sum(values: Any) -> Decimal | None:
    """The sum of what is there; None when nothing is."""
    there = [value for value in values if value is not None]
    return sum(there, Decimal()) if there else None
