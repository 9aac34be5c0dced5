"""What a killed worker left behind is taken up again, once each; given up when it is left time after time."""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event

from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone

from portal.background.work import WorkQuerySet

log = logging.getLogger(__name__)
ATTEMPTS = 3  # what ends the worker so many times is not tried again by itself
EVERY = 10.0  # seconds between looks for what was left behind


def take_up(works: WorkQuerySet, *, ask: Callable[[int], object], gave_up: str, now: datetime) -> int:
    """Let what was left behind of ``works`` be done again; answers how many there were.

    ``ask`` is told the key of each. What was left behind time after time is given up, and says ``gave_up``.
    """
    left = works.left_behind(now)
    left.filter(attempts__gte=ATTEMPTS).update(problem=gave_up)
    return release(left, ask)


def release(works: WorkQuerySet, ask: Callable[[int], object]) -> int:
    """Let any worker take them, once each. Answers how many there were."""
    free = [pk for pk in works.values_list("pk", flat=True) if works.filter(pk=pk).put_back()]
    for pk in free:
        ask(pk)
    return len(free)


def watch(stop: Event, look: Callable[..., object]) -> None:
    """Look (``look(now=...)``) again and again until ``stop``."""
    while True:
        try:
            look(now=timezone.now())
        except OperationalError as away:  # the database comes back: a line, not a page
            log.warning(
                "Databasen svarar inte; nästa försök om %s sekunder. %s", EVERY, str(away).split("\n")[0]
            )
        except Exception:
            log.exception("Avbrutet arbete kunde inte tas upp; nästa försök om %s sekunder.", EVERY)
        finally:
            close_old_connections()
        if stop.wait(EVERY):
            break
    connection.close()
