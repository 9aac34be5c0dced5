"""Backup, change, restore: every row and file as it was; half a backup restores nothing."""

import io
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from psycopg2 import connect

from portal.database import backing
from portal.database.archive import CONTENTS, DUMP, unpack_archive
from portal.database.refusal import Unusable
from portal.database.roles import as_owner
from portal.organisation.models import Organisation
from tests.factories.portal import OrganisationFactory

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def store(settings, tmp_path):
    """An empty store of stored files."""
    options = {**settings.STORAGES["default"]["OPTIONS"], "location": tmp_path / "store"}
    settings.STORAGES = settings.STORAGES | {"default": {**settings.STORAGES["default"], "OPTIONS": options}}
    return tmp_path / "store"


def everything(store: Path) -> dict[str, list[str]]:
    """Every row of every table and every stored file, as text."""
    with connection.cursor() as cursor:
        held = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT t::text FROM "{table}" AS t ORDER BY 1')
            held[table] = [row for (row,) in cursor]
    files = {str(path.relative_to(store)): [path.read_text()] for path in store.rglob("*") if path.is_file()}
    return held | files


def test_restore_brings_back_every_row_and_file(store, tmp_path):
    OrganisationFactory(short_name="Järva")
    default_storage.save("ab/abc", ContentFile("först"))
    before = everything(store)
    call_command("backup", tmp_path / "kopia", stdout=io.StringIO())
    Organisation.objects.update(short_name="Annan")
    OrganisationFactory()
    default_storage.delete("ab/abc")
    default_storage.save("cd/cde", ContentFile("sedan"))
    assert everything(store) != before
    said = io.StringIO()
    call_command("restore", tmp_path / "kopia", force=True, stdout=said)
    assert everything(store) == before
    assert said.getvalue() == f"Databasen och 1 filer är återlästa från {tmp_path / 'kopia'}.\n"
    assert (tmp_path / "kopia").stat().st_mode & 0o777 == 0o600


def test_restored_history_is_still_protected(store, tmp_path):
    district = OrganisationFactory.create()
    call_command("backup", tmp_path / "kopia", stdout=io.StringIO())
    call_command("restore", tmp_path / "kopia", force=True, stdout=io.StringIO())
    events = Organisation.pgh_event_model  # type: ignore[attr-defined]
    Organisation.objects.filter(pk=district.pk).update(short_name="Ny")
    assert events.objects.filter(pgh_obj=district).count() == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT user::text, has_table_privilege(%s, 'INSERT')", [events._meta.db_table])
        assert cursor.fetchone() == ("portal_app", False)


def test_a_database_that_is_not_empty_is_left_alone(store, tmp_path):
    call_command("backup", tmp_path / "kopia", stdout=io.StringIO())
    OrganisationFactory()
    before = everything(store)
    with pytest.raises(CommandError, match=r"Databasen är inte tom\. Inget är återläst\."):
        call_command("restore", tmp_path / "kopia", stdout=io.StringIO())
    assert everything(store) == before


@pytest.mark.parametrize("share", [0.0, 0.5, 0.999])
def test_half_a_backup_restores_nothing(store, tmp_path, share):
    OrganisationFactory()
    default_storage.save("ab/abc", ContentFile("x" * 9000))
    call_command("backup", tmp_path / "kopia", stdout=io.StringIO())
    whole = (tmp_path / "kopia").read_bytes()
    end = whole.rstrip(b"\0")  # a tar ends with empty blocks
    (tmp_path / "kopia").write_bytes(end[: int(len(end) * share)])
    before = everything(store)
    with pytest.raises(Unusable, match=r"är ingen hel säkerhetskopia från portalen\. Inget är återläst\."):
        call_command("restore", tmp_path / "kopia", force=True, stdout=io.StringIO())
    assert everything(store) == before


