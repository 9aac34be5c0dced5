"""The plausibility check (rimlighetskontroll): rules that find, explain and ask. They never block."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.domain.plausibility.finding import Facts, Finding, Rule

__all__ = ["RULES", "Facts", "Finding", "Rule", "rule_of", "say", "title_of"]

#: in the order a page shows them
RULES: tuple[Rule, ...] = ()


def rule_of(code: str) -> Rule | None:
    """Return the rule with ``code``; None for one that was taken away and has left questions behind."""
    return next((rule for rule in RULES if rule.code == code), None)


def title_of(code: str) -> Any:
    """Return what a page calls the rule."""
    rule = rule_of(code)
    return rule.title if rule else _("Tidigare regel")


def say(code: str, facts: Facts) -> str:
    """Write a question's sentence in the reader's language."""
    rule = rule_of(code)
    return rule.sentence(facts) if rule else ""
