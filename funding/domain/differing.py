"""What a version of the terms changes in the one before it: in words, in percent and in kronor. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError

from funding.domain.drafting import TermsContent
from funding.domain.reciting import facts_of, texts_of
from funding.domain.settling import yearly_budget
from funding.domain.spanning import Convention, Span
from funding.domain.wording import TextChange, texts_changed
from funding.models import CostType, Party
from portal.money import NBSP, split, write_kronor, write_number, write_tkr

ZERO = Decimal()


@dataclass(frozen=True)
class Kronor:
    """Kronor a year and for the time that is left, before and after."""

    yearly_before: Decimal
    yearly_after: Decimal
    whole_before: Decimal
    whole_after: Decimal

    @property
    def yearly(self) -> Decimal:
        return self.yearly_after - self.yearly_before

    @property
    def whole(self) -> Decimal:
        return self.whole_after - self.whole_before

    @property
    def changes(self) -> tuple[str, str]:
        """Return both changes as a page writes them, with their sign."""
        return signed(write_kronor(self.yearly), self.yearly), signed(write_kronor(self.whole), self.whole)


@dataclass(frozen=True)
class ShareChange:
    """A party's share in percent, None where it is no party, and its kronor."""

    party: Party
    before: Decimal | None
    after: Decimal | None
    kronor: Kronor

    @property
    def points(self) -> Decimal:
        """Return the change in percentage points."""
        return (self.after or ZERO) - (self.before or ZERO)

    @property
    def told(self) -> tuple[str, str, str]:
        """Return percent before and after, and the points between, as a page writes them."""
        return _percent(self.before), _percent(self.after), signed(write_number(self.points), self.points)


@dataclass(frozen=True)
class CostChange:
    """A kind of cost in kronor a year; None where it is not there."""

    kind: CostType
    before: Decimal | None
    after: Decimal | None

    @property
    def change(self) -> str:
        """Return the change in tkr as a page writes it, with its sign."""
        change = (self.after or ZERO) - (self.before or ZERO)
        return signed(write_tkr(change), change)


@dataclass(frozen=True)
class FactChange:
    """A plain fact of the terms, as it was and as it becomes, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """All that changes. ``shares`` and ``costs`` hold what stays too; ``before_words`` and ``after_words``
    tell how the time that is left was counted on each side, ``texts`` lines by their heading."""

    begins: date
    shares: tuple[ShareChange, ...]
    costs: tuple[CostChange, ...]
    facts: tuple[FactChange, ...]
    texts: tuple[tuple[str, tuple[TextChange, ...]], ...]
    total: Kronor
    before_words: str
    after_words: str

    @property
    def is_empty(self) -> bool:
        moved = any(line.points or line.kronor.whole for line in self.shares)
        return not (moved or self.facts or self.texts or self.changed_costs)

    @property
    def changed_costs(self) -> list[CostChange]:
        return [line for line in self.costs if line.before != line.after]


def differ(before: TermsContent, after: TermsContent) -> Difference:
    """Compare two versions. Kronor for the time left are counted from the day ``after`` begins: what
    ``before`` would have cost to its own end beside what ``after`` costs to its."""
    was, becomes = _Side(before, after.begins), _Side(after, after.begins)
    parties = sorted({*before.shares, *after.shares}, key=lambda party: (party.heading_order, party.pk))
    kinds = sorted({*before.costs, *after.costs}, key=lambda kind: (kind.position, kind.pk))
    shares = tuple(_share(party, was, becomes) for party in parties)
    return Difference(
        begins=after.begins,
        shares=shares,
        costs=tuple(CostChange(kind, before.costs.get(kind), after.costs.get(kind)) for kind in kinds),
        facts=tuple(_facts(before, after)),
        texts=tuple(_texts(before, after)),
        total=Kronor(was.yearly, becomes.yearly, was.whole, becomes.whole),
        before_words=was.span.words if was.span else "",
        after_words=becomes.span.words if becomes.span else "",
    )


class _Side:
    """One version's kronor: a year, and from ``begins`` to its end."""

    def __init__(self, content: TermsContent, begins: date):
        self.content = content
        self.yearly = sum(content.costs.values(), ZERO)
        self.whole, self.span = _left(content, begins, self.yearly)
        self.yearly_parts = _parts(content, self.yearly)
        self.whole_parts = _parts(content, self.whole)


def _share(party: Party, was: _Side, becomes: _Side) -> ShareChange:
    return ShareChange(
        party=party,
        before=was.content.shares.get(party),
        after=becomes.content.shares.get(party),
        kronor=Kronor(
            was.yearly_parts.get(party.pk, ZERO),
            becomes.yearly_parts.get(party.pk, ZERO),
            was.whole_parts.get(party.pk, ZERO),
            becomes.whole_parts.get(party.pk, ZERO),
        ),
    )


def signed(written: str, number: Decimal) -> str:
    """Write a change with its sign: more with a plus, less has its minus already."""
    return f"+{written}" if number > 0 else written


def _percent(share: Decimal | None) -> str:
    return "–" if share is None else f"{write_number(share)}{NBSP}%"


def _left(content: TermsContent, begins: date, yearly: Decimal) -> tuple[Decimal, Span | None]:
    """Return the cost from ``begins`` to the end; in days where the version's own way cannot count it."""
    ends = content.last_day + timedelta(days=1)
    if ends <= begins:
        return ZERO, None
    try:
        return yearly_budget(yearly, begins, ends, Convention(content.convention))
    except ValidationError:
        return yearly_budget(yearly, begins, ends, Convention.DAYS)


def _parts(content: TermsContent, amount: Decimal) -> Mapping[int, Decimal]:
    """Split by the shares, by party; the rest to who the terms name, else the host, else the first by key."""
    shares = {party.organisation.key: percent for party, percent in content.shares.items()}
    if not any(shares.values()):
        return {}
    host = next((party for party in content.shares if party.is_host), None)
    named = content.residual if content.residual in content.shares else host
    parts = split(amount, shares, named.organisation.key if named else min(shares)).parts
    return {party.pk: parts[party.organisation.key] for party in content.shares}


def _facts(before: TermsContent, after: TermsContent) -> list[FactChange]:
    """Return the facts that differ; a fact that only one side has is told elsewhere, or begins with it."""
    was = facts_of(before)
    told = ((label, was.get(label), words) for label, words in facts_of(after).items())
    return [FactChange(label, old, new) for label, old, new in told if old is not None and old != new]


def _texts(before: TermsContent, after: TermsContent) -> list[tuple[str, tuple[TextChange, ...]]]:
    was = texts_of(before)
    changed = ((label, texts_changed(was[label], lines)) for label, lines in texts_of(after).items())
    return [(label, changes) for label, changes in changed if changes]
