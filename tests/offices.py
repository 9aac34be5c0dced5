"""The LibreOffice that makes files for the tests: ``soffice`` on PATH, headless, a profile of its own."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

LEFT_OUT = pytest.StashKey[int]()
SHEETS = "libsclo.so"  # the part of it that is Calc
PATIENCE = 180  # seconds for one conversion on a busy machine


def soffice() -> str | None:
    """Answer the path of a LibreOffice that opens sheets (Writer alone does not), or None."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        return None
    return found if (Path(found).resolve().parent / SHEETS).exists() else None


def leave_out_when_missing(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take the tests with LibreOffice out when there is none; with OFFICE=required refuse instead."""
    with_office = [item for item in items if item.get_closest_marker("office")]
    if not with_office or soffice():
        return
    if os.environ.get("OFFICE") == "required":
        raise pytest.UsageError("OFFICE=required, men ingen LibreOffice finns: installera libreoffice-calc.")
    config.hook.pytest_deselected(items=with_office)
    items[:] = [item for item in items if item not in with_office]
    config.stash[LEFT_OUT] = len(with_office)


def convert(to: str, *files: Path, infilter: str = "") -> list[Path]:
    """Let LibreOffice open each file and save it as ``to``: "xlsx", or "csv:filter:options"."""
    folder = Path(tempfile.mkdtemp(dir=files[0].parent))
    profile = f"-env:UserInstallation=file://{folder / 'profil'}"
    reading = [f"--infilter={infilter}"] if infilter else []
    said = ["--convert-to", to, "--outdir", str(folder / "ut"), *map(str, files)]
    command = [str(soffice()), "--headless", "--norestore", profile, *reading, *said]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return [folder / "ut" / f"{file.stem}.{to.partition(':')[0]}" for file in files]
