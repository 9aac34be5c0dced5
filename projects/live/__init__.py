"""What a document can say of the projects: figures, tables, charts and ready words, by name."""

from projects.live.behind import behind
from projects.live.offers import live, sees_small, subjects
from projects.live.resting import told_of

__all__ = ["behind", "live", "sees_small", "subjects", "told_of"]
