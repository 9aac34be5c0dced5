"""What a settlement's page shows: its lines with every step, its stretches, and how far it has come."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from funding import access
from funding.models import Settlement, SettlementLine, Stretch
from portal.money import NBSP, write_kronor, write_number
from portal.organisation.models import User

FEW = 4


@dataclass(frozen=True)
class Part:
    """A party's part of a stretch, in kronor."""

    stretch: Stretch
    percent: Decimal
    amount: Decimal

    @property
    def words(self) -> str:
        return _("%(first)s till %(last)s: %(share)s av %(cost)s") % {
            "first": self.stretch.begins.isoformat(),
            "last": (self.stretch.ends - timedelta(days=1)).isoformat(),
            "share": f"{write_number(self.percent)}{NBSP}%",
            "cost": f"{write_kronor(self.stretch.cost)}{NBSP}kr",
        }


@dataclass(frozen=True)
class Line:
    """A party's line with its parts, stretch by stretch. ``may_check``: the reader may check it now."""

    row: SettlementLine
    parts: list[Part]
    may_check: bool

    @property
    def percents(self) -> str:
        """Return the shares, in order of time: "66", or "66, 50" when the terms changed inside the period."""
        return ", ".join(dict.fromkeys(write_number(part.percent) for part in self.parts))


@dataclass(frozen=True)
class Step:
    """A stretch with how it was split, in words."""

    row: Stretch
    last_day: date
    measured: str
    steps: list[str]


@dataclass(frozen=True)
class SettlementSheet:
    settlement: Settlement
    user: User

    @cached_property
    def stretches(self) -> list[Stretch]:
        return list(self.settlement.stretches.select_related("terms").order_by("begins"))

    @cached_property
    def steps(self) -> list[Step]:
        return [
            Step(each, each.ends - timedelta(days=1), each.steps[0] if each.steps else "", each.steps[1:])
            for each in self.stretches
        ]

    @cached_property
    def lines(self) -> list[Line]:
        rows = self.settlement.lines.select_related("party__organisation", "checked_by")
        is_open = self.settlement.state == Settlement.State.CHECKING
        mine = access.signs_for(self.user) if is_open else frozenset()
        return [
            Line(
                row,
                self._parts(row),
                row.checked_at is None and row.party.organisation_id in mine,
            )
            for row in rows.order_by("party__heading_order", "pk")
        ]

    def _parts(self, row: SettlementLine) -> list[Part]:
        return [
            Part(stretch, Decimal(percent), Decimal(amount))
            for stretch in self.stretches
            for party, percent, amount in stretch.parts
            if party == row.party_id
        ]

    @property
    def checked(self) -> int:
        return sum(line.row.checked_at is not None for line in self.lines)

    @property
    def by_time(self) -> list[Line]:
        """Return the lines that are checked, the last first."""
        checked = [(line.row.checked_at, line) for line in self.lines if line.row.checked_at]
        return [line for _when, line in sorted(checked, key=lambda each: each[0], reverse=True)]

    @property
    def are_few(self) -> bool:
        """Whether every line's steps can stand open on the page."""
        return len(self.lines) <= FEW

    @property
    def missing(self) -> list[str]:
        """Name the parties that have not checked their line."""
        return [str(line.row.party) for line in self.lines if line.row.checked_at is None]

    @property
    def has_carried(self) -> bool:
        return any(line.row.carried_over for line in self.lines)

    @property
    def own_costs(self) -> Decimal:
        return sum((line.row.own_cost for line in self.lines), Decimal())

    @property
    def debited(self) -> Decimal:
        return sum((line.row.already_debited for line in self.lines), Decimal())

    @property
    def carried(self) -> Decimal:
        return sum((line.row.carried_over for line in self.lines), Decimal())

    @property
    def remains(self) -> Decimal:
        return sum((line.row.remains for line in self.lines), Decimal())

    @property
    def to_book(self) -> Decimal:
        """Return what the other parties are to be debited, less what they are credited."""
        return sum((line.row.remains for line in self.lines if not line.row.party.is_host), Decimal())

    @property
    def has_something_to_book(self) -> bool:
        return any(line.row.remains for line in self.lines if not line.row.party.is_host)
