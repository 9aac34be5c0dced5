"""A file of district reports read in, against COPY of what it wrote into the same tables (performance.md).

Both with every key, index and trigger on, with who and why in the history, in one connection, in turns: each
turn reads in a file about the next projects and then copies the same in for the next ones again, so that both
write at the end of every index. A ratio is the median of the turns'; beside it stands the ratio of the
processors' time, which a busy machine moves less, and what the same COPY costs with the tables' own triggers
off. Fresh processes with databases of their own, ``python -m tests.bench.imports``. ``BENCH_ROWS``: how many
rows a file has; ``BENCH_TURNS``: how many turns.
"""

import json
import os
import statistics
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import django
from django.db import connection, transaction

from tests.bench import Measured, benchmark
from tests.bench.taking_turns import Cost, cost_of, ratios
from tests.bench.year import in_a_process

ROWS = int(os.environ.get("BENCH_ROWS", 100_000))
TURNS = int(os.environ.get("BENCH_TURNS", 5))
MEMORY_ROWS = (max(ROWS // 10, 1000), ROWS)
BAD_EVERY = 1000  # of the file that is only looked at
CHANGED_EVERY = 20  # of the file that comes again
# What an import sets for its transaction, and COPY beside it: the same connection, the same settings.
PATIENCE = {
    "lock_timeout": "20s",
    "statement_timeout": "30min",
    "idle_in_transaction_session_timeout": "10min",
}
ALLOWED = 25  # MB that the importing process may take over what it takes when idle
_found: dict[str, Any] = {}


@benchmark("import.preview_confirm_100k", goal=1.3)
def preview_confirm() -> Measured:
    return _against_copy("check", "apply")


@benchmark("import.confirm_100k", goal=1.05)
def confirm() -> Measured:
    return _against_copy("apply")


@benchmark("import.preview_100k", goal=0.25)
def preview() -> Measured:
    """A file in which one row of a thousand is bad; each of them is found."""
    return _against_copy("check_bad")


@benchmark("import.repeat_100k", goal=0.3)
def repeat() -> Measured:
    """The same file again with every twentieth row changed: looked at, and applied."""
    return _against_copy("check_again", "apply_again")


@benchmark("import.half_known_100k", goal=0.25)
def half_known() -> Measured:
    """A file of which one row of ten is in already, only looked at: no way of asking may suit only the one
    kind of row or the other."""
    return _against_copy("check_half")


@benchmark("import.memory", goal=1)
def memory() -> Measured:
    """What the process takes at most over what it takes when idle; of the larger file."""
    grown = [in_a_process("tests.bench.imports", "memory", str(rows))["grown"] for rows in MEMORY_ROWS]
    told = ", ".join(f"{mb:.0f} MB av {rows} rader" for mb, rows in zip(grown, MEMORY_ROWS, strict=True))
    return Measured(max(grown) / ALLOWED, told)


def _against_copy(*parts: str) -> Measured:
    """All are measured in one process, which is asked once."""
    if not _found:
        _found.update(in_a_process("tests.bench.imports", "speed", str(ROWS)))
    turns = _found["turns"]
    ours = [[sum(turn[part][place] for part in parts) for place in (0, 1)] for turn in turns]
    clock, work = ratios(ours, [turn["copy"] for turn in turns])
    named = " + ".join(f"{statistics.median(turn[part][0] for turn in turns):.1f}" for part in parts)
    bare = statistics.median(turn["copy"][0] for turn in turns)
    detail = (
        f"{named} s, COPY {bare:.1f} s (utan historik {_found['quiet'][0]:.1f} s), {_found['rows']} rader"
    )
    return Measured(clock, f"{detail}, {TURNS} gånger; processortid {work:.2f}; last {_found['load']:.1f}")


def speed(rows: int) -> dict[str, Any]:
    """Seconds of each step, with ``rows`` rows, turn by turn."""
    from tests.bench.filling import begin, fill

    year, kind = begin(), _kind()
    last = (2 * (TURNS + 1) + 1) * rows + 1
    fill(year, 1, last)
    _read_in(sheet(last, last))  # what is loaded once is not what is measured
    _first, *turns = [_turn(kind, rows, turn) for turn in range(TURNS + 1)]  # nor how a new log grows
    quiet = copied(rows, 1, 2 * (TURNS + 1) * rows, history=False)
    return {"rows": rows, "turns": turns, "quiet": quiet, "load": os.getloadavg()[0]}


def _turn(kind: Any, rows: int, turn: int) -> dict[str, Cost]:
    """What each step costs with the projects of this turn, and COPY of the same."""
    first, found = 2 * turn * rows + 1, {}
    last = first + rows - 1
    plain, with_bad = sheet(first, last), sheet(first, last, bad=True)
    with_changed = sheet(first, last, changed=True)
    found["check_bad"], bad = cost_of(lambda: _receive(kind, with_bad))
    assert bad.bad == rows // BAD_EVERY, bad.bad
    found["check"], whole = cost_of(lambda: _receive(kind, plain))
    assert (whole.new, whole.bad) == (rows, 0), whole.problem
    found["apply"], _done = cost_of(lambda: _apply(kind, whole))
    found["check_again"], again = cost_of(lambda: _receive(kind, with_changed))
    assert (again.changed, again.unchanged) == (rows // CHANGED_EVERY, rows - rows // CHANGED_EVERY)
    found["apply_again"], _done = cost_of(lambda: _apply(kind, again))
    known, later = rows // 10, last + rows
    begun, rest = sheet(last - known + 1, last), sheet(later + 1, later + rows - known)
    mixed = begun + rest[rest.index(b"\r\n") :]  # of projects that COPY does not take next
    found["check_half"], half = cost_of(lambda: _receive(kind, mixed))
    assert (half.new, half.unchanged) == (rows - known, known - known // CHANGED_EVERY), half.changed
    found["copy"] = copied(rows, first, rows, history=True)
    return found


def memory_of(rows: int) -> dict[str, Any]:
    """MB that the process grew by at most while it read in ``rows`` rows."""
    from portal.files.storing import store_file
    from tests.bench.filling import begin, fill

    year = begin()
    fill(year, 1, rows + 1)
    _read_in(sheet(rows + 1, rows + 1))
    kept = store_file(name="matning.csv", content=sheet(1, rows), by=None)
    batch, kind = _new_batch(kept), _kind()
    idle = _peak(reset=True)
    from portal.imports import running

    checked = running.check_again(batch=batch, kind=kind, say=lambda each: None, by=None, now=_now())
    done = running.apply(batch=checked, kind=kind, scope="allt", by=None, now=_now())
    assert done.new == rows, done.problem
    return {"grown": _peak() - idle}


def _new_batch(kept: Any) -> Any:
    from portal.imports.models import Batch

    state = Batch.State.UNREADABLE  # so that it is looked at as a file that has come in
    return Batch.objects.create(kind="redovisningar", file=kept, received_at=_now(), state=state)


def _peak(*, reset: bool = False) -> float:
    """MB that the process has held at most, since the last reset."""
    if reset:
        with open("/proc/self/clear_refs", "w") as file:
            file.write("5")
    with open("/proc/self/status") as file:
        (line,) = (line for line in file if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _kind() -> Any:
    from projects.imports import ReportFile

    return ReportFile()


def _now() -> Any:
    from tests.bench.measuring import NOW

    return NOW


def _receive(kind: Any, content: bytes) -> Any:
    from portal.imports import running

    return running.receive(kind=kind, name="matning.csv", content=content, by=None, now=_now())


def _apply(kind: Any, batch: Any) -> Any:
    from portal.imports import running

    done = running.apply(batch=batch, kind=kind, scope="allt", by=None, now=_now())
    assert done.state == "applied", (done.state, done.problem)
    return done


def _read_in(content: bytes) -> None:
    from django.urls import reverse

    reverse("imports:index")
    kind = _kind()
    _apply(kind, _receive(kind, content))


def sheet(first: int, last: int, *, bad: bool = False, changed: bool = False) -> bytes:
    """A file of the projects ``first`` to ``last``, a row each: sixteen columns, figures that add up."""
    named = "År;Tertial;Stadsdelsförvaltning;Projektnummer;Deltagare hittills;Kvinnor;Män;Kön ej noterat;"
    named += "Barn (under 18);Praktik;Arbete;Pågående;Avslutade;Förbrukat hittills tkr;"
    out = [named + "Plan för implementering;Slutredovisning"]
    for n in range(first, last + 1):
        women = n % 500
        wrong = "många" if bad and n % BAD_EVERY == 0 else women
        spent = 100 + n % 900 + (0.5 if changed and n % CHANGED_EVERY == 0 else 0)
        split = f"{wrong};20;0;{n % 7};{n % 11 + 5};{n % 5 + 5};{women + 10};10"
        out.append(f"2026;1;Mätstaden;M{n};{women + 20};{split};{spent:g};Ja;Nej".replace(".", ","))
    return "\r\n".join(out).encode()


def copied(rows: int, first: int, further: int, *, history: bool) -> Cost:
    """What COPY costs with the reports and counts that the import wrote for the projects from ``first``: for
    those ``further`` on, under the keys that come next. Without ``history`` the tables' triggers rest."""
    from portal.database.roles import as_owner
    from portal.history.context import acting
    from projects.models import OutcomeCount, Report
    from tests.bench.filling import FIRST

    among = f"duty_id BETWEEN {FIRST + first} AND {FIRST + first + rows - 1} AND version = 1"
    counted = f"report_id IN (SELECT id FROM projects_report WHERE {among})"
    report, count = _shift(Report, among), _shift(OutcomeCount, counted)
    statements = [
        _taken(Report, {"id": f"id + {report}", "duty_id": f"duty_id + {further}"}, among),
        _taken(OutcomeCount, {"id": f"id + {count}", "report_id": f"report_id + {report}"}, counted),
    ]
    with acting(by=None, door="bench") if history else as_owner():
        cost, _none = cost_of(lambda: _copy_in(statements, history=history))
    return cost


def _copy_in(statements: list[tuple[str, Path]], *, history: bool) -> None:
    tables = [statement.split()[1] for statement, _content in statements]
    with transaction.atomic(), connection.cursor() as cursor:
        for name, value in PATIENCE.items():  # no SELECT: it would not carry who and why
            cursor.execute(f"SET LOCAL {name} = %s", [value])
        cursor.execute("SELECT current_setting('pghistory.context_id', true)")
        assert bool(cursor.fetchone()[0]) == history
        for table in () if history else tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement, content in statements:
            with content.open("rb") as file:
                cursor.copy_expert(statement, file, 1 << 16)
            content.unlink()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in () if history else tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _shift(model: Any, chosen: str) -> int:
    """What to add to the keys of the chosen rows so that they are the next ones, which are taken."""
    from portal.database.reserving import reserve_keys

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min(id), max(id) FROM {model._meta.db_table} WHERE {chosen}")
        first, last = cursor.fetchone()
    return reserve_keys(model, last - first + 1)[0] - first


def _taken(model: Any, changed: dict[str, str], chosen: str) -> tuple[str, Path]:
    """The statement of a COPY in, and the file that it reads."""
    names = [column.column for column in model._meta.concrete_fields]
    wanted = ", ".join(changed.get(name, f'"{name}"') for name in names)
    named = ", ".join(f'"{name}"' for name in names)
    with NamedTemporaryFile(delete=False) as file, connection.cursor() as cursor:
        out = f"COPY (SELECT {wanted} FROM {model._meta.db_table} WHERE {chosen}) TO STDOUT"
        cursor.copy_expert(out, file)
    return f"COPY {model._meta.db_table} ({named}) FROM STDIN", Path(file.name)


def main(what: str, rows: int) -> None:
    django.setup()
    from django.core.management import call_command

    call_command("prepare", stdout=sys.stderr)
    found = {"speed": speed, "memory": memory_of}[what](rows)
    sys.stdout.write("\n" + json.dumps(found) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
