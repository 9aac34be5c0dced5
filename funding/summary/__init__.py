"""What the agreements have to say for the committee: shares, costs, settlements, districts."""

from funding.summary.offers import summary

__all__ = ["summary"]
