"""Change files by what code they reach: ``python -m tests.portal.corpus.fuzz -max_total_time=600``.

Needs atheris, which is no dependency of ours: it is installed beside by who wants to look. Anything but rows,
or a refusal in words, ends it with the file that did it.
"""

import os
import sys

import atheris

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

with atheris.instrument_imports(include=["portal.imports", "portal.content.parsing"]):
    import django

    django.setup()
    from portal.imports.headings import known_names, match
    from portal.imports.kinds import kind_of
    from portal.imports.matching import read_rows
    from portal.imports.reading import read_sheet
    from portal.imports.sheets import UnreadableFile
    from tests.portal.corpus.case import GOOD, csv_of, workbook

KIND = kind_of("redovisningar")
NAMES = set(known_names(KIND))
STARTS = (b"", csv_of(GOOD).encode(), csv_of(GOOD).encode("utf-16"), workbook())


def look(data: bytes) -> None:
    """Read a file that begins as a good one, or as nothing, and goes on with ``data``."""
    start = STARTS[data[0] % len(STARTS)] if data else b""
    cut = len(start) - (data[1] if len(data) > 1 else 0)
    try:
        sheet = read_sheet(start[: max(0, cut)] + data[2:], NAMES)
        read_rows(KIND, match(sheet.heading.cells, KIND), sheet.rows)
    except UnreadableFile as refusal:
        if not (refusal.message and refusal.remedy):
            raise AssertionError(data) from refusal


if __name__ == "__main__":
    atheris.Setup(sys.argv, look)
    atheris.Fuzz()
