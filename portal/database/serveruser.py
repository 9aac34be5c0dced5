"""Whom the embedded server runs as. PostgreSQL refuses to be root, so root lends it an ordinary user."""

import os
import pwd
import subprocess
from pathlib import Path
from typing import Any

from portal.database.refusal import Unusable

_ORDINARY = ("postgres", "nobody")


def server_user(data: Path) -> pwd.struct_passwd | None:
    """Choose the server's user: None (ourselves) unless we are root; the owner of ``data`` when it exists."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return pwd.getpwuid(data.stat().st_uid)
    for name in _ORDINARY:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Unusable(
        "Ingen vanlig användare finns att köra databasen som. Starta portalen som vanlig användare."
    )


def give(path: Path, user: pwd.struct_passwd | None) -> None:
    """Hand ``path`` over to the server's user."""
    if user:
        os.chown(path, user.pw_uid, user.pw_gid)


def run_as(user: pwd.struct_passwd | None, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``command`` as the server's user, without our environment, groups and open files.

    Raises Unusable when that user cannot reach the program: a closed folder is named, never opened.
    """
    lent: dict[str, Any] = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    try:
        return subprocess.run(  # noqa: S603 (programs of the wheel, arguments of ours)
            [str(part) for part in command],
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **lent,
        )
    except PermissionError as error:
        raise unreachable(Path(command[0]), user) from error


def unreachable(path: Path, user: pwd.struct_passwd | None) -> Unusable:
    """Word the refusal of a path that the server's user cannot reach."""
    shut = next(
        (folder for folder in reversed(path.parents) if not folder.stat().st_mode & 0o001), path.parent
    )
    name = user.pw_name if user else pwd.getpwuid(os.geteuid()).pw_name
    return Unusable(
        f"Databasen körs som användaren {name}, som inte når {path}: mappen {shut} är stängd för andra. "
        "Lägg portalen och DATA_DIR där alla får gå in, eller kör som vanlig användare."
    )