def test_a_restore_that_fails_half_way_changes_nothing(store, tmp_path):
    OrganisationFactory()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION fits(text) RETURNS boolean LANGUAGE sql AS 'SELECT true';"
            "CREATE TABLE zzz (x text CHECK (fits(x))); INSERT INTO zzz VALUES ('x');"
            "CREATE OR REPLACE FUNCTION fits(text) RETURNS boolean LANGUAGE sql AS 'SELECT false';"
        )
    call_command("backup", tmp_path / "kopia", stdout=io.StringIO())
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE zzz; DROP FUNCTION fits")
    before = everything(store)
    with pytest.raises(Unusable, match=r"psql misslyckades: .*zzz"):
        call_command("restore", tmp_path / "kopia", force=True, stdout=io.StringIO())
    assert everything(store) == before


def test_restore_has_room_on_a_server_with_ordinary_settings(store, tmp_path):
    """Half of our server's locks are taken: what is left is what PostgreSQL has when nobody sets it."""
    call_command("backup", tmp_path / "kopia", stdout=io.StringIO())
    with connection.cursor() as cursor, closing(connect(**connection.get_connection_params())) as other:
        cursor.execute("SHOW max_locks_per_transaction")
        assert cursor.fetchone() == ("128",)
        with other.cursor() as holder:
            holder.execute("SELECT count(pg_advisory_lock(9, n)) FROM generate_series(1, 6400) n")
            call_command("restore", tmp_path / "kopia", force=True, stdout=io.StringIO())


def test_what_another_role_owns_is_not_put_aside(store, tmp_path, monkeypatch):
    call_command("backup", tmp_path / "kopia", stdout=io.StringIO())
    before = everything(store)
    asked = backing._PUT_ASIDE.replace("current_user", "'somebody_else'")
    monkeypatch.setattr(backing, "_PUT_ASIDE", asked)
    with pytest.raises(Unusable, match=r"En annan roll äger .* i schemat public\. Flytta det"):
        call_command("restore", tmp_path / "kopia", force=True, stdout=io.StringIO())
    assert everything(store) == before


def test_two_restores_at_once_are_one(store, tmp_path):
    call_command("backup", tmp_path / "kopia", stdout=io.StringIO())
    before = everything(store)
    with (
        backing._alone(),
        pytest.raises(Unusable, match=r"En annan återläsning pågår\. Inget är ändrat\."),
    ):
        call_command("restore", tmp_path / "kopia", force=True, stdout=io.StringIO())
    assert everything(store) == before


def test_a_restore_that_was_cut_off_before_tidying_is_tidied_by_the_next(store, tmp_path):
    call_command("backup", tmp_path / "kopia", stdout=io.StringIO())
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA portal_undan; CREATE TABLE portal_undan.left_behind (x text)")
    call_command("restore", tmp_path / "kopia", force=True, stdout=io.StringIO())
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace('portal_undan')")
        assert cursor.fetchone() == (None,)


def test_a_changed_or_foreign_archive_is_refused(store, tmp_path):
    for name, members in {
        "foreign": {"letter.txt": b"hej"},
        "outside": {"../outside": b"x", DUMP: b"x", CONTENTS: b"{}"},
        "changed": {
            DUMP: b"x",
            CONTENTS: b'{"format": "samverkansportalen-backup-1", "contents": {"a": "b"}}',
        },
    }.items():
        with tarfile.open(tmp_path / name, "w") as tar:
            for member, data in members.items():
                made = tarfile.TarInfo(member)
                made.size = len(data)
                tar.addfile(made, io.BytesIO(data))
        (tmp_path / f"{name}-unpacked").mkdir()
        with pytest.raises(Unusable, match="ingen hel säkerhetskopia"):
            unpack_archive(tmp_path / name, tmp_path / f"{name}-unpacked")
    assert not (tmp_path / "outside-unpacked").parent.joinpath("outside.txt").exists()
    with pytest.raises(Unusable, match="finns inte"):
        unpack_archive(tmp_path / "nowhere", tmp_path)


def test_a_place_that_cannot_be_written_is_refused_in_one_line(store, tmp_path):
    with pytest.raises(Unusable) as no:
        call_command("backup", tmp_path / "saknas" / "kopia", stdout=io.StringIO())
    assert str(no.value) == (
        f"Det går inte att skriva {tmp_path}/saknas/kopia (No such file or directory). Välj en annan plats."
    )
