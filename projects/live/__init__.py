"""What a document can say of the projects: figures, tables, charts and ready words, by name."""

from projects.live.behind import behind
from projects.live.offers import live, sees_small, subjects

__all__ = ["behind", "live", "sees_small", "subjects"]
