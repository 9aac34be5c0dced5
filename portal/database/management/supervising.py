"""Keep the web server and the task worker running, and end them together."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings

GRACE = 25  # seconds a child has to finish what it does
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass
class Child:
    """One program that is to run until the whole is stopped."""

    name: str
    command: list[str]
    process: subprocess.Popen | None = None
    begun: float = 0.0
    falls: int = field(default=0)

    def start(self) -> None:
        """Start the program in a session of its own: Ctrl-C reaches only us, who end it in order."""
        self.begun = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 (our own interpreter and arguments)
            self.command,
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )

    def has_fallen(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def pause(self) -> float:
        """Answer how many seconds to wait before the next start: longer for each quick fall, at most 30."""
        self.falls = self.falls + 1 if time.monotonic() - self.begun < 60 else 1
        return min(30.0, 2.0 ** (self.falls - 1))


def _die_with_parent() -> None:
    """Ask the kernel for SIGTERM when the supervisor is killed, so that no port stays taken."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)


def supervise(children: list[Child], say: Callable[[str], object]) -> None:
    """Start again what falls, until SystemExit or KeyboardInterrupt ends the wait."""
    due: dict[str, float] = {}
    while True:
        for child in children:
            if not child.has_fallen():
                continue
            if child.name not in due:
                due[child.name] = time.monotonic() + child.pause()
                say(f"{child.name} stannade och startas om.")
            elif time.monotonic() >= due[child.name]:
                del due[child.name]
                child.start()
        time.sleep(0.2)


def end(children: list[Child]) -> None:
    """Ask all to finish, wait for them together, and kill what does not listen."""
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(
            ending, signal.SIG_IGN
        )  # being ended already: a second Ctrl-C must not leave half of it
    running = [child.process for child in children if child.process and child.process.poll() is None]
    for process in running:
        process.terminate()
    until = time.monotonic() + GRACE
    for process in running:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
