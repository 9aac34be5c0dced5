"""What letters say of the reports they are about: how far each is, and the sheet to fill, sent along."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache, partial

from django.urls import reverse

from funding.domain.reportfilling import filled_of
from funding.imports.reports import PartyReportFile
from funding.models import PartyDuty
from funding.states import EXAMPLE
from portal.content.writers import XLSX
from portal.content.writers_xlsx import xlsx_file
from portal.deadlines.expecting import period_of_report
from portal.deadlines.states import state_of
from portal.imports.sheets_out import rows_out
from portal.workareas import Expected, Progress, Sheet


def about(reports: Sequence[int], today: date) -> Mapping[int, Expected]:
    """What the expected reports are about, by key, for letters to those who owe them.

    How far they are is asked at once for all of them, and only when a letter tells it.
    """
    rows = PartyDuty.objects.filter(expected__in=reports).select_related(
        "expected__organisation", "party__agreement", "party__organisation"
    )
    duties = list(rows.order_by("pk"))
    progress = cache(partial(_progress, duties))
    return {
        duty.expected_id: Expected(
            title=named(duty),
            url=reverse("funding:report_edit", args=[duty.party.agreement_id, duty.pk]),
            organisation=duty.expected.organisation.short_name,
            period=period_of_report(duty.expected).title,
            due_on=duty.expected.last_day,
            state=state_of(duty.expected, today=today),
            days_late=duty.expected.days_late(today),
            report=duty.expected_id,
            follow_url=reverse("funding:report_edit", args=[duty.party.agreement_id, duty.pk]),
            filled=lambda key=duty.pk: progress()[key],
            sheet=partial(sheet_for, duty),
        )
        for duty in duties
    }


def sheet_for(duty: PartyDuty) -> Sheet | None:
    """The file of the party's reports that are not in, as /inlasning/ reads it; None when there is none."""
    kind = PartyReportFile()
    rows = list(rows_out(kind, kind.to_fill_in(None, {"part": str(duty.party_id)})))
    if not rows:
        return None
    with xlsx_file([column.heading for column in kind.columns], rows) as file:
        return Sheet(f"redovisning-{duty.party.agreement.key}.xlsx", file.read(), XLSX)


def named(duty: PartyDuty) -> str:
    """Name the agreement as letters and lists do: one that is invented says so."""
    agreement = duty.party.agreement
    return f"{agreement} ({EXAMPLE.word})" if agreement.is_example else str(agreement)


def _progress(duties: Collection[PartyDuty]) -> dict[int, Progress]:
    return {key: Progress(asked, done) for key, (asked, done) in filled_of(duties).items()}
