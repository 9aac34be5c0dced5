"""What letters say of the reports they are about: how far each is, and the sheet to fill, sent along."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache, partial

from django.urls import reverse

from portal.content.writers import XLSX
from portal.content.writers_xlsx import xlsx_file
from portal.deadlines.expecting import period_of_report
from portal.deadlines.states import state_of
from portal.imports.sheets_out import rows_out
from portal.workareas import Expected, Progress, Sheet
from projects.domain.reportfilling import filled_of
from projects.imports.reports import ReportFile
from projects.models import ReportDuty
from projects.states import EXAMPLE


def about(reports: Sequence[int], today: date) -> Mapping[int, Expected]:
    """What the expected reports are about, by key, for letters to those who owe them.

    How far they are is asked at once for all of them, and only when a letter tells it.
    """
    rows = ReportDuty.objects.filter(expected__in=reports).select_related(
        "expected__organisation", "project__programme", "project__lead"
    )
    duties = list(rows.order_by("pk"))
    progress = cache(partial(_progress, duties))
    return {
        duty.expected_id: Expected(
            title=_named(duty),
            url=reverse("projects:report_edit", args=[duty.project_id, duty.pk]),
            organisation=duty.expected.organisation.short_name,
            period=period_of_report(duty.expected).title,
            due_on=duty.expected.last_day,
            state=state_of(duty.expected, today=today),
            days_late=duty.expected.days_late(today),
            report=duty.expected_id,
            follow_url=reverse("projects:duty_detail", args=[duty.pk]),
            filled=lambda key=duty.pk: progress()[key],
            sheet=partial(sheet_for, duty),
        )
        for duty in duties
    }


def sheet_for(duty: ReportDuty) -> Sheet | None:
    """The file of the project's reports that are not in, as /inlasning/ reads it; None when none is asked
    for by tertial."""
    kind = ReportFile()
    rows = list(rows_out(kind, kind.to_fill_in(None, {"projekt": str(duty.project_id)})))
    if not rows:
        return None
    with xlsx_file([column.heading for column in kind.columns], rows) as file:
        return Sheet(f"redovisning-{duty.project.number}.xlsx", file.read(), XLSX)


def _progress(duties: Collection[ReportDuty]) -> dict[int, Progress]:
    return {key: Progress(asked, done) for key, (asked, done) in filled_of(duties).items()}


def _named(duty: ReportDuty) -> str:
    project = duty.project
    return f"{project} ({EXAMPLE.word})" if project.programme.is_example else str(project)
