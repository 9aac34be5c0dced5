"""What remains of the example year: targets, follow-ups answered, overdue and ahead, and names in the system.

Last year's projects ended the day before the period their last report tells of, so that on any day of the
year the first follow-up is past and the others are ahead. Nothing of the kind is made for the historic
programme: nobody promised a follow-up in 2003, and one would stand as overdue for ever.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from portal.periods import period_of
from projects.demo.fixtures import kronor, organisations, refuse_failures, rows_of
from projects.domain.candidates import ProjectCandidate
from projects.domain.following_up import answer_follow_up
from projects.domain.registering import register_projects
from projects.models import FollowUp, FollowUpName, OutcomeMeasure, Programme, Target


def load_aftermath(programme: Programme, now: datetime) -> None:
    """Add it. Expects the programme's projects and the measures to be there."""
    today = timezone.localdate(now)
    _add_targets(programme)
    _end_projects(programme, now)
    _answer(programme, today)
    _add_names()


def _add_targets(programme: Programme) -> None:
    measures = {measure.code: measure for measure in OutcomeMeasure.objects.all()}
    projects = {project.number: project for project in programme.projects.all()}
    Target.objects.bulk_create(
        Target(
            project=projects[row["projekt"]],
            text=row["mål"],
            value=Decimal(row["värde"].replace(",", ".")),
            unit=row["enhet"],
            is_percent=row["procent"] == "ja",
            measure=measures.get(row["mått"]),
            base=measures.get(row["bas"]),
            direction=Target.Direction(row["riktning"]),
            due_on=projects[row["projekt"]].programme.ends_on,
            note=row["så mäts det"],
        )
        for row in rows_of("exempelmal")
    )


def _end_projects(programme: Programme, now: datetime) -> None:
    """Say when the projects end, through the coordinator's door: it plans the follow-ups."""
    today = timezone.localdate(now)
    reported = period_of(today).previous().previous()
    ends = {"före": reported.begins - timedelta(days=1), "årets slut": date(today.year, 12, 31)}
    candidates = [
        ProjectCandidate(programme=programme, number=row["projekt"], values={"ends_on": ends[row["slut"]]})
        for row in rows_of("exempeluppfoljning")
    ]
    refuse_failures(register_projects(candidates, by=None, now=now))


def _answer(programme: Programme, today: date) -> None:
    """Answer the first follow-up of some; those of others have no answer though their day is past."""
    first = FollowUp.objects.filter(project__programme=programme, months=6).select_related("project")
    rows = {row.project.number: row for row in first}
    for said in rows_of("exempeluppfoljning"):
        if said["svar"]:
            answer_follow_up(
                follow_up=rows[said["projekt"]],
                answer=said["svar"],
                where=said["var"],
                cost=kronor(said["kostnad tkr"]) if said["kostnad tkr"] else None,
                note=said["anteckning"],
                by=None,
                today=min(rows[said["projekt"]].due_on + timedelta(days=4), today),
            )


def _add_names() -> None:
    """What an invented follow-up system calls our measures and today's districts."""
    rows = rows_of("exempelsystemnamn")
    measures = OutcomeMeasure.objects.in_bulk(
        [row["nyckel"] for row in rows if row["slag"] == "mått"], field_name="code"
    )
    here = organisations(row["nyckel"] for row in rows if row["slag"] == "organisation")
    FollowUpName.objects.bulk_create(
        FollowUpName(
            measure=measures.get(row["nyckel"]), organisation=here.get(row["nyckel"]), name=row["namn"]
        )
        for row in rows
    )
