"""Signed and frozen only in their order: nothing else becomes so by SQL, not even in a new row."""

import pytest
from django.db import DatabaseError, connection, transaction

from portal.documents.models import Document, Frozen
from portal.files.models import StoredFile
from tests.factories.documents import DocumentFactory
from tests.factories.flow import NOW, authority, begun, decide, reviewed, sent, sign_as, signed

pytestmark = [pytest.mark.django_db, pytest.mark.database]
COPY = """
    INSERT INTO documents_document (kind, template_id, case_id, owner_id, officer_id, title, subtitle, dated,
        area, subject, period, state, version, created_at, signed_at)
    SELECT kind, template_id, case_id, owner_id, officer_id, title, subtitle, dated, area, subject, period,
        %s, version, created_at, {signed_at} FROM documents_document WHERE id = %s RETURNING id
"""
KEPT = "frozen_is_kept"
FREEZE = """
    INSERT INTO documents_frozen (document_id, data, sha256, pdf_id, word_id, public_pdf_id, public_word_id,
        frozen_at, frozen_by_id)
    VALUES (%s, '{}', repeat('0', 64), %s, %s, %s, %s, now(), %s)
"""


@pytest.fixture
def here():
    return authority()


def refusal(statement: str, *values: object) -> str:
    with pytest.raises(DatabaseError) as no, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    diag = no.value.__cause__.diag
    return diag.constraint_name or diag.message_primary


def freeze_by_sql(document: Document) -> list:
    file = StoredFile.objects.create(name="x.pdf", content_type="application/pdf", size=1, sha256="0" * 64)
    return [document.pk, *[file.pk] * 4, document.officer_id]


@pytest.mark.parametrize("state", ["signed", "sent", "decided", "closed", "replaced"])
def test_no_document_is_signed_from_the_start(here, state):
    document = begun(here)
    assert refusal(COPY.format(signed_at="now()"), state, document.pk) == "document_signed_by_all"
    assert Document.objects.count() == 1


@pytest.mark.parametrize("state", ["draft", "review", "reviewed", "withdrawn"])
def test_a_draft_is_begun_by_sql(here, state):
    document = begun(here)
    with connection.cursor() as cursor:
        cursor.execute(COPY.format(signed_at="NULL"), [state, document.pk])
        (key,) = cursor.fetchone()
    assert Document.objects.get(pk=key).state == state


def test_one_that_nobody_is_to_sign_is_not_signed_by_sql(here):
    document = reviewed(here)
    document.signatories.all().delete()
    signing = "UPDATE documents_document SET state = 'signed', signed_at = now() WHERE id = %s"
    assert refusal(signing, document.pk) == "document_signed_by_all"


def test_only_what_all_have_signed_is_frozen(here):
    draft, half, nobody = begun(here), reviewed(here), reviewed(here)
    sign_as(half, here.head)
    nobody.signatories.all().delete()
    for document in (draft, half, nobody):
        assert refusal(FREEZE, *freeze_by_sql(document)) == "document_frozen_when_signed"
    draft.signatories.update(signed_at=NOW, signed_by=here.head)
    assert refusal(FREEZE, *freeze_by_sql(draft)) == "document_frozen_when_signed"  # nobody has reviewed it
    assert Frozen.objects.count() == 0
    sign_as(half, here.chief)
    assert Frozen.objects.get().document_id == half.pk


def test_what_is_frozen_is_neither_changed_nor_frozen_again(here):
    document = signed(here)
    sums = Frozen.objects.values().get()
    for change in (
        "data = '{}'",
        "sha256 = repeat('0', 64)",
        "frozen_at = now()",
        "document_id = document_id + 1",
    ):
        said = refusal(f"UPDATE documents_frozen SET {change} WHERE document_id = %s", document.pk)
        assert said == KEPT
    said = refusal("DELETE FROM documents_frozen WHERE document_id = %s", document.pk)
    assert said == KEPT
    assert refusal(FREEZE, *freeze_by_sql(document)) == "document_frozen_when_signed"
    assert Frozen.objects.values().get() == sums


def test_sent_does_not_become_signed_again(here):
    document = sent(here)
    back = "UPDATE documents_document SET state = 'signed' WHERE id = %s"
    assert refusal(back, document.pk) == "document_signed_is_fixed"


def together(*statements: str) -> str:
    """What the database says of these in one transaction."""
    with pytest.raises(DatabaseError) as no, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("; ".join([*statements, "SET CONSTRAINTS ALL IMMEDIATE"]))
    return no.value.__cause__.diag.constraint_name


def test_a_signed_document_does_not_leave_its_rows_for_a_moment(here):
    key = signed(here).pk
    change = f"UPDATE documents_section SET text = 'Annat.' WHERE document_id = {key}"
    moved = [
        f"UPDATE documents_document SET id = 999999 WHERE id = {key}",
        change,
        f"UPDATE documents_document SET id = {key} WHERE id = 999999",
    ]
    assert together(*moved) == "document_signed_is_fixed"
    put_back = [
        f"CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM documents_document WHERE id = {key}",
        "UPDATE kept SET title = 'En annan'",
        f"DELETE FROM documents_document WHERE id = {key}",
        change,
        "INSERT INTO documents_document SELECT * FROM kept",
    ]
    assert together(*put_back) == "document_signed_is_fixed"
    assert Document.objects.get(pk=key).title == "Redovisning av projektmedel"


def test_a_draft_is_not_held():
    document = DocumentFactory()
    document.delete()
    assert not Document.objects.exists()


def test_what_is_decided_is_not_called_replaced(here):
    replaced = "UPDATE documents_document SET state = 'replaced' WHERE id = %s"
    document = sent(here)
    decide(here, document.recipients.get())
    assert refusal(replaced, document.pk) == "document_signed_is_fixed"
    other = sent(here)
    with connection.cursor() as cursor:
        cursor.execute(replaced, [other.pk])
        assert cursor.rowcount == 1
