"""What a document can say of outreach: figures, tables, a chart and ready words, by name."""

from outreach.live.behind import behind, told_of
from outreach.live.offers import live, subjects

__all__ = ["behind", "live", "subjects", "told_of"]
