"""Aktiviteter och deltagare per termin: the table, the rows behind a figure, who sees what."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.content.tables import Table
from portal.organisation.models import Role
from portal.workareas import Scope
from projects.domain.gathering import keep_activity
from projects.models import Activity
from projects.summary.activities import ActivityFacts, activities_rows, activities_table
from tests.factories.learning import ActivityFactory, ActivityKindFactory
from tests.factories.portal import person
from tests.factories.projects import ProgrammeFactory, ProjectFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)
PAGE = "/sammanstallningar/aktiviteter-per-termin/"


@pytest.fixture
def programme():
    made = ProgrammeFactory(slug="programmet")
    kind = ActivityKindFactory()

    def add(title, dates, people, inside=False, status="held"):
        told = {"title": title, "dates": dates, "participants": people, "status": status}
        row = Activity(programme=made, kind=kind, in_competence_programme=inside, **told)
        keep_activity(activity=row, today=TODAY)

    add("Höstkurs", "2003-hösten", 10, inside=True)
    add("Höstresa", "2003-10-27/2003-10-28|2003-12-05", None)
    add("Vårkurs", "2003-05/2003-06", 16, inside=True)
    add("Besök", "2002/2003", 0)
    add("Återträff", "", None)
    add("Väntar", "2004-01", None, status="planned")
    return made


def facts(programme, role=Role.COORDINATOR, organisation=None):
    return ActivityFacts(programme, Scope(user=person(role, organisation), today=TODAY, programme=programme))


def lines(table: Table):
    rows = [*table.rows, *([table.total] if table.total else [])]
    return [
        (row.label, *(row.cells[key].value for key in ("aktiviteter", "kompetens", "deltagare")))
        for row in rows
    ]


def test_each_term_in_order_and_what_no_term_holds_by_itself(programme):
    table = activities_table(facts(programme))
    assert lines(table) == [
        ("Vårterminen 2003", 1, 1, 16),
        ("Höstterminen 2003", 2, 1, 10),
        ("Flera terminer", 1, 0, 0),
        ("Datum ej redovisat", 1, 0, None),
        ("Totalt", 5, 2, 26),
    ]
    assert [str(note) for note in table.notes] == ["1 planerade eller inställda aktiviteter ingår inte."]
    assert [str(note) for _number, note in table.footnotes] == [
        "1 uppgift är ej redovisad och ingår inte i summan.",
        "2 uppgifter är ej redovisade och ingår inte i summan.",
    ]


@pytest.mark.parametrize(
    ("line", "column", "titles"),
    [
        ("2003-hösten", "deltagare", ["Höstkurs", "Höstresa"]),
        ("2003-hösten", "kompetens", ["Höstkurs"]),
        ("flera", "aktiviteter", ["Besök"]),
        ("okant", "deltagare", ["Återträff"]),
        ("", "kompetens", ["Vårkurs", "Höstkurs"]),
        ("flera", "kompetens", None),
        ("2003-våren", "titel", None),
        ("1999-våren", "deltagare", None),
    ],
)
def test_a_figure_opens_the_rows_it_is_made_of(programme, line, column, titles):
    found = activities_rows(facts(programme), line, column)
    assert (found and [row.label for row in found.rows]) == titles


def test_every_figure_has_the_total_of_its_rows(programme):
    told = facts(programme)
    table = activities_table(told)
    for row in [*table.rows, table.total]:
        for key in ("aktiviteter", "kompetens", "deltagare"):
            opened = activities_rows(told, row.key, key)
            assert (opened is None) == (not row.cells[key].href)
            if opened:
                assert opened.total.cells[key].value == row.cells[key].value


def test_a_district_sees_the_programmes_it_follows(programme):
    lead = ProjectFactory(programme=programme).lead
    assert len(activities_table(facts(programme, Role.PROJECT_MANAGER, lead)).rows) == 4
    assert lines(activities_table(facts(programme, Role.PROJECT_MANAGER))) == [("Totalt", 0, 0, 0)]


def test_the_page_and_its_file(client, programme):
    client.force_login(person(Role.COORDINATOR))
    assert "Vårterminen 2003" in client.get(f"{PAGE}?program=programmet").content.decode()
    out = b"".join(client.get(f"{PAGE}?program=programmet&format=csv").streaming_content)
    assert out.decode("utf-8-sig").splitlines() == [
        "Termin;Aktiviteter;Varav i kompetensprogrammet;Deltagare",
        "Vårterminen 2003;1;1;16",
        "Höstterminen 2003;2;1;10",
        "Flera terminer;1;0;0",
        "Datum ej redovisat;1;0;",
        "Totalt;5;2;26",
    ]
    assert client.get(f"{PAGE}rader/?program=programmet&rad=okant&kolumn=aktiviteter").status_code == 200
    assert client.get(f"{PAGE}rader/?program=programmet&rad=x&kolumn=aktiviteter").status_code == 404


def test_it_asks_as_often_for_many_as_for_few(client, programme):
    client.force_login(person(Role.COORDINATOR))
    counts = []
    for more in (0, 3):
        for _ in range(more):
            ActivityFactory(programme=programme, held=True)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1]
