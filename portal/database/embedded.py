"""Start or join the embedded server, and leave it: the last one out stops it.

Every process that uses the server holds a shared lock on ``postgres-18.users``. The kernel lets go of it when
the process ends, however it ends, so nobody has to count. ``postgres-18.lock`` is held while somebody starts
or stops the server, so that two commands at once join the same one.
"""

import atexit
import fcntl
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from portal.database import cluster
from portal.database.place import Place, unwritable, usable_place
from portal.database.rolemaking import make_roles
from portal.database.secrets import kept_secret

_held: dict[Place, tuple[int, int]] = {}  # place -> (our pid, the descriptor that holds our shared lock)
_guard = threading.Lock()


def join() -> Path:
    """Have the embedded server running and answer its socket folder. Raises Unusable with one clear line."""
    place = _place()
    with _guard:
        if not (_is_ours(place) and cluster.answers(place)):
            _join(place)
    return place.sockets


def running() -> bool:
    """Tell whether the embedded server runs, without starting it."""
    return cluster.answers(_place())


def _place() -> Place:
    return usable_place(settings.DATA_DIR, settings.EMBEDDED_POSTGRES)


def _is_ours(place: Place) -> bool:
    return _held.get(place, (0, 0))[0] == os.getpid()


def _join(place: Place) -> None:
    with _alone(place):
        if not cluster.answers(place):
            _start(place)
        if not _is_ours(place):
            descriptor = _open(place.users)
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            _held[place] = (os.getpid(), descriptor)
            atexit.register(leave, place)
            _end_in_order()


def _start(place: Place) -> None:
    password = kept_secret(place.folder, "postgres")
    if not place.data.exists():
        cluster.make(place, password)
    cluster.start(place, settings.EMBEDDED_OPTIONS)
    make_roles(place.sockets, password)


def leave(place: Place) -> None:
    """Let go of the server; stop it when nobody else uses it. A forked child leaves its parent's alone."""
    if not _is_ours(place):
        return
    with _alone(place):
        _, descriptor = _held.pop(place)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass
        else:
            cluster.stop(place)
        os.close(descriptor)


@contextmanager
def _alone(place: Place) -> Iterator[None]:
    """Hold the lock of starting and stopping."""
    descriptor = _open(place.lock)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise unwritable(path.parent, error) from error


def _end_in_order() -> None:
    """Let SIGTERM end this process the way Ctrl-C does, so that ``leave`` is run; others' handlers stay."""
    if (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    ):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
