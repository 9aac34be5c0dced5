"""What a document can say of the agreements: figures, tables and ready words, by name."""

from funding.live.behind import behind, told_of
from funding.live.offers import live, sees_small, subjects

__all__ = ["behind", "live", "sees_small", "subjects", "told_of"]
