"""Every odd file of the corpus, by the page and by the command: its answer, no half import, within bounds."""

import json
import resource
import time
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from portal.deadlines.models import ExpectedReport
from portal.imports.models import Batch
from portal.organisation.models import Role
from projects.models import Report, ReportDuty
from tests.factories.portal import person
from tests.house.city import taken_back
from tests.portal.corpus import CASES
from tests.portal.corpus.case import Case
from tests.portal.corpus.city import lay_out_reports
from tests.portal.importing import work_off

SECONDS, MB = 30, 1024  # of a busy machine; ru_maxrss is in KB
EACH = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    """Järva's two projects that are to tell of tertial 2 2026, and who reads files in; taken back at last."""
    with django_db_blocker.unblock(), transaction.atomic():
        lay_out_reports()
        yield person(Role.COORDINATOR, username="samordnare")
        transaction.set_rollback(True)


@pytest.fixture
def visitor(city):
    client = Client(raise_request_exception=False)
    client.force_login(city)
    return client


@pytest.fixture(autouse=True)
def _bounded(city):
    """Nothing a case does is kept, takes longer than a moment, or more memory than the file is worth."""
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with taken_back():
        yield
    assert time.monotonic() - began < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500 * MB


def written() -> tuple[int, int, int]:
    return Report.objects.count(), ReportDuty.objects.count(), ExpectedReport.objects.count()


def refused_whole(case: Case, message: str) -> bool:
    return bool(case.whole) and message.startswith(case.whole)


def as_said(case: Case, found: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """What was found, each message cut where the expected beginning of it ends."""
    begun = [found_one[2][: len(bad[2])] for found_one, bad in zip(found, case.bad, strict=False)]
    return [(*each[:2], said) for each, said in zip(found, [*begun, *("" for _ in found)], strict=False)]


@EACH
def test_by_the_page(case, visitor):
    before = written()
    answer = visitor.post("/inlasning/redovisningar/", {"fil": SimpleUploadedFile(case.file, case.made())})
    if answer.status_code == 422:
        assert case.whole
        assert case.whole in answer.content.decode()
        return
    assert answer.status_code == 302
    work_off()
    batch = Batch.objects.get()
    assert written() == before
    assert visitor.get(answer.url).status_code == 200
    if case.whole:
        assert (batch.state, refused_whole(case, batch.detected["message"])) == ("unreadable", True)
        return
    assert (batch.state, batch.new, batch.bad) == ("checked", case.new, len({bad[0] for bad in case.bad}))
    rows = batch.outcomes.filter(status="bad").order_by("line")
    found = [(row.line, each["column"], each["message"]) for row in rows for each in row.details]
    assert as_said(case, found) == list(case.bad)
    visitor.post(f"{answer.url}verkstall/", {"omfattning": "allt"})
    work_off()
    assert written()[0] == before[0] + (0 if case.bad else case.new)


@EACH
def test_by_the_command(case, tmp_path):
    path, out, code = tmp_path / case.file, StringIO(), 0
    path.write_bytes(case.made())
    before = written()
    try:
        call_command("import", "redovisningar", str(path), "--json", stdout=out, stderr=StringIO())
    except SystemExit as stopped:
        code = stopped.code
    answer = json.loads(out.getvalue())
    if case.whole or case.bad:
        assert (code, answer["status"], written()) == (1, "refused", before)
    else:
        assert (code, answer["status"], written()[0]) == (0, "applied", before[0] + case.new)
    if case.whole:
        assert [refused_whole(case, bad["message"]) for bad in answer["bad"]] == [True]
        return
    assert (answer["counts"]["new"], answer["counts"]["bad"]) == (case.new, len({b[0] for b in case.bad}))
    found = [(bad["line"], bad["column"], bad["message"]) for bad in answer["bad"]]
    assert as_said(case, found) == list(case.bad)
    assert all(bad["message"] and bad["remedy"] for bad in answer["bad"])
