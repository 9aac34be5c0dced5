from projects.models.activity import Activity, ActivityKind
from projects.models.aftermath import FollowUp, Repayment
from projects.models.application import Application, ApplicationBudget, ApplicationQuerySet, Assessment
from projects.models.attachment import Attachment, AttachmentQuerySet
from projects.models.citygoal import CityGoal, GoalLink
from projects.models.commission import Commission, CommissionProject
from projects.models.decision import Allocation, CommitteeDecision
from projects.models.duty import DutyWithdrawal, ReportDuty
from projects.models.grant import DecisionRound, Grant, GrantShare
from projects.models.indicator import DefinitionBreak, IndicatorSeries, IndicatorValue, Precision
from projects.models.measure import OutcomeMeasure
from projects.models.method import Method, MethodSpread
from projects.models.network import Network, NetworkKind, NetworkMember
from projects.models.printed import PrintedPoint
from projects.models.printedsum import PrintedSum
from projects.models.programme import Appropriation, Area, Programme
from projects.models.project import Partnership, Project, ProjectQuerySet
from projects.models.published import ImplementationStatement, PublishedAccount
from projects.models.question import Question
from projects.models.reply import ReturnedReply, SurveyAnswer, SurveyReply
from projects.models.report import OutcomeCount, Report, ReportQuerySet
from projects.models.roundcommittee import RoundCommittee
from projects.models.suggestion import Suggestion
from projects.models.survey import Survey, SurveyQuestion
from projects.models.systemname import FollowUpName
from projects.models.target import Target

__all__ = [
    "Activity",
    "ActivityKind",
    "Allocation",
    "Application",
    "ApplicationBudget",
    "ApplicationQuerySet",
    "Appropriation",
    "Area",
    "Assessment",
    "Attachment",
    "AttachmentQuerySet",
    "CityGoal",
    "Commission",
    "CommissionProject",
    "CommitteeDecision",
    "DecisionRound",
    "DefinitionBreak",
    "DutyWithdrawal",
    "FollowUp",
    "FollowUpName",
    "GoalLink",
    "Grant",
    "GrantShare",
    "ImplementationStatement",
    "IndicatorSeries",
    "IndicatorValue",
    "Method",
    "MethodSpread",
    "Network",
    "NetworkKind",
    "NetworkMember",
    "OutcomeCount",
    "OutcomeMeasure",
    "Partnership",
    "Precision",
    "PrintedPoint",
    "PrintedSum",
    "Programme",
    "Project",
    "ProjectQuerySet",
    "PublishedAccount",
    "Question",
    "Repayment",
    "Report",
    "ReportDuty",
    "ReportQuerySet",
    "ReturnedReply",
    "RoundCommittee",
    "Suggestion",
    "Survey",
    "SurveyAnswer",
    "SurveyQuestion",
    "SurveyReply",
    "Target",
]
