"""Menade du …? The known word that is nearest to what was typed."""

from collections.abc import Iterable
from difflib import get_close_matches

from portal.database.textkeys import fold_text

LIKE_ENOUGH = 0.72


def closest(typed: str, known: Iterable[str]) -> str:
    """Return the word of ``known`` nearest to ``typed``, rings and accents aside; "" when none is near."""
    folded = {fold_text(word): word for word in known}
    near = get_close_matches(fold_text(typed), folded, n=1, cutoff=LIKE_ENOUGH)
    return folded[near[0]] if near else ""
