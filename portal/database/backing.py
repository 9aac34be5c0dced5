"""Back up the database and the stored files in one archive, and restore them: whole, or not at all."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from psycopg2 import connect

from portal.database.archive import DUMP, FILES, unpack_archive, write_archive
from portal.database.clients import run_client
from portal.database.refusal import Unusable
from portal.database.rights import apply_rights
from portal.database.roles import as_owner

_FOR_ANYBODY = ("--no-owner", "--no-privileges")
# What was there is put aside under another name, which takes one lock. To drop it in the same transaction
# takes some ten thousand, and an ordinary server has room for little more than 6 400.
_PUT_ASIDE = """
DO $$ DECLARE foreign_made text; BEGIN
  SELECT string_agg(relname, ', ') INTO foreign_made FROM pg_class
   WHERE relnamespace = 'public'::regnamespace AND pg_get_userbyid(relowner) <> current_user;
  IF foreign_made IS NOT NULL THEN
    RAISE EXCEPTION 'En annan roll äger % i schemat public. Flytta det till ett eget schema.', foreign_made;
  END IF;
END $$;
ALTER SCHEMA public RENAME TO portal_undan;
CREATE SCHEMA public;
ALTER SCHEMA public OWNER TO pg_database_owner;
GRANT USAGE ON SCHEMA public TO PUBLIC;
"""
# Table by table, each in a transaction of its own; what depends on it goes along.
_DROP_ASIDE = """
DO $$ DECLARE made text; BEGIN
  FOR made IN SELECT oid::regclass FROM pg_class
      WHERE relnamespace = to_regnamespace('portal_undan') AND relkind IN ('r', 'p') LOOP
    EXECUTE format('DROP TABLE IF EXISTS %s CASCADE', made);
    COMMIT;
  END LOOP;
END $$;
DROP SCHEMA IF EXISTS portal_undan CASCADE;
"""


def back_up(target: Path) -> int:
    """Write the archive ``target``. Answers how many stored files are in it.

    The dump is one moment of the database. Stored files are named by their content and never change, so
    those that the dump speaks of are all there when they are copied after it, but for what the retention rule
    disposes of in that moment: it is due again when the backup is restored.
    """
    with _workspace() as folder:
        dump = folder / DUMP
        run_client(
            "pg_dump", *_FOR_ANYBODY, "--format=custom", "--exclude-schema=portal_undan", "--file", dump
        )
        return write_archive(target, dump, _store())


def restore(source: Path, *, force: bool) -> int:
    """Put the archive's database and files in the place of ours. Answers how many files it held.

    Raises Unusable when the archive is not whole, CommandError when our database is not empty and ``force``
    is not given. Either way nothing has changed: the files of the archive are added first (they are named by
    their content), the database changes in one transaction, and only then go the files nobody speaks of.
    """
    with _alone(), _workspace() as folder:
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
def _alone() -> Iterator[None]:
    """One restore at a time: the first would drop the files that the second has just added.

    Raises Unusable.
    """
    with as_owner():
        held = connect(**connection.get_connection_params())
    with closing(held), held.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('restore'))")
        if cursor.fetchone() != (True,):
            raise Unusable("En annan återläsning pågår. Inget är ändrat. Vänta tills den är klar.")
        held.commit()
        yield


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
    """Put the unpacked dump in the place of what is there, in one transaction; then drop what was there."""
    put_aside, script, drop = folder / "aside.sql", folder / "restore.sql", folder / "drop.sql"
    put_aside.write_text(_PUT_ASIDE, encoding="utf-8")
    drop.write_text(_DROP_ASIDE, encoding="utf-8")
    run_client("pg_restore", *_FOR_ANYBODY, "--file", script, folder / DUMP, on_database=False)
    _run_scripts("--file", drop)  # of a restore that was cut off
    _run_scripts("--single-transaction", "--file", put_aside, "--file", script)
    _run_scripts("--file", drop)


def _run_scripts(*scripts: str | Path) -> None:
    run_client("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null", *scripts)


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
