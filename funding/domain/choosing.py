"""A rule is chosen for a draft: its suggested shares are written into the terms, and its name with them."""

from collections.abc import Mapping
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from funding.domain.amounts import residual_of
from funding.domain.drafting import read_content, write_draft
from funding.domain.shares import Rule, suggest
from funding.models import Terms

NO_RULE = ""  # agreed without rule: the shares stay as they are written


def choose_rule(*, terms: Terms, rule: str, counts: Mapping[str, int], decimals: int = 4) -> Terms:
    """Write the shares that ``rule`` suggests for ``counts`` (by organisation key) into a draft; NO_RULE
    keeps its shares and notes that they are agreed without one.

    ValidationError: no such rule, not a draft any more, or the counts suggest nothing.
    """
    content = read_content(terms)
    if rule == NO_RULE:
        return write_draft(terms=terms, content=replace(content, rule=NO_RULE))
    if rule not in list(Rule):
        raise ValidationError(_("Välj en av reglerna på sidan."))
    host = residual_of(terms, list(terms.shares.select_related("party__organisation")))
    chosen = suggest(Rule(rule), counts, host=host, decimals=decimals if rule == Rule.EXACT else 0)
    shares = {party: chosen.shares[party.organisation.key] for party in content.shares}
    return write_draft(terms=terms, content=replace(content, shares=shares, rule=rule))
