"""All rules for the shares side by side, and the term under every way to count time."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from funding import access
from funding.domain.amounts import Amount, amounts_side_by_side, residual_of, shared
from funding.domain.basis import counted
from funding.domain.choosing import choose_rule
from funding.domain.shares import RULES, Suggestion, hundredths, suggest_all, told
from funding.domain.spanning import CONVENTIONS
from funding.models import BasisCount, Terms
from funding.views.agreement import AgreementPage
from funding.views.sheet import Sheet
from portal.money import explain, split, write_number

NEWER = "nytt"  # ?underlag=: the counts that came after those the terms rest on


@dataclass(frozen=True)
class Cell:
    """What a rule gives a party: percent, how far from the exact share, kronor a year, and how many more
    (or fewer) than by the agreed share."""

    share: str
    beside: str
    kronor: Decimal
    effect: Decimal


@dataclass(frozen=True)
class RuleRow:
    """A rule with its cells in the order of the parties, and its arithmetic."""

    code: str
    name: Any
    text: Any
    cells: Sequence[Cell]
    steps: Sequence[tuple[str, str]]
    gives_agreed: bool


class Comparison:
    """The rules for ``counts`` beside what is agreed in the sheet's terms. ``problem``: why there is none."""

    def __init__(self, sheet: Sheet, rows: Sequence[BasisCount]):
        self.sheet = sheet
        self.parties = [share.party for share in sheet.shares]
        self.counts = counted(rows, self.parties)
        self.missing = [party for party in self.parties if not any(row.party_id == party.pk for row in rows)]
        self.agreed = {share.party.organisation.key: share.percent for share in sheet.shares}
        self.problem = ""

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def exact(self) -> list[tuple[Any, int, str]]:
        """Return (party, count, exact percent) in order."""
        whole = self.total or 1
        return [(p, self._count(p), hundredths(Fraction(100 * self._count(p), whole))) for p in self.parties]

    def _count(self, party) -> int:
        return self.counts[party.organisation.key]

    @cached_property
    def host(self) -> str:
        return residual_of(self.sheet.terms, self.sheet.shares)

    @cached_property
    def rules(self) -> list[RuleRow]:
        try:
            return [self._row(found) for found in suggest_all(self.counts, host=self.host)]
        except ValidationError as refusal:
            self.problem = " ".join(refusal.messages)
            return []

    @property
    def agreeing(self) -> list[RuleRow]:
        return [row for row in self.rules if row.gives_agreed]

    def _row(self, found: Suggestion) -> RuleRow:
        name, text = RULES[found.rule]
        kronor = split(self.sheet.yearly, found.shares, self.host).parts
        agreed = shared(self.sheet.yearly, self.sheet.terms, self.sheet.shares)
        steps = {step.key: step for step in found.steps}
        cells = [
            Cell(
                write_number(steps[key].share),
                hundredths(steps[key].difference),
                kronor[key],
                kronor[key] - (agreed.parts[key] if agreed else Decimal()),
            )
            for key in (party.organisation.key for party in self.parties)
        ]
        lines = told(found, self.sheet.names, host=self.host)
        return RuleRow(
            code=found.rule.value,
            name=name,
            text=text,
            cells=cells,
            steps=[(line, write_number(share)) for line, share in lines],
            gives_agreed=found.shares == self.agreed,
        )


class SharesPage(AgreementPage):
    """What has the rules of an agreement before it: those for its basis, or for newer counts."""

    def setup(self, request, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        if self.sheet is None:
            raise Http404
        chosen = request.GET.get("underlag") or request.POST.get("underlag")
        self.is_newer = chosen == NEWER and bool(self.sheet.newer)
        rows = self.sheet.newer if self.is_newer else self.sheet.rested_on
        self.comparison = Comparison(self.sheet, rows)


class SharesCompare(SharesPage):
    """``/overenskommelser/<id>/andelar/``: every rule for the basis, with what it does in kronor."""

    template_name = "funding/shares_compare.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_draft = access.may_draft_for(self.request.user, self.agreement)
        found = {
            "comparison": self.comparison,
            "rules": self.comparison.rules,
            "problem": self.comparison.problem,
            "is_newer": self.is_newer,
            "may_choose": may_draft and self.terms.state == Terms.State.DRAFT,
        }
        return super().get_context_data(**(found | kwargs))


class RuleChoose(SharesPage):
    """``/overenskommelser/<id>/andelar/valj/``: write a rule's shares into the draft. ``regel`` is its code,
    "" for agreed without rule."""

    http_method_names = ["post"]

    def may(self) -> bool:
        return access.may_draft_for(self.request.user, self.agreement)

    def post(self, request, *args, **kwargs) -> HttpResponse:
        page = reverse("funding:agreement_detail", args=[self.agreement.pk])
        try:
            choose_rule(
                terms=cast(Terms, self.terms),
                rule=request.POST.get("regel", ""),
                counts=self.comparison.counts,
            )
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Andelarna är skrivna i utkastet."))
        return redirect(f"{page}?version={self.terms.version}#underlag")


class PeriodsCompare(AgreementPage):
    """``/overenskommelser/<id>/perioder/``: what the whole time costs by each way to count it."""

    template_name = "funding/periods_compare.html"

    def setup(self, request, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        if self.sheet is None:
            raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sheet = cast(Sheet, self.sheet)
        amounts = amounts_side_by_side(yearly=sheet.yearly, terms=sheet.terms, shares=sheet.shares)
        agreed = next((one for one in amounts if one.convention == sheet.terms.convention), None)
        return super().get_context_data(rows=[_period_row(one, agreed, sheet) for one in amounts], **kwargs)


def _period_row(one: Any, agreed: Any, sheet: Sheet) -> dict[str, Any]:
    """Return a convention's row: its amount and parts, or why it does not fit the time."""
    row = {"name": CONVENTIONS[one.convention], "chosen": one is agreed, "refused": getattr(one, "why", "")}
    if not isinstance(one, Amount):
        return row
    keys = [share.party.organisation.key for share in sheet.shares]
    return row | {
        "words": one.span.words,
        "whole": one.whole,
        "parts": [one.split.parts[key] for key in keys],
        "effect": one.whole - agreed.whole if isinstance(agreed, Amount) else None,
        "steps": explain(one.split, sheet.names.__getitem__),
    }
