"""A version of the terms told in plain lines, so that two versions can be compared line by line."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from funding.domain.drafting import TermsContent
from funding.domain.shares import RULES, Rule
from funding.domain.spanning import CONVENTIONS, Convention
from funding.models import Clause, StaffLine, SteeringMember
from portal.money import write_number


def facts_of(content: TermsContent) -> dict[str, str]:
    """Return the plain facts by their labels: the last day, how time is counted, the rule, who takes the
    rest, and the note of each cost."""
    rule = RULES[Rule(content.rule)][0] if content.rule in RULES else _("Överenskommet utan regel")
    return {
        _("Gäller till och med"): content.last_day.isoformat(),
        _("Så räknas tiden"): str(CONVENTIONS[Convention(content.convention)]),
        _("Regel för andelarna"): str(rule),
        _("Tar resten"): str(content.residual) if content.residual else _("värden"),
    } | {str(kind): content.cost_notes.get(kind, "") for kind in content.costs}


def texts_of(content: TermsContent) -> dict[str, list[str]]:
    """Return clauses, staffing and steering group as lines; the numbers of the clauses are left out."""
    return {
        label: [tell(row) for row in content.rows.get(model, ())]
        for label, model, tell in (
            (_("Villkor"), Clause, _clause),
            (_("Bemanning"), StaffLine, _staff),
            (_("Styrgrupp"), SteeringMember, _seat),
        )
    }


def _clause(row: Mapping[str, Any]) -> str:
    return f"{row['kind']}: {row['text']}"


def _staff(row: Mapping[str, Any]) -> str:
    words = {"role": row["role"], "count": row["headcount"], "percent": write_number(row["percent"])}
    told = [_("%(role)s: %(count)s på %(percent)s procent") % words]
    if starts := row.get("starts_on"):
        told.append(_("börjar %(day)s") % {"day": starts.isoformat()})
    return _joined([*told, row.get("note", "")])


def _seat(row: Mapping[str, Any]) -> str:
    chair = _("ordförande") if row.get("is_chair") else ""
    return _joined([row["organisation"], row.get("position", ""), row["role"], chair, row.get("note", "")])


def _joined(parts: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(part for part in parts if part))
