"""The files the projects read: one row a project, a grant, a district's report, a value of an indicator."""

from projects.imports.grants import GrantFile
from projects.imports.indicators import IndicatorFile
from projects.imports.projects import ProjectFile
from projects.imports.reports import ReportFile

KINDS = (ProjectFile(), GrantFile(), ReportFile(), IndicatorFile())

__all__ = ["KINDS", "GrantFile", "IndicatorFile", "ProjectFile", "ReportFile"]
