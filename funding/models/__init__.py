from funding.models.agreement import Agreement, AgreementQuerySet, BasisCount, Notice, Party
from funding.models.booking import Allowance, BookingLine, BookingOrder, CodePart
from funding.models.content import Clause, CostLine, CostType, StaffLine, SteeringMember
from funding.models.report import ActualCost, PartyDuty, PartyReport, PartyReportQuerySet
from funding.models.settlement import Settlement, SettlementLine, Stretch
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
    "Clause",
    "CodePart",
    "CostLine",
    "CostType",
    "Notice",
    "Party",
    "PartyDuty",
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
