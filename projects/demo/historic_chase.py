"""How the printed programme's missing reports were chased, as far as the print says it.

Utlåtande 2005: RVII says "flera påminnelser" of 2.2.2, 2.3.7 and 2.3.9, that 2.3.6 was reached in the spring
of 2002 and gave several promises, and of 2.3.9 what was said on 30 September 2003. It gives neither the
number nor the days of the reminders: three are counted, the last one on 4 November 2003, and each line says
that this is taken. Lines without a known day say so instead of showing one.
"""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from portal.deadlines.models import Promise, Reminder
from projects.demo.fixtures import rows_of
from projects.domain.returning import kind_for
from projects.models import Programme, Repayment, ReportDuty

REMINDER = "påminnelse"
WORDS = {"löfte": Promise.Kind.PROMISE, "förklaring": Promise.Kind.EXCUSE}


def load_historic_chase(programme: Programme, now: datetime) -> None:
    """Add the ledger's lines and the announced repayment. Expects the final reports' duties to be there."""
    rows = rows_of("liggare")
    duties = ReportDuty.objects.filter(project__programme=programme, is_final=True)
    found = {duty.project.number: duty for duty in duties.select_related("project__lead")}
    Reminder.objects.bulk_create(
        _reminder(found[row["projektnummer"]], row) for row in rows if row["slag"] == REMINDER
    )
    Promise.objects.bulk_create(
        _word(found[row["projektnummer"]], row) for row in rows if row["slag"] != REMINDER
    )
    Repayment.objects.bulk_create(
        _repayment(found[row["projektnummer"]], row) for row in rows_of("aterforingar")
    )


def _reminder(duty: ReportDuty, row: dict[str, Any]) -> Reminder:
    return Reminder(
        expected_id=duty.expected_id,
        channel=Reminder.Channel(row["hur"]),
        sent_at=timezone.make_aware(datetime.combine(date.fromisoformat(row["dag"]), time(12))),
        when_text=row["dagen i ord"],
        text=row["text"],
    )


def _word(duty: ReportDuty, row: dict[str, Any]) -> Promise:
    return Promise(
        expected_id=duty.expected_id,
        kind=WORDS[row["slag"]],
        noted_on=date.fromisoformat(row["dag"]),
        when_text=row["dagen i ord"],
        text=row["text"],
    )


def _repayment(duty: ReportDuty, row: dict[str, Any]) -> Repayment:
    return Repayment(
        project=duty.project,
        kind=kind_for(duty.project.lead),
        announced_on=date.fromisoformat(row["meddelat"]),
        withdrawn_on=date.fromisoformat(row["återtaget"]),
        reason=row["skäl"],
    )
