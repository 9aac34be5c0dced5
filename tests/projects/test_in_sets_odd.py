"""Odd reports that are stored, and figures that nobody means, come to the same in sets as row by row."""

import threading
from decimal import Decimal

import pytest
from django.db import connection

from portal.imports.staging import proofs
from projects.domain.reporting import write_draft
from projects.models import OutcomeCount, Question, Report, ReportDuty
from tests.portal.importing import at_work, somebody_waits
from tests.projects import reportworld as world
from tests.projects.reportagain import first_row
from tests.projects.reportproof import ROWS, begin, confirm, look
from tests.projects.reportways import both_ways, by_rows

pytestmark = pytest.mark.django_db
BIG = "9" * 9
PEOPLE = ("Deltagare hittills", "Kvinnor", "Män", "Kön ej noterat", "Barn (under 18)")


def stored(monkeypatch, **changed: str) -> dict[str, str]:
    """Four reports are in, the one of P1 with ``changed`` cells; answers its row."""
    world.make_world(4)
    by_rows(monkeypatch)
    row = first_row(1) | changed
    batch = world.read_in(world.file_of([first_row(0), row, first_row(2), first_row(3)]), scope="allt")
    assert batch.state == "applied"
    return row


def count(code: str):
    return OutcomeCount.objects.filter(report__duty__project__number="P1", measure__code=code)


def alike(monkeypatch, row: dict[str, str], *, without: str = "") -> None:
    """The row, and one beside it, come to the same both ways."""
    headings = [each for each in world.HEADINGS if each != without]
    one, other = both_ways(monkeypatch, world.file_of([row, first_row(2)], headings))
    assert world.differing(one, other) == []


@pytest.mark.parametrize(
    "cells",
    [
        {"Deltagare hittills": "", "Kvinnor": BIG, "Män": BIG, "Kön ej noterat": BIG},
        dict.fromkeys(["Arbete", "Studier", "Sjukersättning", "Pension", "Flyttat"], BIG),
        {"Avslutade": BIG, "Pågående": BIG},
    ],
)
def test_figures_that_nobody_means_stop_no_file(cells, monkeypatch):
    world.make_world(4)
    one, other = both_ways(monkeypatch, world.file_of([world.good_row(0), world.good_row(1) | cells]))
    assert world.differing(one, other) == []
    assert sum(one[0][0]["counts"][0][1:]) == 2  # every row came to something


@pytest.mark.parametrize("number", ["%s", "%", "' OR 1=1", "{few}", "\\", "ÅÄÖ"])
def test_the_least_and_the_greatest_number_may_be_any_text(number, monkeypatch):
    """They say among which projects a file is looked up."""
    world.make_world(4)
    one, other = both_ways(
        monkeypatch,
        world.file_of([world.good_row(0), first_row(1) | {"Projektnummer": number}, first_row(2)]),
    )
    assert world.differing(one, other) == []


def test_nor_do_those_that_are_stored(monkeypatch):
    huge = {"Deltagare hittills": "", "Kvinnor": "2000000000", "Män": "2000000000", "Kön ej noterat": ""}
    stored(monkeypatch, **huge, Pågående="", Avslutade="")
    Question.objects.all().delete()
    alike(monkeypatch, world.good_row(1) | {"Pågående": "", "Avslutade": ""})


def test_those_who_are_told_by_sex_are_added_to_what_is_stored(monkeypatch):
    row = stored(monkeypatch, **dict(zip(PEOPLE, ("25", "25", "3", "", ""), strict=True)), Pågående="15")
    alike(monkeypatch, row | {"Deltagare hittills": ""}, without="Män")


def test_a_report_of_no_participants_is_not_the_same_as_a_blank(monkeypatch):
    row = stored(monkeypatch)
    count("deltagare").delete()
    alike(monkeypatch, row | dict.fromkeys(PEOPLE, ""))


@pytest.mark.parametrize("changed", [{}, {"Kallade": "99"}])
def test_a_collaborator_with_a_bar_stays_one(changed, monkeypatch):
    row = stored(monkeypatch)
    Report.objects.filter(duty__project__number="P1").update(collaborators=["Skolan|Kyrkan"])
    alike(monkeypatch, row | {"Samverkanspartner": "Skolan|Kyrkan"} | changed)


def test_half_a_person_that_is_stored_is_not_rounded(monkeypatch):
    row = stored(monkeypatch)
    count("kallade").update(value=Decimal("41.5"))
    alike(monkeypatch, row | {"Intervjuade": "9"}, without="Kallade")


@pytest.mark.parametrize(
    ("code", "told", "cells"),
    [
        ("arbete", {"value": None, "women": 4, "men": 2}, {"Arbete": ""}),
        ("deltagare", {"value": None}, {}),
        ("arbete", {"note": "Ring 19121212-1212"}, {}),
    ],
)
def test_a_count_that_no_file_wrote(code, told, cells, monkeypatch):
    row = stored(monkeypatch)
    assert count(code).update(**told)
    alike(monkeypatch, row | cells)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("proved", [True, False])
def test_a_draft_that_is_saved_while_the_confirm_waits(proved, monkeypatch):
    """The database refuses two first versions of a report, in COPY too: then the domain has the say."""
    begin(monkeypatch)
    batch, answers = look(), []
    if not proved:
        proofs.forget_all()
    confirming = threading.Thread(target=lambda: answers.append(confirm(batch)) or connection.close())
    duty = ReportDuty.objects.get(project__number="P3", expected__number=2)
    draft = {"experience": "Mitt utkast"}
    with at_work(lambda: write_draft(duty=duty, values=draft, counts=None, by=None, now=world.NOW)):
        confirming.start()
        assert somebody_waits()
    confirming.join(30)
    assert [each.state for each in answers] == ["applied"]
    versions = Report.objects.filter(duty=duty).order_by("version")
    assert list(versions.values_list("version", "experience"))[1:] == [(2, "Mitt utkast")]
    assert Report.objects.filter(submitted_at__isnull=False).count() == ROWS
