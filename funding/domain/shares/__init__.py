"""From counts to suggested shares: named rules, each with its arithmetic. Pure; what is agreed is entered."""

from funding.domain.shares.rules import RULES, Rule, Step, Suggestion, suggest, suggest_all
from funding.domain.shares.telling import hundredths, told

__all__ = ["RULES", "Rule", "Step", "Suggestion", "hundredths", "suggest", "suggest_all", "told"]
