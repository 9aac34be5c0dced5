"""A grant as somebody wants it to be, and the same on its way to being written."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from portal.content.outcomes import Change, Outcome, Refusals, Status
from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import words_of
from projects.domain.apportioning import Funding, Shares, Weights, apportion
from projects.models import Grant, GrantShare, Project

PLAIN = ("number", "year", "amount", "kind", "round", "comment")
YEARS = range(1990, 2101)


@dataclass(frozen=True)
class GrantCandidate:
    """What a grant is to be. ``values`` holds what was said; what it does not name stays as it is.

    Its names: ``year`` (None: not known, and it stays so), ``amount`` (kronor), ``kind``, ``round``,
    ``comment``, and ``shares`` ({nämnd: weight}; left out: equal parts). ``number`` None takes the next one.
    ``grant`` is the record that a form edits; without it the project and the number find it.
    """

    project: Project
    number: int | None
    values: Mapping[str, Any]
    grant: Grant | None = None


@dataclass(eq=False)
class GrantRow:
    """One candidate on its way: the record as it is to be, what it was, and what stands against it."""

    candidate: GrantCandidate
    grant: Grant
    before: dict[str, Any]
    after: dict[str, Any] = field(default_factory=dict)
    refusals: Refusals = field(default_factory=Refusals)

    @property
    def is_new(self) -> bool:
        return self.grant._state.adding

    @property
    def changes(self) -> tuple[Change, ...]:
        before = self.before
        return tuple(
            Change(name, before[name], now) for name, now in self.after.items() if now != before[name]
        )

    @property
    def status(self) -> Status:
        if self.refusals:
            return Status.REFUSED
        if self.is_new:
            return Status.NEW
        return Status.CHANGED if self.changes else Status.UNCHANGED

    def take_over(self) -> None:
        """Give the record what the candidate says."""
        self.after = {name: tidy(value) for name, value in self.candidate.values.items() if name != "shares"}
        self.after["number"] = self.grant.number if self.candidate.number is None else self.candidate.number
        for name, value in self.after.items():
            setattr(self.grant, name, value)

    def check(self) -> None:
        """Refuse what no other grant has to do with: what is missing, impossible or personal."""
        project, grant = self.candidate.project, self.grant
        if project.is_draft:
            self.refusals.add("project", _("Projektet är ett utkast. Lämna in det innan det får medel."))
        if grant.round and grant.round.programme_id != project.programme_id:
            self.refusals.add("round", _("Beslutstillfället hör till ett annat program."))
        self.refusals.take(lambda: grant.clean_fields(exclude=["project", "round"]))
        if "year" not in self.refusals.messages and grant.year is not None and grant.year not in YEARS:
            self.refusals.add("year", words_of("grant_year_is_a_year"))
        if "amount" not in self.refusals.messages and grant.amount <= 0:
            self.refusals.add("amount", words_of("grant_positive"))
        self.refusals.take(lambda: refuse_personal(grant.comment), name="comment")

    def apportion(self, funding: Funding) -> None:
        """Say what each nämnd bears. Parts that were agreed stay agreed when the amount is corrected."""
        if not self.refusals:
            self.refusals.take(lambda: self._apportion(funding), name="shares")

    def _apportion(self, funding: Funding) -> None:
        agreed: Weights | None = self.candidate.values.get("shares")
        if agreed is not None:
            foreign = agreed.keys() - set().union(*funding.by_year.values())
            if foreign:
                raise ValidationError(
                    _("Bara nämnder som har gett programmet medel kan bära en del av beloppet.")
                )
            self.after["shares"] = apportion(self.grant.amount, agreed)
        elif self.is_new or {change.field for change in self.changes} & {"amount", "year"}:
            self.after["shares"] = self._default(funding)

    def _default(self, funding: Funding) -> Shares:
        stored: Shares = self.before["shares"]
        was_equal = not stored or stored == funding.equal(self.before["amount"], self.before["year"])
        equal = funding.equal(self.grant.amount, self.grant.year)
        return equal if was_equal else apportion(self.grant.amount, stored)

    def outcome(self) -> Outcome[Grant]:
        if self.refusals:
            return Outcome(self.grant, Status.REFUSED, refusal=self.refusals.error())
        return Outcome(self.grant, self.status, self.changes)


def stored_grants(projects: Sequence[int]) -> list[Grant]:
    """All grants of the projects, locked until the transaction ends, with their shares."""
    shares = Prefetch("shares", GrantShare.objects.select_related("committee"))
    grants = Grant.objects.select_for_update(of=("self",)).select_related("round").prefetch_related(shares)
    return list(grants.filter(project__in=projects).order_by("pk"))


def lay_out(candidates: Sequence[GrantCandidate], stored: Sequence[Grant]) -> list[GrantRow]:
    """Lay each candidate beside its stored grant, and give new ones without a number the next."""
    by_pk = {grant.pk: grant for grant in stored}
    by_number = {(grant.project_id, grant.number): grant for grant in stored}
    last: dict[int, int] = {}
    for grant in stored:
        last[grant.project_id] = max(last.get(grant.project_id, 0), grant.number)
    rows = []
    for each in candidates:
        found = by_pk[each.grant.pk] if each.grant else by_number.get((each.project.pk, each.number or 0))
        row = _row(each, found, next_number=last.get(each.project.pk, 0) + 1)
        if row.is_new and isinstance(row.grant.number, int):
            last[each.project.pk] = max(last.get(each.project.pk, 0), row.grant.number)
        rows.append(row)
    return rows


def _row(candidate: GrantCandidate, stored: Grant | None, *, next_number: int) -> GrantRow:
    # A copy: two rows of a file may name the same grant, and the second is refused, not mixed in.
    grant = copy(stored) if stored else Grant(project=candidate.project, number=next_number)
    before = {name: getattr(grant, name) for name in PLAIN}
    shares: Shares = {share.committee: share.amount for share in stored.shares.all()} if stored else {}
    row = GrantRow(candidate, grant, before | {"shares": shares, "amount": before["amount"] or Decimal()})
    row.take_over()
    return row
