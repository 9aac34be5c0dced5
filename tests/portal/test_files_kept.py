"""A stored file is what came in: not even the application's role changes what vouches for it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from portal.database.refusals import in_words
from portal.documents.models import Appendix, Document
from portal.files.models import StoredFile
from portal.files.storing import store_file
from tests.factories.flow import authority, begun, signed
from tests.factories.portal import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CHANGES = {
    "sha256 = repeat('0', 64)": "stored_file_is_kept",
    "size = size + 1": "stored_file_is_kept",
    "content_type = 'text/html'": "stored_file_is_kept",
    "stored_at = stored_at - interval '1 day'": "stored_file_is_kept",
    "stored_by_id = NULL": "stored_file_is_kept",
    "id = id + 1000": "stored_file_is_kept",
    "name = 'annat.pdf', sha256 = repeat('0', 64)": "stored_file_is_kept",
}


def refusal(statement: str, *values: object):
    """What the database says when the application's role tries."""
    with pytest.raises(DatabaseError) as no, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{statement}; SET CONSTRAINTS ALL IMMEDIATE", values)
    return no.value.__cause__.diag


@pytest.fixture
def file():
    return store_file(name="Bilaga Anna Ek.pdf", content=b"%PDF-1.7 bytes", by=UserFactory())


def test_what_vouches_for_a_file_is_not_changed(file):
    before = StoredFile.objects.values().get(pk=file.pk)
    said = {
        change: refusal(f"UPDATE files_storedfile SET {change} WHERE id = %s", file.pk) for change in CHANGES
    }
    assert {change: each.constraint_name for change, each in said.items()} == CHANGES
    assert {each.message_primary for each in said.values()} == {"a stored file is not changed"}
    assert StoredFile.objects.values().get(pk=file.pk) == before


def test_the_refusal_is_said_in_words(file):
    file.sha256 = "0" * 64
    with pytest.raises(ValidationError) as no, in_words():
        file.save()
    assert no.value.messages == ["En sparad fil ändras inte. Ladda upp den nya filen i stället."]


def test_a_name_that_points_out_a_person_can_be_taken_away(file):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE files_storedfile SET name = 'Bilaga.pdf' WHERE id = %s", [file.pk])
        assert cursor.rowcount == 1
    file.refresh_from_db()
    assert (file.name, file.size) == ("Bilaga.pdf", 14)


def test_a_file_that_nothing_points_at_can_be_deleted(file):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM files_storedfile WHERE id = %s", [file.pk])
        assert cursor.rowcount == 1


def test_the_files_of_a_signed_document_are_not_deleted_nor_exchanged(file):
    here = authority()
    document = begun(here)
    Appendix.objects.create(document=document, order=1, title="Rapport", file=file)
    document = signed(here, document)
    frozen = document.frozen
    keys = [frozen.pdf_id, frozen.word_id, frozen.public_pdf_id, frozen.public_word_id]
    said = [refusal("DELETE FROM files_storedfile WHERE id = %s", key) for key in (*keys, file.pk)]
    assert [each.table_name for each in said] == ["documents_frozen"] * 4 + ["documents_appendix"]
    assert {each.sqlstate for each in said} == {"23503"}  # foreign_key_violation
    other = store_file(name="annan.pdf", content=b"%PDF-1.7 other", by=here.writer)
    swap = "UPDATE documents_appendix SET file_id = %s WHERE document_id = %s"
    assert refusal(swap, other.pk, document.pk).constraint_name == "document_signed_is_fixed"
    swap = "UPDATE documents_frozen SET pdf_id = %s WHERE document_id = %s"
    assert refusal(swap, other.pk, document.pk).constraint_name == "frozen_is_kept"
    assert Document.objects.get(pk=document.pk).frozen.pdf_id == keys[0]


def test_who_tries_is_the_applications_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)


def test_nobody_but_the_owner_empties_the_table():
    assert refusal("TRUNCATE files_storedfile CASCADE").sqlstate == "42501"  # insufficient_privilege


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ("sha256 = repeat('0', 64)", True),
        ("content_type = 'text/html'", True),
        ("name = 'Bilaga.pdf'", False),
    ],
)
def test_the_number_of_a_deleted_file_is_not_taken_by_another(file, change, refused):
    put_back = (
        f"CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM files_storedfile WHERE id = {file.pk};"
        f"UPDATE kept SET {change};"
        f"DELETE FROM files_storedfile WHERE id = {file.pk};"
        "INSERT INTO files_storedfile SELECT * FROM kept"
    )
    if refused:
        assert refusal(put_back).constraint_name == "stored_file_is_kept"
        return
    with connection.cursor() as cursor:
        cursor.execute(put_back)
    assert StoredFile.objects.get(pk=file.pk).name == "Bilaga.pdf"
