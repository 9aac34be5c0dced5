"""A programme's year: how its table of expected reports grows.

Measured in a fresh process with a database of its own (``tests/bench/filling.py`` fills it).
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench import Measured, benchmark

ROOT = Path(__file__).resolve().parent.parent.parent


@benchmark("growth.expected_reports", goal=1.2)
def expected_reports() -> Measured:
    """The first page of Redovisningar with 100 000 expected reports, against the same with 1 000."""
    found = in_a_process("tests.bench.measuring")
    few, many = found["few"], found["many"]
    detail = f"median {many * 1000:.0f} ms av 100 000 rader, {few * 1000:.0f} ms av 1 000"
    return Measured(many / few, f"{detail}, {found['queries'][0]} och {found['queries'][1]} frågor")


def in_a_process(module: str, *arguments: str) -> dict:
    """Run a module that prints JSON as its last line, in a process with an empty data folder."""
    folder = Path(tempfile.mkdtemp(prefix="sp-bench-"))
    folder.chmod(0o711)  # the server's user must be able to go in
    environment = {**os.environ, "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    environment.pop("DATABASE_URL", None)
    try:
        asked = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(asked, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
        return json.loads(done.stdout.splitlines()[-1])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
