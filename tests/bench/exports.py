"""Files out of 100 000 reports, against what the least does: COPY TO of the same cells, a bare workbook.

Measured in a fresh process with a database of its own: ``python -m tests.bench.exports``.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

import django
import xlsxwriter

from tests.bench import Measured, benchmark
from tests.bench.year import in_a_process

MANY = int(os.environ.get("BENCH_ROWS", 100_000))
FEW = MANY // 10
REPEATS = 3
OURS, LEAST = ("csv", "xlsx"), ("copy", "bare")

_found: dict[str, Any] = {}


def _measured(few: str, many: str, words: str) -> Measured:
    """All is measured in one process, which is asked once. Memory is told beside the seconds."""
    if not _found:
        _found.update(in_a_process("tests.bench.exports"))
    memory = f"minnet växer {_found['memory'][words]:.0f} MB"
    return Measured(
        _found[many] / _found[few], f"{_found[many]:.1f} s, jämfört med {_found[few]:.1f} s; {memory}"
    )


@benchmark("export.csv_100k", goal=1.3)
def csv_100k() -> Measured:
    """The export of redovisningar as CSV, against COPY TO of the same cells."""
    return _measured("copy_many", "csv_many", "csv")


@benchmark("export.xlsx_100k", goal=1.1)
def xlsx_100k() -> Measured:
    """The same as XLSX, against the same cells by a constant-memory workbook without anything else."""
    return _measured("bare_many", "xlsx_many", "xlsx")


@benchmark("growth.export_csv", goal=10.5)
def growth_csv() -> Measured:
    """100 000 rows against 10 000."""
    return _measured("csv_few", "csv_many", "csv")


@benchmark("growth.export_xlsx", goal=10.5)
def growth_xlsx() -> Measured:
    """100 000 rows against 10 000."""
    return _measured("xlsx_few", "xlsx_many", "xlsx")


def main() -> None:
    django.setup()
    from django.core.management import call_command

    from tests.bench.filled import begin_reports, fill_reports
    from tests.bench.filling import begin, fill

    call_command("prepare", stdout=sys.stderr)
    year = begin()
    report, counts = begin_reports(year)
    found: dict[str, Any] = {}
    for name, first, last in (("few", 1, FEW), ("many", FEW + 1, MANY)):
        fill(year, first, last)
        fill_reports(year, report, counts, first, last)
        # What ten times the rows add to what the process held for the few: before the others take more.
        found["memory"] = {what: _grown(acts()[what]) for what in OURS}
        found |= {f"{what}_{name}": best_of(acts()[what]) for what in OURS}
    found |= {f"{what}_many": best_of(acts()[what]) for what in LEAST}
    sys.stdout.write("\n" + json.dumps(found) + "\n")


def acts() -> dict[str, Callable[[], Any]]:
    from portal.imports.kinds import kind_of
    from portal.imports.sheets_out import sheet_response

    kind = kind_of("redovisningar")
    assert kind is not None
    written = kind.written(None)
    assert written is not None

    def sent(form: str) -> None:
        response: Any = sheet_response(kind, None, form, "matning")
        length = sum(len(piece) for piece in response.streaming_content)
        response.close()
        assert length > 1000

    return {
        "csv": lambda: sent("csv"),
        "xlsx": lambda: sent("xlsx"),
        "copy": lambda: copied(written, kind.columns),
        "bare": lambda: bare(list(written.values(kind.columns))),
    }


def copied(written: Any, columns: Any) -> None:
    """COPY TO of the values as they are stored, with the same joins, in the same order."""
    from django.db import connection

    told = [written.cells.get(column.key) for column in columns]
    statement = written._statement(", ".join(cell.sql if cell else "NULL" for cell in told))
    with connection.cursor() as cursor, TemporaryFile() as file:
        asked = cursor.mogrify(*statement).decode()
        cursor.copy_expert(f"COPY ({asked}) TO STDOUT (FORMAT csv, DELIMITER ';')", file)


def bare(rows: list[tuple]) -> float:
    """Seconds that a workbook of nothing but the cells takes, when they are at hand."""
    began = time.perf_counter()
    with (
        TemporaryDirectory() as folder,
        xlsxwriter.Workbook(Path(folder) / "x", {"constant_memory": True}) as book,
    ):
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, place, value)
                elif value is not None:
                    sheet.write_number(number, place, value)
    return time.perf_counter() - began


def best_of(act: Callable[[], Any]) -> float:
    """Seconds: of a few tries the best, because other work only makes it slower."""
    return min(_seconds(act) for _each in range(REPEATS))


def _seconds(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    told = act()
    return told if isinstance(told, float) else time.perf_counter() - began


def _grown(act: Callable[[], Any]) -> float:
    """The peak while ``act`` runs, over what is held before it (Linux lets a process forget its peak)."""
    Path("/proc/self/clear_refs").write_text("5")
    before = _held("VmRSS")
    act()
    return (_held("VmHWM") - before) / 1024


def _held(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


if __name__ == "__main__":
    main()
