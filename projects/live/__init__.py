"""What a document can say of the projects: figures, tables, charts and ready words, by name."""

from projects.live.behind import behind
from projects.live.offers import live, subjects

__all__ = ["behind", "live", "subjects"]
