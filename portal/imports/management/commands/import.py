"""``manage.py import KIND FILE``: the same import as the page, from the command line."""

import json
import sys
from functools import partial
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.management.base import BaseCommand
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.files.storing import refuse_size, sha256_of
from portal.history.context import acting
from portal.imports import answers, running
from portal.imports.kinds import all_kinds, kind_of
from portal.imports.models import Batch
from portal.imports.sheets import UnreadableFile
from portal.imports.trying import alone, try_file
from portal.organisation.models import User

REFUSED, UNUSABLE = 1, 2
WORDS = {"applied": "Inläst", "clean": "Ren", "refused": "Nekad", "repeated": "Redan inläst"}


class Command(BaseCommand):
    help = "Läs in en fil. Svarar 0 inläst, ren eller redan inläst; 1 nekad; 2 oanvändbart anrop."

    def add_arguments(self, parser):
        parser.add_argument("kind", help="projekt, beviljade-medel ...")
        parser.add_argument("file")
        parser.add_argument("--dry-run", action="store_true", help="granska bara")
        parser.add_argument("--good-rows-only", action="store_true", help="läs in de rader som går att läsa")
        parser.add_argument("--as", dest="login", help="med den här personens rättigheter")
        parser.add_argument("--json", action="store_true", help="svara med ett JSON-objekt")

    def handle(self, *, kind, file, dry_run, good_rows_only, login, json, **options):
        with translation.override("sv"):
            wanted, person, content = self._call(kind, file, login)
            with content, acting(by=person, door="import", on_behalf=person is not None):
                answer = _run(wanted, person, Path(file).name, content, dry_run, good_rows_only)
            self._say(answer, as_json=json)
        if answer["status"] == "refused":
            sys.exit(REFUSED)

    def _call(self, kind, file, login):
        """The kind, the person and the open file; exits 2 with a line when the call cannot be used."""
        wanted = kind_of(kind)
        if wanted is None:
            known = ", ".join(each.slug for each in all_kinds())
            self._unusable(
                _("Slaget ”%(kind)s” finns inte. Välj bland: %(known)s.") % {"kind": kind, "known": known}
            )
        person = User.objects.filter(username=login, is_active=True).first() if login is not None else None
        if login is not None and person is None:
            self._unusable(_("Det finns ingen person med inloggningen ”%(login)s”.") % {"login": login})
        try:
            return wanted, person, _opened(Path(file))
        except (OSError, ValueError):  # ValueError: a name no file can have
            self._unusable(_("Filen %(file)s går inte att öppna.") % {"file": file})

    def _unusable(self, message):
        self.stderr.write(message)
        sys.exit(UNUSABLE)

    def _say(self, answer, *, as_json):
        if as_json:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for bad in answer["bad"]:
            where = _("Rad %(line)s, %(column)s") % {"line": bad["line"], "column": bad["column"] or "-"}
            self.stderr.write(f"{where}: {bad['value']!r}. {bad['message']} {bad['remedy']}".rstrip())
        said = _(
            "%(status)s: %(new)s nya, %(changed)s ändrade, %(unchanged)s oförändrade, %(bad)s att rätta."
        )
        self.stdout.write(said % {"status": WORDS[answer["status"]], **answer["counts"]})


def _opened(path):
    """The file, read as it is asked for; what cannot be read twice (a pipe) is read now."""
    return File(path.open("rb")) if path.is_file() else ContentFile(path.read_bytes())


def _run(kind, person, name, content, dry_run, good_rows):
    """Do as asked and return the answer. A person without the right is refused as every file of theirs is."""
    if not kind.may(person):
        return answers.of_refusal(
            _("%(person)s får inte läsa in filer av det här slaget.") % {"person": person},
            _("Låt någon som får det lämna in filen."),
        )
    try:
        refuse_size(content)
        if dry_run:
            return _trial(kind, person, content, good_rows)
        return _import(kind, person, name, content, good_rows)
    except ValidationError as error:
        return answers.of_refusal(error.messages[0])


def _trial(kind, person, content, good_rows):
    if earlier := running.applied_before(kind, sha256_of(content), person):
        return answers.of_repeated(earlier)
    try:
        with alone(kind):
            tried = try_file(kind=kind, content=_opener(content), by=person, now=timezone.now())
    except UnreadableFile as problem:
        return answers.of_unreadable(problem)
    return answers.of_trial(tried, good_rows=good_rows)


def _opener(content):
    return partial(Path(content.name).open, "rb") if content.name else content.read()


def _import(kind, person, name, content, good_rows):
    now = timezone.now()
    batch = running.receive(kind=kind, name=name, content=content, by=person, now=now)
    if batch.state == Batch.State.APPLIED:
        return answers.of_repeated(batch)
    if batch.state == Batch.State.CHECKED:
        scope = Batch.Scope.GOOD if good_rows else Batch.Scope.ALL
        done = running.apply(batch=batch, kind=kind, scope=scope, by=person, now=now)
        if done.pk != batch.pk:
            return answers.of_repeated(done)
        batch = done
    return answers.of_batch(batch)
