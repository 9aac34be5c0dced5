"""Write the corpus as files in a folder, with what each must be answered in ``svar.json``."""

import json
import sys
from pathlib import Path

from tests.portal.corpus import CASES


def write(folder: Path) -> int:
    """Write every file; answers how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    answers = {}
    for number, case in enumerate(CASES, start=1):
        name = f"{number:03}{Path(case.file).suffix}"
        (folder / name).write_bytes(case.made())
        answers[name] = {"name": case.name, "new": case.new, "bad": case.bad, "whole": case.whole}
    (folder / "svar.json").write_text(json.dumps(answers, ensure_ascii=False, indent=1))
    return len(CASES)


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))  # noqa: T201 (a script says what it did)
