"""The round's table of proposals: a box per application, nämnd and year, and what is left while one types.

Nothing is stored here. The boxes are read as people write them (TkrField), the sums are worked out the same
way with and without script, and saving goes through ``assess_applications``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from portal.money import write_tkr
from portal.organisation.models import Organisation
from portal.ui.fields import TkrField
from projects.domain.allocating import Balance, Key
from projects.domain.assessing import OPEN, Judgement
from projects.domain.rounds import FINAL
from projects.models import Allocation, Application, DecisionRound

SALT = "förslag"
_READ = TkrField(required=False)


@dataclass
class Cell:
    """One box: what stands in it, what it is read as in kronor (None: blank), and why it was refused."""

    name: str
    key: Key
    label: str
    text: str = ""
    value: Decimal | None = None
    error: str = ""
    is_settled: bool = False  # the nämnd has decided: no box, only the amount
    is_stored: bool = False


@dataclass
class Line:
    """What an application asks of one year, with a cell for each nämnd."""

    year: int
    asked: Decimal
    cells: list[Cell]

    @property
    def sum(self) -> Decimal:
        return sum((cell.value for cell in self.cells if cell.value is not None), Decimal())

    @property
    def still_ore(self) -> int:
        """What of the sum no box holds, in öre: amounts a nämnd has decided about."""
        return int(sum((cell.value or Decimal() for cell in self.cells if cell.is_settled), Decimal()) * 100)


@dataclass
class Entry:
    """An application of the round with its lines, and the reason it would be given less than it asked."""

    application: Application
    lines: list[Line]
    reason: str
    stored_reason: str

    @property
    def cells(self) -> Iterable[Cell]:
        return (cell for line in self.lines for cell in line.cells)

    @property
    def amounts(self) -> dict[Key, Decimal]:
        shown = (cell for cell in self.cells if cell.is_stored or not cell.is_settled)
        return {cell.key: cell.value or Decimal() for cell in shown}

    @property
    def is_touched(self) -> bool:
        """Whether anything stands here; an application that nobody has begun to assess is left alone."""
        return any(cell.value is not None for cell in self.cells)


@dataclass
class Left:
    """What is left of a nämnd's money of a year when the boxes hold what they hold, in kronor."""

    balance: Balance
    base: Decimal  # what the boxes share: everything but what they hold
    held: Decimal

    @property
    def key(self) -> str:
        return f"{self.balance.committee.pk}-{self.balance.year}"

    @property
    def left(self) -> Decimal:
        return self.base - self.held

    @property
    def proposed(self) -> Decimal:
        """All that is proposed of it, in other rounds too."""
        bound = self.balance.granted + self.balance.decided
        return (self.balance.budget or Decimal()) - bound - self.left

    @property
    def base_ore(self) -> int:
        return int(self.base * 100)

    @property
    def elsewhere_ore(self) -> int:
        return int((self.proposed - self.held) * 100)


