"""The back office's pages of organisations and people."""

from portal.organisation.admin import organisations, people

__all__ = ["organisations", "people"]
