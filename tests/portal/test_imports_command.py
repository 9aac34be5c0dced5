"""``manage.py import``: the same import as the page, with the contract's words and exit codes."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from portal.files.models import StoredFile
from portal.imports import running
from portal.imports.models import Batch
from portal.organisation.models import Organisation, Role
from tests.factories.portal import person
from tests.portal.importing import Societies, offer

pytestmark = pytest.mark.django_db
GOOD = b"Nyckel;Namn;Bildad\na;Ett;2001-01-01\nb;Tv\xc3\xa5;\n"
BAD = "Nyckel;Namn;Bildad\na;Ett;igår\nb;Spärrad;\n;Tre;\na;Fyra;\nc;Fem;\n".encode()
NOTHING = {"new": 0, "changed": 0, "unchanged": 0, "bad": 0}


@pytest.fixture
def kind(monkeypatch):
    societies = Societies()
    offer(societies, monkeypatch)
    return societies


def names() -> dict[str, str]:
    return dict(Organisation.objects.filter(kind="voluntary").values_list("key", "short_name"))


def command(tmp_path, content, *arguments):
    path = tmp_path / "fil.csv"
    path.write_bytes(content)
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("import", "foreningar", str(path), *arguments, stdout=out, stderr=err)
    except SystemExit as stopped:
        code = stopped.code
    return code, out.getvalue(), err.getvalue()


def test_command_applies_and_says_so_in_json(kind, tmp_path):
    code, out, _ = command(tmp_path, GOOD, "--json")
    batch = Batch.objects.get()
    assert (code, json.loads(out)) == (
        0,
        {
            "status": "applied",
            "batch": batch.pk,
            "counts": {"new": 2, "changed": 0, "unchanged": 0, "bad": 0},
            "bad": [],
        },
    )
    code, out, _ = command(tmp_path, GOOD, "--json")
    assert (code, json.loads(out)) == (
        0,
        {
            "status": "repeated",
            "batch": batch.pk,
            "counts": {"new": 0, "changed": 0, "unchanged": 2, "bad": 0},
            "bad": [],
        },
    )


def test_command_refuses_with_every_bad_row(kind, tmp_path):
    code, out, _ = command(tmp_path, BAD, "--json")
    answer = json.loads(out)
    assert (code, answer["status"], [bad["line"] for bad in answer["bad"]]) == (1, "refused", [2, 3, 4])
    assert set(answer["bad"][0]) == {"line", "column", "value", "message", "remedy"}
    assert names() == {}


def test_command_tells_bad_rows_on_stderr(kind, tmp_path):
    code, _, err = command(tmp_path, BAD)
    assert code == 1
    assert err.splitlines()[0] == (
        "Rad 2, Bildad: 'igår'. Det är inget datum. Skriv år-månad-dag, till exempel 2026-11-22."
    )


def test_command_tries_without_writing(kind, tmp_path):
    code, out, _ = command(tmp_path, GOOD, "--dry-run", "--json")
    assert (code, json.loads(out)["status"], json.loads(out)["batch"]) == (0, "clean", None)
    assert (names(), Batch.objects.count()) == ({}, 0)


def test_command_takes_the_good_rows(kind, tmp_path):
    code, out, _ = command(tmp_path, BAD, "--good-rows-only", "--json")
    assert (code, json.loads(out)["status"]) == (0, "applied")
    assert names() == {"a": "Fyra", "c": "Fem"}


def test_command_on_behalf_of_somebody_has_their_rights(kind, tmp_path):
    person(Role.COORDINATOR, username="samordnare")
    person(Role.AUDITOR, username="revisor")
    code, out, _ = command(tmp_path, GOOD, "--as", "revisor", "--json")
    answer = json.loads(out)
    assert (code, answer["status"], answer["batch"], Batch.objects.count()) == (1, "refused", None, 0)
    assert answer["bad"][0]["message"] == "revisor får inte läsa in filer av det här slaget."
    assert command(tmp_path, GOOD, "--as", "ingen")[0] == 2
    assert command(tmp_path, GOOD, "--as", "samordnare")[0] == 0
    assert Batch.objects.get().applied_by.username == "samordnare"


@pytest.mark.parametrize(("slug", "file"), [("finns-inte", "fil.csv"), ("foreningar", "finns-inte.csv")])
def test_command_that_cannot_be_used_exits_2(kind, tmp_path, slug, file):
    (tmp_path / "fil.csv").write_bytes(GOOD)
    with pytest.raises(SystemExit) as stopped:
        call_command("import", slug, str(tmp_path / file), stderr=StringIO())
    assert stopped.value.code == 2


def test_command_says_why_a_file_cannot_be_read(kind, tmp_path):
    code, out, _ = command(tmp_path, b"Nyckel;Adress\na;b\n", "--json")
    answer = json.loads(out)
    assert (code, answer["status"], answer["counts"]["bad"]) == (1, "refused", 1)
    assert answer["bad"] == [
        {
            "line": 1,
            "column": "",
            "value": "",
            "message": "Okända kolumner: Adress. Kolumner som saknas: Namn.",
            "remedy": "Kolumnerna heter: Nyckel, Namn, Bildad.",
        }
    ]


def test_dry_run_of_a_bad_file_names_the_rows_and_keeps_nothing(kind, tmp_path):
    code, out, _ = command(tmp_path, BAD, "--dry-run", "--json")
    answer = json.loads(out)
    assert (code, answer["status"], answer["batch"]) == (1, "refused", None)
    assert answer["counts"] == {"new": 2, "changed": 0, "unchanged": 0, "bad": 3}
    assert answer["bad"][0] == {
        "line": 2,
        "column": "Bildad",
        "value": "igår",
        "message": "Det är inget datum.",
        "remedy": "Skriv år-månad-dag, till exempel 2026-11-22.",
    }
    assert (Batch.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_dry_run_of_the_good_rows_is_clean(kind, tmp_path):
    code, out, _ = command(tmp_path, BAD, "--dry-run", "--good-rows-only", "--json")
    assert (code, json.loads(out)["status"]) == (0, "clean")
    assert names() == {}


def test_dry_run_recognises_an_applied_file(kind, tmp_path):
    command(tmp_path, GOOD)
    code, out, _ = command(tmp_path, GOOD, "--dry-run", "--json")
    assert (code, json.loads(out)["status"]) == (0, "repeated")


@pytest.mark.parametrize("arguments", [[], ["--dry-run"]])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Filen är tom. Kontrollera att den är sparad och välj den igen."),
        (b"%PDF-1.7", "Filen är en PDF."),
        (b"Nyckel;Namn\n", "Filen har rubriker men inga rader."),
    ],
)
def test_file_that_is_no_rows_is_refused_with_one_line(kind, tmp_path, content, message, arguments):
    code, out, _ = command(tmp_path, content, "--json", *arguments)
    answer = json.loads(out)
    assert (code, answer["status"], answer["counts"]) == (1, "refused", NOTHING | {"bad": 1})
    assert [(bad["line"], bad["column"], bad["message"]) for bad in answer["bad"]] == [(1, "", message)]


def test_file_applied_by_another_a_moment_before_is_repeated(kind, tmp_path, monkeypatch):
    receive = running.receive

    def receive_and_be_overtaken(**call):
        batch = receive(**call)
        first = receive(**call)
        running.apply(batch=first, kind=kind, scope="allt", by=None, now=call["now"])
        return batch

    monkeypatch.setattr(running, "receive", receive_and_be_overtaken)
    code, out, _ = command(tmp_path, GOOD, "--json")
    answer = json.loads(out)
    assert (code, answer["status"]) == (0, "repeated")
    assert answer["batch"] == Batch.objects.get(state="applied").pk


def test_counts_stand_on_stdout_without_json(kind, tmp_path):
    code, out, err = command(tmp_path, GOOD)
    assert (code, out, err) == (0, "Inläst: 2 nya, 0 ändrade, 0 oförändrade, 0 att rätta.\n", "")


def test_history_says_on_behalf_of(kind, tmp_path):
    import pghistory.models

    somebody = person(Role.COORDINATOR, username="samordnare")
    command(tmp_path, GOOD, "--as", "samordnare")
    event = pghistory.models.Events.objects.tracks(Organisation.objects.get(key="a")).get()
    assert event.pgh_context["user"] == somebody.pk
    assert event.pgh_context["on_behalf"] is True


@pytest.mark.parametrize("login", ["", "borttagen"])
def test_nobody_and_somebody_gone_make_the_call_unusable(kind, tmp_path, login):
    person(Role.COORDINATOR, username="borttagen", is_active=False)
    assert command(tmp_path, GOOD, "--as", login)[0] == 2


def test_name_no_file_can_have_makes_the_call_unusable(kind):
    with pytest.raises(SystemExit) as stopped:
        call_command("import", "foreningar", "fil\x00.csv", stderr=StringIO())
    assert stopped.value.code == 2
