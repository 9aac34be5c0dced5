"""``python -m tests.bench [PREFIX]``: a table on the screen, and ``bench.json`` in the data folder."""

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.bench import MODULES, Benchmark, chosen

ROOT = Path(__file__).resolve().parent.parent.parent


def main(prefix: str) -> int:
    """Run the chosen benchmarks. Answers 0 when all were measured, 2 when none is so called."""
    for module in MODULES:
        import_module(module)
    benchmarks = chosen(prefix)
    if not benchmarks:
        sys.stderr.write(f"Inget mätprov börjar på {prefix!r}.\n")
        return 2
    say(f"{'':34}{'kvot':>8}{'mål':>8}")
    results = [run(benchmark) for benchmark in benchmarks]
    keep(results)
    return 0


def run(benchmark: Benchmark) -> dict[str, Any]:
    """Measure one, show its row, and answer it as the contract writes it."""
    measured = benchmark.measure()
    ok = measured.ratio <= benchmark.goal
    verdict = "ok  " if ok else "MISS"
    say(f"{benchmark.name:34}{measured.ratio:8.2f}{benchmark.goal:8.2f}  {verdict} {measured.detail}")
    return {
        "name": benchmark.name,
        "ratio": round(measured.ratio, 4),
        "goal": benchmark.goal,
        "ok": ok,
        "detail": measured.detail,
    }


def keep(results: list[dict[str, Any]]) -> None:
    """Write this run's results, and no others, into bench.json."""
    file = Path(os.environ.get("DATA_DIR", ROOT / ".data")) / "bench.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
