"""The plausibility check (rimlighetskontroll): rules that find, explain and ask. They never block."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.domain.plausibility.extra import Extra
from projects.domain.plausibility.falling import Falling
from projects.domain.plausibility.finding import Facts, Finding, Rule
from projects.domain.plausibility.left import Left
from projects.domain.plausibility.parts_exceed import PartsExceed
from projects.domain.plausibility.percentages import Percentages
from projects.domain.plausibility.plans import Plans
from projects.domain.plausibility.splits import Splits
from projects.domain.plausibility.success import Success
from projects.domain.plausibility.twins import Twins
from projects.domain.plausibility.unaccounted import Unaccounted
from projects.domain.plausibility.unfinished import Unfinished
from projects.domain.plausibility.writing import added
from projects.domain.plausibility.years import Years

__all__ = ["RULES", "Facts", "Finding", "Rule", "rule_of", "say", "steps", "title_of"]

#: in the order a page shows them
RULES: tuple[Rule, ...] = (
    PartsExceed(),
    Unaccounted(),
    Percentages(),
    Falling(),
    Splits(),
    Twins(),
    Success(),
    Unfinished(),
    Years(),
    Plans(),
    Left(),
    Extra(),
)
_BY_CODE = {rule.code: rule for rule in RULES}


def rule_of(code: str) -> Rule | None:
    """Return the rule with ``code``; None for one that was taken away and has left questions behind."""
    return _BY_CODE.get(code)


def title_of(code: str) -> Any:
    """Return what a page calls the rule."""
    rule = rule_of(code)
    return rule.title if rule else _("Tidigare regel")


def say(code: str, facts: Facts) -> str:
    """Write a question's sentence in the reader's language."""
    rule = rule_of(code)
    return rule.sentence(facts) if rule else ""


def steps(facts: Facts) -> Iterator[str]:
    """Yield the arithmetic behind a question: the figures the rule added."""
    if facts.get("parts") and "total" in facts:
        yield added(facts["parts"])
