"""Servers of their own for the tests that kill, stop and crowd them, beside the tests' own database."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent.parent
# A process that joins the server in DATA_DIR, says the server's pid, and stays until its input ends.
JOINING = """
import os, sys
from pathlib import Path
from django.conf import settings
data = Path(os.environ["DATA_DIR"])
settings.configure(EMBEDDED=True, EMBEDDED_POSTGRES=os.environ["VERSION"], DATA_DIR=data,
    EMBEDDED_OPTIONS="-c fsync=off", DATABASES={"default": {"ENGINE": "portal.database", "NAME": "portal"}})
from portal.database import embedded
embedded.join()
print((data / ("postgres-" + os.environ["VERSION"]) / "postmaster.pid").read_text().split()[0], flush=True)
sys.stdin.read()
"""


@contextmanager
def own_folder(like: Path | None = None) -> Iterator[Path]:
    """A data folder that the server's user can reach (pytest's own are closed to all others).

    ``like`` is a data folder, with its server stopped, that is copied: quicker than initdb.
    """
    folder = Path(tempfile.mkdtemp(prefix="sp-"))
    folder.chmod(0o711)
    if like:
        subprocess.run(["cp", "-a", f"{like}/.", folder], check=True)
    try:
        yield folder
    finally:
        stop_what_is_left(folder)
        shutil.rmtree(folder, ignore_errors=True)


def stop_what_is_left(folder: Path) -> None:
    """End a server that a failed test left behind."""
    for file in folder.glob("postgres-*/postmaster.pid"):
        if (pid := int(file.read_text().split()[0])) and alive(pid):
            os.kill(pid, signal.SIGQUIT)


class Joined:
    """A process of its own that has joined the server in ``folder``."""

    def __init__(self, folder: Path):
        environment = {**os.environ, "DATA_DIR": str(folder), "VERSION": settings.EMBEDDED_POSTGRES}
        self.process = subprocess.Popen(
            [sys.executable, "-c", JOINING],
            cwd=ROOT,
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def server(self) -> int:
        """Wait until it has joined; answers the server's pid."""
        assert self.process.stdout
        return int(self.process.stdout.readline())

    def leave(self, ending: signal.Signals | None = None) -> int:
        """Let it end, or end it with a signal; answers its exit code."""
        if ending:
            self.process.send_signal(ending)
        assert self.process.stdin
        self.process.stdin.close()
        return self.process.wait(30)


def alive(pid: int) -> bool:
    """Tell whether ``pid`` runs; one that has ended and waits to be buried does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
