"""What outreach has to say for the committee: activities and heads, cut five ways."""

from outreach.summary.offers import summary

__all__ = ["summary"]
