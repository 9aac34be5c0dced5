"""The files the projects read: one row a project, one row a grant."""

from projects.imports.grants import GrantFile
from projects.imports.projects import ProjectFile

KINDS = (ProjectFile(), GrantFile())

__all__ = ["KINDS", "GrantFile", "ProjectFile"]
