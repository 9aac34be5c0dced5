"""A small kind of file for the engine's own tests: organisations by key, with a founding day and a name."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from portal.content.parsing import read_date, read_text
from portal.imports import kinds
from portal.imports.columns import CandidateRow, Changed, Column, ImportKind, Problem, RowResult
from portal.imports.headings import known_names, match
from portal.imports.matching import read_rows
from portal.imports.reading import read_sheet
from portal.imports.sheets import UnreadableFile
from portal.imports.trying import alone
from portal.organisation.models import Organisation, Role

_WAITING = """
    SELECT EXISTS (SELECT FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock')
"""


class Societies(ImportKind):
    """Registers associations; a name that begins with "Spärrad" is refused, one with a "?" is asked about."""

    slug, title, intro = "foreningar", "Föreningar", "En förening på varje rad."
    columns = (
        Column("Nyckel", "key", read_text, required=True, example="simba"),
        Column("Namn", "short_name", read_text, required=True, aliases=("Benämning",)),
        Column("Bildad", "valid_from", read_date),
    )
    key = ("key",)

    def may(self, user):
        return user is None or user.reach.has(Role.COORDINATOR)

    def save(self, rows, *, by, now):
        return [self._save(row) for row in rows]

    def _save(self, row: CandidateRow) -> RowResult:
        name = row.values["short_name"]
        if name.startswith("Spärrad"):
            problem = Problem("Namn", name, _("Namnet är spärrat."), _("Välj ett annat namn."))
            return RowResult(row.line, "bad", problems=(problem,))
        stored = Organisation.objects.filter(key=row.values["key"]).first()
        if stored is None:
            stored = Organisation.objects.create(kind="voluntary", **row.values)
            asked = ("Stämmer namnet?",) if "?" in name else ()
            href = f"/{row.values['key']}/"
            return RowResult(row.line, "new", label=name, href=href, questions=asked, record=stored)
        changes = tuple(
            Changed(column.heading, str(getattr(stored, column.key) or ""), str(value or ""))
            for column in self.columns
            if (value := row.values.get(column.key)) != getattr(stored, column.key)
        )
        for column in self.columns:
            setattr(stored, column.key, row.values.get(column.key))
        stored.save()
        status = "changed" if changes else "unchanged"
        return RowResult(row.line, status, label=name, changes=changes, record=stored)

    def known(self, user):
        return Organisation.objects.filter(kind="voluntary").order_by("key").values()


def offer(kind: ImportKind, monkeypatch) -> None:
    """Let the portal offer ``kind`` beside those of the work areas."""
    offered = [*kinds.all_kinds(), kind]
    monkeypatch.setattr(kinds, "work_areas", lambda: [type("Area", (), {"imports": offered})])


@contextmanager
def held_by_another(kind: ImportKind) -> Iterator[None]:
    """While somebody else, on a connection of their own, reads in a file of ``kind``."""
    with at_work(lambda: None, within=lambda: alone(kind)):
        yield


@contextmanager
def at_work(doing: Callable[[], object], *, within=transaction.atomic) -> Iterator[None]:
    """While somebody else, on a connection of their own, has done something and not committed it yet."""
    begun, done = threading.Event(), threading.Event()

    def hold():
        with within():
            doing()
            begun.set()
            done.wait(30)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    begun.wait(10)
    try:
        yield
    finally:
        done.set()
        other.join(10)


def somebody_waits(seconds: float = 10) -> bool:
    """Whether somebody waits for another's lock, or begins to within some time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(_WAITING)
            if cursor.fetchone()[0]:
                return True
        time.sleep(0.01)
    return False


def work_off() -> int:
    """What a task worker does with everything that is asked of it; answers how many tasks there were."""
    tasks = list(DBTaskResult.objects.ready())
    for task in tasks:
        task.claim("prov")
        task.task.call(*task.args_kwargs["args"])
        task.set_successful(None)
    return len(tasks)


KIND = Societies()
NAMES = set(known_names(KIND))


def cells(content: bytes) -> list[tuple[int, list[str]]]:
    """The rows of a file as (line, cells)."""
    sheet = read_sheet(content, NAMES)
    return [(row.line, row.cells) for row in sheet.rows]


def read(content: bytes) -> tuple[list[tuple], list[tuple]]:
    """The good rows of a file as (line, values), the bad ones as (line, column, value, message)."""
    sheet = read_sheet(content, NAMES)
    found = read_rows(KIND, match(sheet.heading.cells, KIND), sheet.rows)
    bad = [(row.line, each.column, each.value, each.message) for row in found.bad for each in row.problems]
    return [(row.line, dict(row.values)) for row in found.candidates], bad


def answer_of(content: bytes) -> str:
    """ "" for a file that can be read, else the words of the refusal. Anything else is an error of ours."""
    try:
        read(content)
    except UnreadableFile as refusal:
        return refusal.message
    return ""
