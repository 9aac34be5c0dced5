"""What every kind of thing that waits says alike: how urgent, how near, how many, what it is called."""

from datetime import timedelta

from projects.models import Project, Survey
from projects.states import EXAMPLE

SOON = timedelta(days=30)  # so long before it is due a thing waits for the one who does it
MOST = 50  # lines of a kind; who has more opens the list

LATE, NEAR, LEAST = 3, 2, 1  # urgency


def named(thing: Project | Survey) -> str:
    return f"{thing} ({EXAMPLE.word})" if thing.programme.is_example else str(thing)
