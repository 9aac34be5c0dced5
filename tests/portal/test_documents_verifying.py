"""Give a file, be told whether it is the one that was decided: page, command, and all of them at once."""

from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from portal.documents.domain.freezing import PAPERS, frozen_bytes
from portal.documents.domain.verifying import broken_documents, verify
from portal.documents.models import Document
from tests.factories.flow import authority, decide, sent, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return authority()


@pytest.fixture
def document(here):
    return signed(here)


def spoil(document: Document, name: str = "pdf") -> None:
    """Somebody writes over a stored file."""
    path = getattr(document.frozen, name).path
    default_storage.delete(path)
    default_storage.save(path, ContentFile(b"%PDF-1.7 annat"))


def test_each_of_the_papers_is_known_and_one_byte_makes_it_another(document):
    for name in PAPERS:
        content = frozen_bytes(document.frozen, name)
        found = verify(content)
        assert (found.document, found.paper, found.is_ours) == (document, name, True)
        assert verify(content + b"\n").document is None


def test_a_signed_one_is_not_decided_until_it_is(here):
    document = sent(here)
    content = frozen_bytes(document.frozen, "pdf")
    assert verify(content).is_decided is False
    decide(here, document.recipients.get())
    assert verify(content).is_decided is True


def test_what_is_stored_wrong_is_told(document):
    content = frozen_bytes(document.frozen, "pdf")
    assert list(broken_documents()) == []
    spoil(document)
    found = verify(content)
    assert (found.is_ours, bool(found.broken)) == (False, True)
    assert [each for each, _why in broken_documents()] == [document]


def run(*command) -> tuple[int, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command(*command, stdout=out, stderr=err)
    except CommandError as refusal:
        return refusal.returncode, f"{err.getvalue()}{refusal}"
    return 0, out.getvalue()


def test_the_command_answers_by_its_exit(document, tmp_path):
    ours, other = tmp_path / "ours.pdf", tmp_path / "other.pdf"
    ours.write_bytes(frozen_bytes(document.frozen, "pdf"))
    other.write_bytes(b"%PDF-1.7 annat")
    code, said = run("verify_document", str(ours))
    assert (code, said) == (
        0,
        f"handling {document.pk} version 1, PDF: {document.title}. Läge: undertecknad.\n",
    )
    assert run("verify_document", str(other))[0] == 1
    assert run("verify_document", str(tmp_path / "finns-inte.pdf"))[0] == 2


def test_all_frozen_are_asked_again(document):
    assert run("verify_documents") == (0, "1 frysta handlingar är hela.\n")
    spoil(document, "public_word")
    code, said = run("verify_documents")
    assert code == 1
    assert said.startswith(f"handling {document.pk} version 1: ")


def answered(client: Client, content: bytes) -> str:
    file = SimpleUploadedFile("fil.pdf", content)
    return client.post("/handlingar/kontrollera/", {"file": file}).content.decode()


def test_the_page_answers_and_leads_only_to_what_one_sees(here, document):
    client, stranger = Client(), Client()
    client.force_login(here.registrar)
    content = frozen_bytes(document.frozen, "pdf")
    page = answered(client, content)
    assert "Det här är den undertecknade handlingen, byte för byte." in page
    assert f'href="{document.get_absolute_url()}"' in page
    assert "inte någon av de undertecknade" in answered(client, content[:-1])
    from portal.organisation.models import Role
    from tests.factories.portal import person

    stranger.force_login(person(Role.PROJECT_MANAGER))
    page = answered(stranger, content)
    assert document.title in page
    assert f'href="{document.get_absolute_url()}"' not in page


def test_served_files_are_the_frozen_bytes_and_a_spoilt_one_is_kept_back(here, document):
    client = Client()
    client.force_login(here.registrar)
    for ending, name in (("pdf", "pdf"), ("docx", "word")):
        answer = client.get(f"/handlingar/{document.pk}.{ending}")
        assert answer.content == frozen_bytes(document.frozen, name)
        public = client.get(f"/handlingar/{document.pk}.{ending}?variant=offentlig")
        assert public.content == frozen_bytes(document.frozen, f"public_{name}")
    spoil(document)
    assert client.get(f"/handlingar/{document.pk}.pdf").status_code == 409
    assert client.get(f"/handlingar/{document.pk}.docx").status_code == 200


def test_the_internal_variant_needs_the_right(here, document):
    client = Client()
    client.force_login(here.registrar)
    assert client.get(f"/handlingar/{document.pk}.docx?variant=intern").status_code == 403
    client.force_login(here.writer)
    assert client.get(f"/handlingar/{document.pk}.docx?variant=intern").status_code == 200
