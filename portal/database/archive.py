"""One backup file: a tar with the database's dump, the stored files and, last, a list with each one's hash.

The list comes last, so an archive that was cut off has none, and is refused before anything is touched.
"""

import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

from portal.database.refusal import Unusable

DUMP, FILES, CONTENTS = "database.dump", "files", "contents.json"
_FORMAT = "samverkansportalen-backup-1"


def write_archive(target: Path, dump: Path, stored: Path) -> int:
    """Write ``target`` from the dump and all files under ``stored``. Answers the number of files.

    It is written aside and renamed: under its name stands a whole archive or none.
    """
    aside = target.with_name(f".{target.name}.half")
    try:
        with open(aside, "wb", opener=_private) as raw, tarfile.open(fileobj=raw, mode="w") as tar:
            contents = {DUMP: _add(tar, DUMP, dump)}
            for path in _files_under(stored):
                name = f"{FILES}/{path.relative_to(stored).as_posix()}"
                contents[name] = _add(tar, name, path)
            _add_list(tar, contents)
        aside.replace(target)
    except OSError as error:
        raise Unusable(
            f"Det går inte att skriva {target} ({error.strerror}). Välj en annan plats."
        ) from error
    finally:
        aside.unlink(missing_ok=True)
    return len(contents) - 1


def unpack_archive(source: Path, into: Path) -> None:
    """Unpack a whole and unchanged archive into the empty folder ``into``. Raises Unusable otherwise."""
    try:
        with tarfile.open(source, mode="r:") as tar:
            found = {member.name: _unpack(tar, member, into) for member in tar}
        listed = json.loads((into / CONTENTS).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise _broken(source) if source.exists() else Unusable(f"Filen {source} finns inte.") from error
    except (tarfile.TarError, OSError, ValueError, EOFError) as error:
        raise _broken(source) from error
    found.pop(CONTENTS)
    if listed.get("format") != _FORMAT or listed.get("contents") != found or DUMP not in found:
        raise _broken(source)


def _broken(source: Path) -> Unusable:
    return Unusable(f"{source} är ingen hel säkerhetskopia från portalen. Inget är återläst.")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _files_under(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _add(tar: tarfile.TarFile, name: str, path: Path) -> str:
    """Add one file and answer its hash."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = file.tell(), int(path.stat().st_mtime), 0o600
        file.seek(0)
        tar.addfile(member, file)
    return digest


def _add_list(tar: tarfile.TarFile, contents: dict[str, str]) -> None:
    data = json.dumps({"format": _FORMAT, "contents": contents}).encode()
    member = tarfile.TarInfo(CONTENTS)
    member.size, member.mode = len(data), 0o600
    tar.addfile(member, io.BytesIO(data))


def _unpack(tar: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> str:
    """Unpack one member, never outside ``into``, and answer its hash."""
    path = (into / member.name).resolve()
    taken = tar.extractfile(member) if member.isreg() else None
    if taken is None or into.resolve() not in path.parents:
        raise tarfile.TarError(member.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "wb", opener=_private) as out:
        shutil.copyfileobj(taken, out)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
