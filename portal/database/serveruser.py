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
    words = [str(part) for part in command]
    shut = next(
        (found for word in words if user and (found := shut_folder(Path(word.partition("=")[2] or word)))),
        None,
    )
    lent: dict[str, Any] = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    try:
        done = subprocess.run(  # noqa: S603 (programs of the wheel, arguments of ours)
            [*_past(user), *words] if user and shut else words,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **({} if shut else lent),
        )
    except OSError as error:
        raise unreachable(Path(command[0]), user) from error
    if shut and done.stderr.startswith("setpriv:"):
        raise unreachable(Path(command[0]), user)
    return done


def shut_folder(path: Path) -> Path | None:
    """The outermost folder above an absolute ``path`` that others may not enter, or None."""
    above = reversed(path.parents) if path.is_absolute() else ()
    return next((folder for folder in above if folder.exists() and not folder.stat().st_mode & 0o001), None)


def _past(user: pwd.struct_passwd) -> list[str]:
    """Become ``user`` and keep one thing of root's: to pass, and read, where a folder is closed to others.

    A checkout in root's own home or in a temporary folder runs as anywhere else; no folder is opened. The
    secure bit lets access(2) see the right too, by which PostgreSQL finds its own programs; the other rights
    of root are gone with the exec.
    """
    capability = "dac_read_search"
    return [
        *("setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"),
        "--securebits=+no_setuid_fixup",
        *(f"--inh-caps=+{capability}", f"--ambient-caps=+{capability}", "--"),
    ]


def unreachable(path: Path, user: pwd.struct_passwd | None) -> Unusable:
    """Word the refusal of a path that the server's user cannot reach."""
    name = user.pw_name if user else pwd.getpwuid(os.geteuid()).pw_name
    shut = shut_folder(path) or path.parent
    return Unusable(
        f"Databasen körs som användaren {name}, som inte når {path}: mappen {shut} är stängd för andra. "
        "Lägg portalen och DATA_DIR där alla får gå in, eller kör som vanlig användare."
    )
