"""Back up the database and the stored files in one archive, and restore them: whole, or not at all."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from portal.database.archive import DUMP, FILES, unpack_archive, write_archive
from portal.database.clients import run_client
from portal.database.rights import apply_rights
from portal.database.roles import as_owner

# Everything the owner has in the schema, in any order; what depends on it goes along.
_WIPE = """
DO $$ DECLARE made record; BEGIN
  FOR made IN SELECT oid::regclass AS name, relkind FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
        AND pg_get_userbyid(relowner) = current_user LOOP
    IF to_regclass(made.name::text) IS NOT NULL THEN
      EXECUTE format('DROP %s IF EXISTS %s CASCADE',
        CASE made.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, made.name);
    END IF;
  END LOOP;
  FOR made IN SELECT oid::regprocedure AS name FROM pg_proc
      WHERE pronamespace = 'public'::regnamespace AND pg_get_userbyid(proowner) = current_user LOOP
    EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', made.name);
  END LOOP;
END $$;
"""


def back_up(target: Path) -> int:
    """Write the archive ``target``. Answers how many stored files are in it.

    The dump is one moment of the database. Stored files are named by their content and never change, so
    those that the dump speaks of are all there when they are copied after it.
    """
    with _workspace() as folder:
        dump = folder / DUMP
        run_client("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", dump)
        return write_archive(target, dump, _store())


def restore(source: Path, *, force: bool) -> int:
    """Put the archive's database and files in the place of ours. Answers how many files it held.

    Raises Unusable when the archive is not whole, CommandError when our database is not empty and ``force``
    is not given. Either way nothing has changed: the files of the archive are added first (they are named by
    their content), the database changes in one transaction, and only then go the files nobody speaks of.
    """
    with _workspace() as folder:
        unpack_archive(source, folder)
        if not force and not _is_empty():
            raise CommandError(
                "Databasen är inte tom. Inget är återläst. Kör med --force om den ska ersättas."
            )
        kept = _add_files(folder / FILES)
        _replace_database(folder)
    _drop_files_but(kept)
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    apply_rights()
    return len(kept)


@contextmanager
def _workspace() -> Iterator[Path]:
    """A folder in DATA_DIR, closed to others, that is gone afterwards: dumps hold everything."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="backup-") as folder:
        yield Path(folder)


def _is_empty() -> bool:
    with as_owner(), connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def _replace_database(folder: Path) -> None:
    wipe, script = folder / "wipe.sql", folder / "restore.sql"
    wipe.write_text(_WIPE, encoding="utf-8")
    run_client(
        "pg_restore", "--no-owner", "--no-privileges", "--file", script, folder / DUMP, on_database=False
    )
    once = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
    run_client("psql", *once, "--output=/dev/null", "--file", wipe, "--file", script)


def _store() -> Path:
    return Path(default_storage.path(""))


def _add_files(unpacked: Path) -> set[Path]:
    """Copy what is missing into the store. Answers the archive's files, relative to it."""
    names = {path.relative_to(unpacked) for path in unpacked.rglob("*") if path.is_file()}
    for name in names:
        target = _store() / name
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(unpacked / name, target)
    return names


def _drop_files_but(kept: set[Path]) -> None:
    for path in _store().rglob("*"):
        if path.is_file() and path.relative_to(_store()) not in kept:
            path.unlink()
