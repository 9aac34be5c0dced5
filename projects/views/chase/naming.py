"""What a report is called in the middle of a sentence."""

from django.utils.translation import gettext as _

from portal.deadlines.expecting import period_of_report
from projects.models import ReportDuty


def report_in_a_sentence(duty: ReportDuty) -> str:
    """Return "slutredovisning" for the last one asked for, else "redovisning för tertial 2 2026"."""
    if duty.is_final:
        return _("slutredovisning")
    title = period_of_report(duty.expected).title
    return _("redovisning för %(period)s") % {"period": title[:1].lower() + title[1:]}
