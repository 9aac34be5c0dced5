"""``manage.py up [--demo]``: prepare, then serve the portal and do its background work until stopped."""

import signal
import sys
from importlib import import_module

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from portal.database.management.serving import (
    refuse_taken_port,
    task_worker,
    wait_until_it_answers,
    web_server,
)
from portal.database.management.statics import collect_static
from portal.database.management.supervising import Child, end, supervise
from portal.database.preparing import prepare


class Command(BaseCommand):
    help = "Gör databasen färdig, starta webbservern och en bakgrundsarbetare; Ctrl-C stoppar allt."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="läs in exempeldata om de inte finns")

    def handle(self, *, demo: bool, **options):
        """Serve until Ctrl-C or SIGTERM, which both end with exit code 0."""
        # SIGINT too: a shell's background job begins with it ignored
        for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(ending, lambda *_: sys.exit(0))
        refuse_taken_port()
        prepare(demo=demo, say=self._say)
        collect_static()
        welcome = self._welcome()
        connection.close()
        self._serve([web_server(), task_worker()], welcome)

    def _serve(self, children: list[Child], welcome: list[str]) -> None:
        """Start the web server (first) and the rest, say welcome when it answers, and keep them running."""
        try:
            for child in children:
                child.start()
            wait_until_it_answers(children[0])
            self._say("\n".join(welcome))
            supervise(children, self._say)
        finally:
            end(children)

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _welcome(self) -> list[str]:
        """Word the address and, where demo data are in, who may log in with which password."""
        lines = ["", f"Samverkansportalen: http://127.0.0.1:{settings.PORT}", ""]
        demo = import_module(settings.DEMO)
        if demo.demo_present():
            lines.append(f"Inloggningar att öva med, alla med lösenordet {demo.demo_password()}")
            lines += [f"  {login:<26}{role}" for login, role in demo.demo_logins()]
        return [*lines, "", "Ctrl-C stoppar portalen."]
