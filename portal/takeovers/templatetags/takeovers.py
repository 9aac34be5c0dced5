"""What stands above cases, for the page of one case: the reports it waits for.

Templates may reach up where code may not: the page of a case is where everything that hangs on it meets.
"""

from typing import Any

from django import template
from django.utils.timezone import localdate

from portal.cases.models import Case
from portal.deadlines.expecting import period_of_report
from portal.deadlines.models import ExpectedReport
from portal.deadlines.states import state_of

register = template.Library()


@register.inclusion_tag("takeovers/_case_reports.html", takes_context=True)
def case_reports(context: template.Context, case: Case) -> dict[str, Any]:
    """List the reports that are expected on the case, of those the reader may know of."""
    found = ExpectedReport.objects.for_user(context["request"].user).filter(case=case)
    rows = found.select_related("organisation").order_by("due_on", "organisation__short_name", "pk")
    today = localdate()
    return {"rows": [(report, period_of_report(report), state_of(report, today=today)) for report in rows]}
