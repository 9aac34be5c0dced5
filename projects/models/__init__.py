from projects.models.duty import ReportDuty
from projects.models.grant import DecisionRound, Grant, GrantShare
from projects.models.programme import Appropriation, Area, Programme
from projects.models.project import Partnership, Project, ProjectQuerySet
from projects.models.published import ImplementationStatement, PublishedAccount

__all__ = [
    "Appropriation",
    "Area",
    "DecisionRound",
    "Grant",
    "GrantShare",
    "ImplementationStatement",
    "Partnership",
    "Programme",
    "Project",
    "ProjectQuerySet",
    "PublishedAccount",
    "ReportDuty",
]
