"""Where the embedded server lives inside DATA_DIR, and whether it can live there at all."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from portal.database.refusal import Unusable

_SOCKET_NAME = ".s.PGSQL.5432"
_SOCKET_LIMIT = 107  # bytes in sockaddr_un.sun_path on Linux, less the closing NUL


@dataclass(frozen=True)
class Place:
    """The paths of one embedded server: one per data folder and PostgreSQL version."""

    folder: Path
    version: str

    @property
    def data(self) -> Path:
        return self.folder / f"postgres-{self.version}"

    @property
    def sockets(self) -> Path:
        return self.folder / f"s{self.version}"

    @property
    def socket(self) -> Path:
        return self.sockets / _SOCKET_NAME

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def lock(self) -> Path:
        """Held while the server is started or stopped."""
        return self.folder / f"postgres-{self.version}.lock"

    @property
    def users(self) -> Path:
        """Held, shared, by every process that uses the server."""
        return self.folder / f"postgres-{self.version}.users"


def usable_place(folder: Path, version: str) -> Place:
    """Make ``folder`` when missing and answer the server's place in it, or raise Unusable and say why."""
    place = Place(folder, version)
    if not re.fullmatch(r"[\w./+@:,=~-]+", str(folder)):
        raise Unusable(
            f"Datamappen {str(folder)!r} har ett mellanslag eller annat tecken som PostgreSQL inte klarar. "
            "Välj en annan mapp med DATA_DIR."
        )
    if len(os.fsencode(place.socket)) > _SOCKET_LIMIT:
        raise Unusable(
            f"Datamappens sökväg {folder} är för lång för en socket. Välj en kortare med DATA_DIR."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise unwritable(folder)
    return place


def unwritable(folder: Path, error: OSError | None = None) -> Unusable:
    """Word the refusal of a folder that cannot be written in."""
    why = f" ({error.strerror})" if error and error.strerror else ""
    return Unusable(f"Det går inte att skriva i datamappen {folder}{why}. Välj en annan mapp med DATA_DIR.")
