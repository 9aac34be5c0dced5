"""What became of the doubtful rows, kept on disk until they are stored: a rollback takes no file back."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import Any

from portal.imports.columns import Problem, RowResult
from portal.imports.outcomes import as_outcome
from portal.imports.signing import sign_of

HELD = 1 << 20  # bytes that are held in memory before the file is one


class Spool:
    """Results in any order, a line of JSON each. ``sign`` is the sum of their signs."""

    def __init__(self) -> None:
        # Closed with the last who reads it: what was tried is read after the trial is over.
        self._file = SpooledTemporaryFile(HELD, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115
        self.counts: Counter[str] = Counter()
        self.sign = 0

    def add(self, results: Sequence[RowResult]) -> None:
        for result in results:
            self.counts[result.status] += 1
            self.sign += sign_of(result)
            self._file.write(json.dumps(as_outcome(result), default=str) + "\n")

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """What ``as_outcome`` makes of each result."""
        self._file.seek(0)
        return map(json.loads, self._file)

    def results(self) -> Iterator[RowResult]:
        """The results again: line, status, label, and of the refused ones why."""
        for each in self:
            said = each["details"] if each["status"] == "bad" else ()
            problems = tuple(Problem(**problem) for problem in said)
            yield RowResult(each["line"], each["status"], each["label"], problems=problems)
