"""The files the agreements read: a party's tertial report on each row."""

from funding.imports.reports import PartyReportFile

KINDS = (PartyReportFile(),)

__all__ = ["KINDS", "PartyReportFile"]
