"""The drop folder (``INBOX_DIR``): a file left in it is read in as if its owner had handed it in on the page.

A folder per login and kind, ``INBOX_DIR/samordnare/projekt/mina projekt.xlsx``: who may write in it is kept
by the file system, and the file is read in with that person's rights. Afterwards it lies in ``klart`` or
``att-ratta``, and its owner gets the receipt by e-mail. Any number of workers may watch one folder: a rename
is one's alone.
"""

import logging
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from threading import Event

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import close_old_connections, connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.history.context import acting
from portal.imports import running
from portal.imports.columns import ImportKind
from portal.imports.kinds import kind_of
from portal.imports.models import Batch
from portal.imports.receipts import send_receipt, send_refusal
from portal.organisation.models import User

log = logging.getLogger(__name__)
TAKEN, DONE, WRONG = ".tagna", "klart", "att-ratta"
OURS = {TAKEN, DONE, WRONG}
EVERY = 15.0  # seconds between looks
SETTLED = 5.0  # seconds without a change: before that somebody may still be writing the file
FORGOTTEN = 3600.0  # a file taken longer ago was left by a worker that ended: it is put back
UNFINISHED = (".part", ".tmp", ".crdownload", "~")


def watch(stop: Event) -> None:
    """Look in the folder again and again until ``stop``; does nothing when none is set."""
    while settings.INBOX_DIR and not stop.wait(EVERY):
        try:
            take_all(Path(settings.INBOX_DIR))
        except Exception:
            log.exception("Inlämningsmappen kunde inte läsas; nästa försök om %s sekunder.", EVERY)
        finally:
            close_old_connections()
    connection.close()


def take_all(folder: Path) -> int:
    """Read in every file that lies ready. Answers how many there were."""
    _put_back_forgotten(folder)
    taken = 0
    for file in list(_ready(folder)):
        held = folder / TAKEN / file.relative_to(folder)
        held.parent.mkdir(parents=True, exist_ok=True)
        if held.exists():
            continue
        try:
            file.rename(held)
        except FileNotFoundError:
            continue  # another worker was quicker
        taken += 1
        held.touch()
        _take(folder, held)
    return taken


def _ready(folder: Path) -> Iterator[Path]:
    """Files of a login and a kind that nobody has written in for a moment. Links are passed by."""
    for file in sorted(folder.glob("*/*/*")):
        hidden = file.name.startswith((".", "~")) or file.name.lower().endswith(UNFINISHED)
        if file.parts[len(folder.parts)] in OURS or hidden or file.is_symlink() or not file.is_file():
            continue
        if time.time() - file.stat().st_mtime >= SETTLED:
            yield file


def _put_back_forgotten(folder: Path) -> None:
    for held in (folder / TAKEN).glob("*/*/*"):
        if time.time() - held.stat().st_mtime > FORGOTTEN:
            home = folder / held.relative_to(folder / TAKEN)
            home.parent.mkdir(parents=True, exist_ok=True)
            held.rename(home)


def _take(folder: Path, held: Path) -> None:
    """Read the file in as its owner, tell the owner, and put it away."""
    login, slug, name = held.relative_to(folder / TAKEN).parts
    person = User.objects.filter(username=login, is_active=True).first()
    with override(person.language if person else "sv"), acting(by=person, door="inbox", on_behalf=True):
        try:
            batch = _read_in(held, kind_of(slug), person, timezone.now())
        except ValidationError as refusal:
            log.warning("Filen %s/%s/%s lästes inte in: %s", login, slug, name, refusal.messages[0])
            _put_away(folder, held, WRONG, name)
            if person:
                send_refusal(person, name, refusal.messages[0])
            return
        good = batch.state in Batch.RECEIPTS
        _put_away(folder, held, DONE if good else WRONG, f"{batch.pk}-{name}")
        if person:
            send_receipt(person, batch, name)


def _read_in(held: Path, kind: ImportKind | None, person: User | None, now: datetime) -> Batch:
    if person is None:
        raise ValidationError(_("Mappen hör inte till någon som kan logga in i portalen."))
    if kind is None:
        raise ValidationError(_("Mappen är inget slag av fil som portalen läser in."))
    if not kind.may(person):
        raise ValidationError(_("Du får inte läsa in filer av det här slaget."))
    with held.open("rb") as file:
        batch = running.receive(kind=kind, name=held.name, content=File(file), by=person, now=now)
    if batch.state == Batch.State.CHECKED and not batch.bad:
        batch = running.apply(batch=batch, kind=kind, scope=Batch.Scope.ALL, by=person, now=now)
    return batch


def _put_away(folder: Path, held: Path, where: str, name: str) -> None:
    kept = folder / where / held.relative_to(folder / TAKEN).parent / name
    kept.parent.mkdir(parents=True, exist_ok=True)
    held.replace(kept)
