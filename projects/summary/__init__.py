"""What the projects have to say for the committee: standing tables, key figures and a chart."""

from projects.summary.offers import summary

__all__ = ["summary"]
