"""From counts to suggested shares: named rules, each with its arithmetic. Pure; what is agreed is entered."""

from funding.domain.shares.rules import RULES, Rule, Step, Suggestion, suggest, suggest_all

__all__ = ["RULES", "Rule", "Step", "Suggestion", "suggest", "suggest_all"]
