from funding.models.agreement import Agreement, AgreementQuerySet, BasisCount, Party
from funding.models.booking import Allowance, BookingLine, BookingOrder, CodePart
from funding.models.bookingrule import BookingRule
from funding.models.content import Clause, CostLine, CostType, StaffLine, SteeringMember
from funding.models.notice import Notice, NoticeQuerySet
from funding.models.report import ActualCost, PartyDuty, PartyDutyQuerySet, PartyReport, PartyReportQuerySet
from funding.models.settlement import Settlement
from funding.models.settlementline import SettlementLine, Stretch
from funding.models.signing import Signature, Support
from funding.models.terms import Terms, TermsQuerySet, TermsShare

__all__ = [
    "ActualCost",
    "Agreement",
    "AgreementQuerySet",
    "Allowance",
    "BasisCount",
    "BookingLine",
    "BookingOrder",
    "BookingRule",
    "Clause",
    "CodePart",
    "CostLine",
    "CostType",
    "Notice",
    "NoticeQuerySet",
    "Party",
    "PartyDuty",
    "PartyDutyQuerySet",
    "PartyReport",
    "PartyReportQuerySet",
    "Settlement",
    "SettlementLine",
    "Signature",
    "StaffLine",
    "SteeringMember",
    "Stretch",
    "Support",
    "Terms",
    "TermsQuerySet",
    "TermsShare",
]
