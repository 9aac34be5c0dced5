"""A large file of reports in sets: what its rows mean, which are plain, and how those are written."""

from projects.imports.in_sets.reports import ReportsInSets

__all__ = ["ReportsInSets"]
