"""What is said in the example year: reports in every state, and comments with their audiences."""

from datetime import date, datetime, timedelta

from portal.comments.models import Comment
from portal.organisation.models import User
from portal.periods import period_of
from projects.demo import scenarios
from projects.demo.fixtures import organisations, rows_of
from projects.models import Project

COORDINATOR = "samordnare"
MANAGERS = {"jarva": "projektledare", "kungsholmen": "projektledare-kungsholmen"}


def add_reports(rows: list[dict[str, str]], projects: dict[str, Project], today: date) -> None:
    """Let each project's duties stand as the column "läge" says, and note the reminders that went out."""
    people = User.objects.in_bulk([COORDINATOR, *MANAGERS.values()], field_name="username")
    for row in rows:
        project = projects[row["nummer"]]
        asks = people[MANAGERS.get(row["ansvarig"], COORDINATOR)]
        stage = scenarios.Stage(today=today, asks=asks, answers=people[COORDINATOR])
        _play(project, row["läge"], stage)
        scenarios.remember_reminders(project, today)


def _play(project: Project, scenario: str, stage: scenarios.Stage) -> None:
    if scenario == "accepted_before":
        scenarios.play_done(project, period_of(stage.today).previous().previous())
    elif scenario == "never":
        scenarios.play_never(project, stage)
    else:
        scenarios.play(project, scenario, stage)


def add_comments(projects: dict[str, Project], now: datetime) -> None:
    """Add the comments of ``exempelkommentarer.csv``: shared ones, and ones only one administration sees."""
    rows = rows_of("exempelkommentarer")
    people = User.objects.in_bulk({row["login"] for row in rows}, field_name="username")
    authorities = organisations({row["förvaltning"] for row in rows})
    Comment.objects.bulk_create(
        Comment(
            about=projects[row["projekt"]],
            author=people[row["login"]],
            authority=authorities[row["förvaltning"]],
            audience=Comment.Audience(row["vem ser"]),
            text=row["text"],
            written_at=now - timedelta(days=int(row["dagar sedan"])),
        )
        for row in rows
    )
