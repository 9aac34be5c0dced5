"""The files outreach reads: an activity on each row."""

from outreach.imports.activities import ActivityFile

KINDS = (ActivityFile(),)

__all__ = ["KINDS", "ActivityFile"]
