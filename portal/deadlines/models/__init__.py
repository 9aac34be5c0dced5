"""Expected reports with fixed due dates, the year's wheel they come from, and the chase after them."""

from portal.deadlines.models.expected import ExpectedReport, ExpectedReportQuerySet, most_urgent
from portal.deadlines.models.extension import Extension
from portal.deadlines.models.letter import DayLetter
from portal.deadlines.models.promise import Promise
from portal.deadlines.models.reminder import Reminder, ReminderStep
from portal.deadlines.models.wheel import WheelEntry

__all__ = [
    "DayLetter",
    "ExpectedReport",
    "ExpectedReportQuerySet",
    "Extension",
    "Promise",
    "Reminder",
    "ReminderStep",
    "WheelEntry",
    "most_urgent",
]
