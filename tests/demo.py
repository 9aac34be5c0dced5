"""The demo data for tests: loaded once for a state of the code, in a database that is copied from then on."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.test import override_settings

from portal.demo.loading import load_demo
from portal.files.models import StoredFile
from tests import database

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PASSWORD = "en-mening-som-bara-provas"


@contextmanager
def demo_data(*, papers: bool = False) -> Iterator[None]:
    """Turn to the demo as it was loaded at NOW, ``papers``: with its committee documents. What is written is
    taken back. Not inside a transaction: for fixtures of a module."""
    with _turned_to(papers, f"{database.OWN}_{_what(papers)}", anew=False), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def committed_demo() -> Iterator[None]:
    """Turn to a demo of one's own, with papers, that others read and write too, such as a served portal."""
    with _turned_to(True, f"{database.OWN}_committed", anew=True):
        yield


@contextmanager
def _turned_to(papers: bool, name: str, *, anew: bool) -> Iterator[None]:
    template, before = database.demo_template(_what(papers)), connection.settings_dict["NAME"]
    if anew or name not in _made:
        database.make_copy(name, template, lambda: _fill(papers, template))
        _made.add(name)
        _take_files(_kept_files(template))
    database.turn_to(name)
    try:
        yield
    finally:
        database.turn_to(before)


_made: set[str] = set()


def _what(papers: bool) -> str:
    return "papers" if papers else "bare"


def _fill(papers: bool, template: str) -> None:
    with override_settings(DEMO_PASSWORD=PASSWORD):
        load_demo(NOW, papers=papers)
    kept = _kept_files(template)
    shutil.rmtree(kept, ignore_errors=True)
    for stored in StoredFile.objects.all():
        (kept / stored.path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(default_storage.path(stored.path), kept / stored.path)


def _kept_files(template: str) -> Path:
    return Path(default_storage.path("")).parent / template


def _take_files(kept: Path) -> None:
    for file in kept.rglob("*"):
        mine = Path(default_storage.path(str(file.relative_to(kept))))
        if file.is_file() and not mine.exists():
            mine.parent.mkdir(parents=True, exist_ok=True)
            os.link(file, mine)
