"""A paper's blocks (portal.content.laying) as the parts of a Word file. Everything said is escaped text."""
