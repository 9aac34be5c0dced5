"""``manage.py import KIND FILE``: the same import as the page, from the command line."""

import json
import sys
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.history.context import acting
from portal.imports import running
from portal.imports.kinds import all_kinds, kind_of
from portal.imports.models import Batch, RowOutcome
from portal.organisation.models import User

REFUSED, UNUSABLE = 1, 2


class Command(BaseCommand):
    help = "Läs in en fil. Svarar 0 inläst, ren eller redan inläst; 1 nekad; 2 oanvändbart anrop."

    def add_arguments(self, parser):
        parser.add_argument("kind", help="projekt, beviljade-medel ...")
        parser.add_argument("file")
        parser.add_argument("--dry-run", action="store_true", help="granska bara")
        parser.add_argument("--good-rows-only", action="store_true", help="läs in de rader som går att läsa")
        parser.add_argument("--as", dest="login", help="med den här personens rättigheter")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, kind, file, dry_run, good_rows_only, login, json, **options):
        with translation.override("sv"):
            wanted, person, content = self._call(kind, file, login)
            with acting(by=person, door="import", on_behalf=person is not None):
                answer = self._run(wanted, person, Path(file).name, content, dry_run, good_rows_only)
        self._say(answer, as_json=json)
        if answer["status"] == "refused":
            sys.exit(REFUSED)

    def _call(self, kind, file, login):
        """The kind, the person and the bytes; exits 2 with a line when the call cannot be used."""
        wanted = kind_of(kind)
        if wanted is None:
            known = ", ".join(each.slug for each in all_kinds())
            self._unusable(
                _("Slaget ”%(kind)s” finns inte. Välj bland: %(known)s.") % {"kind": kind, "known": known}
            )
        person = User.objects.filter(username=login, is_active=True).first() if login else None
        if login and person is None:
            self._unusable(_("Det finns ingen person med inloggningen ”%(login)s”.") % {"login": login})
        if person and not wanted.may(person):
            self._unusable(_("%(person)s får inte läsa in filer av det här slaget.") % {"person": person})
        try:
            return wanted, person, Path(file).read_bytes()
        except OSError:
            self._unusable(_("Filen %(file)s går inte att öppna.") % {"file": file})

    def _unusable(self, message):
        self.stderr.write(message)
        sys.exit(UNUSABLE)

    def _run(self, kind, person, name, content, dry_run, good_rows_only):
        now = timezone.now()
        try:
            batch = running.receive(kind=kind, name=name, content=content, by=person, now=now)
        except ValidationError as error:
            return _answer("refused", None, problem=error.messages[0])
        if batch.state == Batch.State.APPLIED:
            return _answer("repeated", batch)
        if batch.state == Batch.State.UNREADABLE:
            return _answer("refused", batch, problem=batch.problem)
        if dry_run:
            answer = _answer("refused" if batch.bad else "clean", batch) | {"batch": None}
            batch.delete()
            return answer
        scope = Batch.Scope.GOOD if good_rows_only else Batch.Scope.ALL
        batch = running.apply(batch=batch, kind=kind, scope=scope, by=person, now=now)
        return _answer("applied" if batch.state == Batch.State.APPLIED else "refused", batch)

    def _say(self, answer, *, as_json):
        if as_json:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for bad in answer["bad"]:
            where = _("Rad %(line)s, %(column)s") % {"line": bad["line"], "column": bad["column"] or "-"}
            self.stderr.write(f"{where}: {bad['value']!r}. {bad['message']} {bad['remedy']}".rstrip())
        counts = answer["counts"]
        said = _(
            "%(status)s: %(new)s nya, %(changed)s ändrade, %(unchanged)s oförändrade, %(bad)s att rätta."
        )
        self.stdout.write(said % {"status": WORDS[answer["status"]], **counts})


WORDS = {"applied": "Inläst", "clean": "Ren", "refused": "Nekad", "repeated": "Redan inläst"}


def _answer(status, batch, *, problem=""):
    """The contract's object. A file that cannot be read at all has one bad line without a column."""
    line = batch.detected.get("line", 1) if batch else 1
    bad = [{"line": line, "column": "", "value": "", "message": problem, "remedy": ""}] if problem else []
    counts = {"new": 0, "changed": 0, "unchanged": 0, "bad": len(bad)}
    if batch and not problem:
        counts = {name: getattr(batch, name) for name in counts}
        bad = list(_bad_rows(batch)) if status != "repeated" else []
    return {"status": status, "batch": batch.pk if batch else None, "counts": counts, "bad": bad}


def _bad_rows(batch):
    names = ("column", "value", "message", "remedy")
    for outcome in batch.outcomes.filter(status=RowOutcome.Status.BAD).order_by("line"):
        for problem in outcome.details:
            yield {"line": outcome.line} | {name: problem[name] for name in names}
