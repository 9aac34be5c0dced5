"""The files the projects read: one row a project, a grant, a value of an indicator."""

from projects.imports.grants import GrantFile
from projects.imports.indicators import IndicatorFile
from projects.imports.projects import ProjectFile

KINDS = (ProjectFile(), GrantFile(), IndicatorFile())

__all__ = ["KINDS", "GrantFile", "IndicatorFile", "ProjectFile"]