@dataclass
class Proposals:
    """The table, as stored or as somebody has ``typed`` it."""

    round: DecisionRound
    money: Mapping[Key, Balance]
    typed: Any = None
    entries: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.committees = [
            row.committee for row in self.round.committees.select_related("committee").order_by("pk")
        ]
        decided = self.round.decisions.filter(outcome__in=FINAL)
        self.decided = set(decided.values_list("committee", flat=True))
        rows = Prefetch("allocations", Allocation.objects.order_by("year", "pk"))
        applications = (
            self.round.applications.filter(state__in=OPEN)
            .select_related("lead", "assessment", "project", "round__programme")
            .prefetch_related("budget", rows)
        )
        self.stored: dict[str, str] = {}
        for application in applications.order_by("title", "pk"):
            self.entries.append(self._entry(application))

    def _entry(self, application: Application) -> Entry:
        stored = {(row.committee_id, row.year): row for row in application.allocations.all()}
        budget = sorted(application.budget.all(), key=lambda row: row.year)
        lines = [
            Line(
                row.year,
                row.amount,
                [self._cell(application, each, row.year, stored) for each in self.committees],
            )
            for row in budget
        ]
        kept = getattr(getattr(application, "assessment", None), "refused_reason", "")
        name = f"skal_{application.pk}"
        reason = kept if self.typed is None else self.typed.get(name, "").replace("\x00", "").strip()
        self.stored[name] = kept
        return Entry(application, lines, reason, kept)

    def _cells(self, application: Application, year: int, stored: Mapping[Key, Allocation]) -> list[Cell]:
        return [self._cell(application, committee, year, stored) for committee in self.committees]

    def _cell(
        self, application: Application, committee: Organisation, year: int, stored: Mapping[Key, Allocation]
    ) -> Cell:
        row = stored.get((committee.pk, year))
        name = f"b_{application.pk}_{committee.pk}_{year}"
        words = {"title": application.title, "year": year, "committee": committee.as_committee}
        cell = Cell(name, (committee.pk, year), _("%(title)s %(year)s, %(committee)s, tkr") % words)
        settled = committee.pk in self.decided or bool(row and row.decided is not None)
        # A nämnd without a row of an application that is assessed is proposed to give nothing: 0, not blank.
        kept = row.proposed if row else (Decimal() if stored else None)
        self.stored[name] = "" if kept is None else str(kept)
        cell.is_settled, cell.is_stored = settled, row is not None
        if settled or self.typed is None:
            cell.value, cell.text = kept, "" if kept is None else write_tkr(kept)
            return cell
        cell.text = self.typed.get(name, "")[:40].replace("\x00", "")
        try:
            cell.value = _READ.clean(cell.text)
        except ValidationError as refusal:
            cell.error = " ".join(refusal.messages)
        return cell

    @property
    def is_open(self) -> bool:
        return bool(self.entries) and bool({each.pk for each in self.committees} - self.decided)

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """What could not be read, as (box, its label, words)."""
        cells = (cell for entry in self.entries for cell in entry.cells)
        return [(cell.name, f"{cell.label}:", cell.error) for cell in cells if cell.error]

    @property
    def seen(self) -> str:
        """What is stored now, signed, for the page to send back: who saves on top of it has seen it."""
        return signing.dumps(self.stored, salt=f"{SALT}:{self.round.pk}", compress=True)

    def is_stale(self, seen: str) -> bool:
        """Whether somebody else has saved since the page that sends ``seen`` was made."""
        try:
            return signing.loads(seen, salt=f"{SALT}:{self.round.pk}") != self.stored
        except signing.BadSignature:
            return True

    @property
    def left(self) -> list[Left]:
        """Each nämnd and year of the round: what the boxes leave of it."""
        held: dict[Key, Decimal] = {}
        before: dict[Key, Decimal] = {}
        for entry in self.entries:
            for cell in (each for each in entry.cells if not each.is_settled):
                held[cell.key] = held.get(cell.key, Decimal()) + (cell.value or Decimal())
                before[cell.key] = before.get(cell.key, Decimal()) + Decimal(self.stored[cell.name] or 0)
        years = sorted({line.year for entry in self.entries for line in entry.lines})
        rows = [(committee, year) for year in years for committee in self.committees]
        money = [self.money.get((who.pk, year)) or Balance(who, year) for who, year in rows]
        keys = [(balance.committee.pk, balance.year) for balance in money]
        return [
            Left(balance, balance.left + before.get(key, Decimal()), held.get(key, Decimal()))
            for key, balance in zip(keys, money, strict=True)
        ]

    def judgements(self) -> dict[Application, Judgement]:
        """What is to be saved: the applications whose boxes or reason differ from what is stored."""
        return {
            entry.application: Judgement(entry.amounts, None, entry.reason)
            for entry in self.entries
            if entry.is_touched and self._differs(entry)
        }

    def _differs(self, entry: Entry) -> bool:
        boxes = any(
            Decimal(self.stored[cell.name] or -1) != (cell.value or Decimal())
            for cell in entry.cells
            if not cell.is_settled
        )
        return boxes or entry.reason != entry.stored_reason
