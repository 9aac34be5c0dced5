"""Compile the translations (.po) to what gettext reads (.mo), by polib: no gettext needs to be installed."""

import os
from pathlib import Path

import polib
from django.conf import settings


def compile_messages() -> list[Path]:
    """Compile every .po of LOCALE_PATHS whose .mo is missing or older. Answers the .mo files written."""
    return [
        compile_file(source)
        for folder in map(Path, settings.LOCALE_PATHS)
        for source in sorted(folder.glob("*/LC_MESSAGES/*.po"))
        if _is_stale(source)
    ]


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def compile_file(source: Path) -> Path:
    """Write the .mo beside ``source``, in one step: a reader sees the old one or the new one, never half."""
    compiled = source.with_suffix(".mo")
    aside = compiled.with_suffix(f".{os.getpid()}")
    polib.pofile(str(source)).save_as_mofile(str(aside))
    aside.replace(compiled)
    return compiled
