"""What a document can say of the agreements: figures, tables and ready words, by name."""

from funding.live.offers import live, subjects

__all__ = ["live", "subjects"]
