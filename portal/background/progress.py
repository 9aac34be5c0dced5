"""How far a work has come: counted where it is done, and told to others while it goes on.

Whoever does a step says so (``begin``, ``advance``); nobody has to listen. Only the task worker does: a
thread with a connection of its own writes it down each second, where pages see it before it is committed.
That the thread writes is also the sign that the worker lives.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Event, Thread
from typing import TypeVar

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from portal.background.work import Work

log = logging.getLogger(__name__)
EVERY = 1.0  # seconds between what is written down
Row = TypeVar("Row")


@dataclass
class Progress:
    """The step that is done now, and how much of it is done; ``of`` is None when nobody knows."""

    step: str = ""
    done: int = 0
    of: int | None = None


_followed: ContextVar[Progress | None] = ContextVar("progress", default=None)


def begin(step: str, of: int | None = None) -> None:
    """A new step begins, with ``of`` things to go: rows, papers."""
    if progress := _followed.get():
        progress.step, progress.done, progress.of = str(step), 0, of


def advance(by: int = 1) -> None:
    """So many more are done."""
    if progress := _followed.get():
        progress.done += by


def counted(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows as they are, each counted when the next is asked for."""
    progress = _followed.get()
    for row in rows:
        yield row
        if progress:
            progress.done += 1


@contextmanager
def followed(work: Work) -> Iterator[Progress]:
    """Write down how far it has come, beside the transaction of the work itself, until the work is over."""
    progress, over = Progress(), Event()
    writer = Thread(target=_write_down, args=[work, progress, over], daemon=True)
    token = _followed.set(progress)
    writer.start()
    try:
        yield progress
    finally:
        _followed.reset(token)
        over.set()
        writer.join(EVERY)  # not longer: it may wait for a row that this thread has locked


def _write_down(work: Work, progress: Progress, over: Event) -> None:
    try:
        while not over.wait(EVERY):
            begun = type(work)._default_manager.filter(pk=work.pk, begun_at__isnull=False)
            begun.update(seen_at=timezone.now(), **vars(progress))
    except (DatabaseError, InterfaceError):  # the work meets it too, and says so
        log.warning("Hur långt arbetet har kommit gick inte att skriva ner.", exc_info=True)
    finally:
        connection.close()
