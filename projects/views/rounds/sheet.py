"""What a round's page shows one reader: its nämnder, what became of the applications, decisions to report."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import DecimalField, OuterRef, Subquery, Sum

from portal.organisation.models import Organisation, User
from portal.workareas import State
from projects import access
from projects.domain.rounds import FINAL
from projects.models import Application, ApplicationBudget, CommitteeDecision, DecisionRound, Grant
from projects.states import TO_DECIDE, decision_state, round_state

_MONEY = DecimalField(max_digits=14, decimal_places=2)


@dataclass(frozen=True)
class CommitteeLine:
    """A nämnd of the round: when it meets, its decisions (newest last), and how it stands."""

    committee: Organisation
    meets_on: date | None
    decisions: list[CommitteeDecision]

    @property
    def last(self) -> CommitteeDecision | None:
        return self.decisions[-1] if self.decisions else None

    @property
    def has_decided(self) -> bool:
        return any(each.outcome in FINAL for each in self.decisions)

    @property
    def state(self) -> State | None:
        return decision_state(self.last.outcome) if self.last else TO_DECIDE


class RoundSheet:
    def __init__(self, round: DecisionRound, *, user: User, today: date):
        self.round, self.user, self.today = round, user, today

    @cached_property
    def decisions(self) -> list[CommitteeDecision]:
        return list(self.round.decisions.select_related("committee").order_by("registered_at", "pk"))

    @cached_property
    def committees(self) -> list[CommitteeLine]:
        rows = self.round.committees.select_related("committee").order_by("pk")
        return [
            CommitteeLine(
                row.committee,
                row.meets_on,
                [each for each in self.decisions if each.committee_id == row.committee_id],
            )
            for row in rows
        ]

    @property
    def state(self) -> State:
        decided = sum(line.has_decided for line in self.committees)
        return round_state(len(self.committees), decided, self.round.apply_by, today=self.today)

    @property
    def delegated(self) -> list[CommitteeDecision]:
        """Decisions on delegation: those not reported to their nämnd first."""
        found = [each for each in self.decisions if each.delegation]
        return sorted(found, key=lambda each: (each.reported_on is not None, each.decided_on))

    @cached_property
    def applications(self) -> list[Application]:
        """Those the reader may see that are handed in, with what they ask for and were given, in kronor."""
        asked = ApplicationBudget.objects.filter(application=OuterRef("pk")).order_by().values("application")
        given = Grant.objects.filter(application=OuterRef("pk")).order_by().values("application")
        rows = Application.objects.for_user(self.user).submitted().filter(round=self.round)
        return list(
            rows.select_related("lead", "project")
            .annotate(
                asked=Subquery(asked.annotate(sum=Sum("amount")).values("sum"), output_field=_MONEY),
                given=Subquery(given.annotate(sum=Sum("amount")).values("sum"), output_field=_MONEY),
            )
            .order_by("title", "pk")
        )

    @property
    def asked(self) -> Decimal:
        return sum((each.asked or Decimal() for each in self.applications), Decimal())

    @property
    def given(self) -> Decimal:
        return sum((each.given or Decimal() for each in self.applications), Decimal())

    @property
    def sees_proposals(self) -> bool:
        return access.may_read_proposals(self.user)
