from projects.models.aftermath import FollowUp, Repayment
from projects.models.application import Application, ApplicationBudget, ApplicationQuerySet, Assessment
from projects.models.decision import Allocation, CommitteeDecision
from projects.models.duty import ReportDuty
from projects.models.grant import DecisionRound, Grant, GrantShare
from projects.models.indicator import DefinitionBreak, IndicatorSeries, IndicatorValue, Precision
from projects.models.measure import OutcomeMeasure
from projects.models.programme import Appropriation, Area, Programme
from projects.models.project import Partnership, Project, ProjectQuerySet
from projects.models.published import ImplementationStatement, PublishedAccount
from projects.models.question import Question
from projects.models.report import OutcomeCount, Report, ReportQuerySet
from projects.models.target import Target

__all__ = [
    "Allocation",
    "Application",
    "ApplicationBudget",
    "ApplicationQuerySet",
    "Appropriation",
    "Area",
    "Assessment",
    "CommitteeDecision",
    "DecisionRound",
    "DefinitionBreak",
    "FollowUp",
    "Grant",
    "GrantShare",
    "ImplementationStatement",
    "IndicatorSeries",
    "IndicatorValue",
    "OutcomeCount",
    "OutcomeMeasure",
    "Partnership",
    "Precision",
    "Programme",
    "Project",
    "ProjectQuerySet",
    "PublishedAccount",
    "Question",
    "Repayment",
    "Report",
    "ReportDuty",
    "ReportQuerySet",
    "Target",
]
