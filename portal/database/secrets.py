"""Secrets the portal makes for itself when it runs embedded, kept in DATA_DIR/secrets (0600)."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def kept_secret(data_dir: Path, name: str, size: int = 48) -> str:
    """Read the secret ``name``, or make one of ``size`` random bytes and keep it.

    Two processes at once agree: the first file wins. Raises ImproperlyConfigured (one line) when the folder
    cannot be written in.
    """
    path = data_dir / "secrets" / name
    try:
        if not path.exists():
            _make(path, secrets.token_urlsafe(size))
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise ImproperlyConfigured(
            f"Det går inte att läsa och skriva i datamappen {data_dir} ({error.strerror}). "
            "Välj en annan mapp med DATA_DIR."
        ) from error


def _make(path: Path, secret: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}.{os.getpid()}")
    made.touch(mode=0o600)
    made.write_text(secret, encoding="ascii")
    try:
        os.link(made, path)
    except FileExistsError:
        pass
    finally:
        made.unlink()
