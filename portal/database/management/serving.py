"""The web server: which command it is, whether its port is free, and whether it answers yet."""

import socket
import sys
import time
from http.client import HTTPConnection, HTTPException

from django.conf import settings

from portal.database.management.supervising import Child
from portal.database.refusal import Unusable

START_PATIENCE = 60  # seconds from start to the first answer


def refuse_taken_port() -> None:
    """Raise Unusable when somebody else listens on our port, before anything is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn does
        try:
            probe.bind((settings.BIND, settings.PORT))
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise Unusable(
                f"Porten {settings.PORT} på {settings.BIND} går inte att använda ({why}). "
                "Stoppa det som lyssnar där eller välj en annan med PORT."
            ) from error


def web_server() -> Child:
    """The gunicorn that serves the portal."""
    where = f"{settings.BIND}:{settings.PORT}"
    options = [
        "--bind",
        where,
        "--workers",
        "2",
        "--threads",
        "4",
        "--timeout",
        "60",
        "--graceful-timeout",
        "20",
    ]
    quiet = ["--preload", "--no-control-socket", "--log-level", "warning"]
    return Child("Webbservern", [sys.executable, "-m", "gunicorn", "portal.wsgi", *options, *quiet])


def task_worker() -> Child:
    """The one worker that does what the pages put off."""
    command = [sys.executable, "manage.py", "work", "--queue-name", "*", "--no-startup-delay", "-v", "0"]
    return Child("Bakgrundsarbetaren", command)


def wait_until_it_answers(web: Child) -> None:
    """Wait for the first answer, whatever it says; raises Unusable when the server falls or stays silent."""
    until = time.monotonic() + START_PATIENCE
    host = "127.0.0.1" if settings.BIND == "0.0.0.0" else settings.BIND  # noqa: S104 (compared, not bound)
    while time.monotonic() < until and not web.has_fallen():
        try:
            door = HTTPConnection(host, settings.PORT, timeout=START_PATIENCE)
            door.request("GET", "/halsa/")
            door.getresponse().close()
            return
        except (OSError, HTTPException):
            time.sleep(0.05)
        finally:
            door.close()
    raise Unusable(f"Webbservern startade inte på {settings.BIND}:{settings.PORT}. Se raderna ovanför.")
